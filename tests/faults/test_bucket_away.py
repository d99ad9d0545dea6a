"""The S3 server is away, and comes back: words are taken all the same, and the backlog drains by itself."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import boto3
import pytest

from backend.bench.phone import GaveUp, Phone
from tests.ledger import Checker, s3_objects
from tests.load import a_parcel, all_stored
from tests.proxy import BadNetwork, bad_network
from tests.services.swift import S3Server
from tests.system import System, eventually, running

pytestmark = [pytest.mark.service, pytest.mark.slow]


@pytest.fixture
def way(s3_server: S3Server) -> Iterator[BadNetwork]:
    """The way to the bucket, which a test may cut."""
    with bad_network(s3_server.port) as between:
        yield between


@pytest.fixture
def bucket(s3_server: S3Server) -> str:
    return s3_server.make_bucket()


@pytest.fixture
def system(tmp_path: Path, s3_server: S3Server, way: BadNetwork, bucket: str) -> Iterator[System]:
    settings = {
        **s3_server.environment,
        "MASDARLING_BUCKET": f"s3://{bucket}",
        "MASDARLING_S3_ENDPOINT": f"http://127.0.0.1:{way.port}",
    }
    with running(System(tmp_path, settings)) as whole:
        whole.run("--empty")
        yield whole


@pytest.fixture
def checker(tmp_path: Path, s3_server: S3Server, bucket: str) -> Checker:
    session = boto3.Session(s3_server.key, s3_server.secret, region_name="us-east-1")
    client = session.client("s3", endpoint_url=s3_server.endpoint)
    return Checker(f"sqlite:///{tmp_path / 'masdarling.sqlite3'}", s3_objects(client, bucket))


@pytest.mark.parametrize("how", ["refuse", "hole"])
def test_words_are_taken_while_the_bucket_is_away_and_all_is_archived_when_it_is_back(
    how: str, system: System, way: BadNetwork, checker: Checker
) -> None:
    phone = Phone("127.0.0.1", system.port, timeout=8)
    phone.introduce()
    whole, cut = a_parcel(), a_parcel()
    phone.deliver(whole)
    way.mode = "refuse" if how == "refuse" else "hole"
    way.cut()

    with suppress(GaveUp):
        phone.deliver(cut, within=4)
    assert set(phone.acknowledged) == {whole.id, cut.id}
    assert phone.acknowledged[cut.id].photos == set(), "no photo may be acknowledged that lies nowhere"

    way.mode = "ok"
    phone.deliver(cut, within=60)
    eventually(all_stored(phone, list(phone.acknowledged.values())), within=60, what="everything stored")
    assert checker.faults(phone.acknowledged.values()) == []
    assert phone.surprises == []


def test_an_installation_without_its_bucket_says_so_and_stays_up(
    tmp_path: Path, system: System, way: BadNetwork
) -> None:
    way.mode = "refuse"
    way.cut()
    system.stop()
    (tmp_path / "masdarling.sqlite3").unlink()
    system.run("--empty")

    def told() -> bool:
        phone = Phone("127.0.0.1", system.port)
        answer = phone.wire.ask("GET", "/readyz", {})
        phone.wire.close()
        return b'"name":"bucket","well":false' in answer.body.replace(b" ", b"")

    eventually(told, within=30, every=0.5, what="/readyz naming the bucket")
    eventually(system.answers, within=10, what="a web server that answers all the same")
