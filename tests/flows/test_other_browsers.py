"""The core of the main job in the two engines Chromium is not: queued offline, reloaded, delivered."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import Archive
from tests.browser.phone import ROWS, a_photo
from tests.proxy import BadNetwork, bad_network
from tests.services.driven import Browser
from tests.system import System, running

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    # Selenium's WebKitGTK class itself uses what Selenium has deprecated.
    pytest.mark.filterwarnings("ignore:setting remote_server_addr:DeprecationWarning"),
]

STATES = f"{ROWS}.then((rows) => rows.filter((row) => row.state !== 'draft').map((row) => row.state))"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    with running(System(tmp_path_factory.mktemp("system"))) as system:
        system.run("--empty")
        yield system


@pytest.mark.parametrize("engine", ["firefox", "webkit"])
def test_a_report_made_offline_survives_a_reload_and_is_delivered(
    engine: str, request: pytest.FixtureRequest, whole: System, tmp_path: Path
) -> None:
    person: Browser = request.getfixturevalue(engine)
    photo = tmp_path / "foto.jpg"
    photo.write_bytes(a_photo(7))
    with bad_network(whole.port) as network:
        opens_the_app(person, network)

        network.mode = "refuse"
        network.cut()
        makes_a_report(person, photo)
        person.opens(f"http://127.0.0.1:{network.port}/lapor")
        person.shows("Laporan baru")
        assert person.asks(STATES) == ["queued"]
        network.mode = "ok"
        person.waits(f"{STATES}.then((states) => ['sent', 'stored'].includes(states[0]))", within=60)

    [row] = [row for row in person.asks(ROWS) if row["state"] != "draft"]
    archive = Archive(whole)
    assert archive.digests(row["id"]) == {row["id"]: row["sealed"]["digest"]}
    archive.has_originals(row["id"], {photo["sha256"] for photo in row["sealed"]["photos"]})


def opens_the_app(person: Browser, network: BadNetwork) -> None:
    person.opens(f"http://127.0.0.1:{network.port}/offline")
    person.asks("(document.cookie = 'md_lang=id; Path=/')")  # whatever language the machine speaks
    person.opens(f"http://127.0.0.1:{network.port}/lapor")
    person.shows("Laporan baru")
    person.waits("navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)")


def makes_a_report(person: Browser, photo: Path) -> None:
    person.takes(photo)
    person.presses("Sampah liar")
    person.presses("1 gerobak/motor", kind="label")
    person.waits("document.querySelector('#kelurahan') !== null")
    person.asks(
        "(() => { const list = document.querySelector('#kelurahan'); list.value = '64.74.03.1002';"
        " list.dispatchEvent(new Event('change', { bubbles: true })) })()"
    )
    person.presses("Simpan laporan")
    person.shows("Tersimpan di HP ini")
