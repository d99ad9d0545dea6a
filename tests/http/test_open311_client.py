"""Programs of others meet Open311 over real sockets, and docs/open311.md says how."""

import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from georeport import GeoReport
from werkzeug.serving import make_server

from backend.open311 import clients
from tests.http.house import House
from tests.http.test_public_outputs import ONE, PUBLISHED, a_city
from tests.services.missing import missing
from tests.source import ROOT

WRITTEN = "http://localhost:8000"
"""The address the page gives."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    house = a_city(tmp_path_factory.mktemp("open311"), ONE, "SMP-01")
    yield house
    house.shuts()


@pytest.fixture(scope="module")
def address(house: House) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, house.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


def example(name: str, address: str) -> str:
    """The code that follows a mark in the page, for the server of this test."""
    page = (ROOT / "docs/open311.md").read_text()
    found = re.search(rf"<!-- {name} -->\n```\w+\n(.*?)```", page, re.DOTALL)
    assert found
    return found[1].replace(WRITTEN, address)


@pytest.mark.parametrize("shape", ["json", "xml"])
def test_a_client_of_others_reads_services_their_questions_and_requests(address: str, shape: str) -> None:
    city = GeoReport(f"{address}/open311/v2", jurisdiction="bontang", output_format=shape)

    services = {one["service_code"]: one for one in city.get_service_list()}
    found = city.get_service_requests(service_code="SMP-01", status="open")
    (one,) = found if isinstance(found, list) else [found]  # of one element XML tells no list

    assert services["SMP-01"]["service_name"] == "Sampah liar / dibuang sembarangan"
    assert city.get_service_definition("SMP-01")["service_code"] == "SMP-01"
    assert (one["service_request_id"], one["status"]) == (PUBLISHED, "open")


def test_the_example_of_reading_runs(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(example("read", address), "docs/open311.md", "exec"), {})  # noqa: S102 -- our own page

    assert "SMP-01 Sampah liar" in capsys.readouterr().out


def test_the_example_of_sending_runs_twice_and_makes_one_report(
    house: House, address: str, tmp_path: Path
) -> None:
    if not shutil.which("curl"):
        missing("curl (apt-get install curl)")
    _, key = clients.make("curl", per_hour=60, clients=house.parts.clients, now=house.time())
    script = tmp_path / "send.sh"
    script.write_text(example("send", address))

    first, again = (_run(script, key) for _ in range(2))

    assert first == again
    assert house.reports.get(re.findall(r'"service_request_id":"([^"]+)"', first)[0])


def _run(script: Path, key: str) -> str:
    environment = {"KEY": key, "PATH": "/usr/bin:/bin"}
    done = subprocess.run(["/bin/sh", script], env=environment, capture_output=True, check=True, text=True)
    return done.stdout
