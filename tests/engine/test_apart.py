"""Web, worker and beat as programs of their own, joined by Redis alone."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from backend.bench.parcel import Parcel
from backend.bench.phone import Phone
from tests.load import a_parcel
from tests.services.redis import RedisServer
from tests.system import System, eventually, running

pytestmark = [pytest.mark.service, pytest.mark.slow]


@pytest.fixture
def system(tmp_path: Path, own_redis: RedisServer) -> Iterator[System]:
    with running(System(tmp_path / "var", own_redis.settings)) as apart:
        apart.command("init")
        for program in ("worker", "beat"):
            apart.start(program)
        apart.start("web", "--port", str(apart.port))
        apart.wait_until_up()
        yield apart


def all_of(phone: Phone, parcels: Sequence[Parcel]) -> set[str]:
    return {phone.state(parcel) for parcel in parcels}


@pytest.fixture
def phone(system: System) -> Iterator[Phone]:
    one = Phone("127.0.0.1", system.port, timeout=10)
    one.introduce()
    yield one
    one.wire.close()


def test_a_report_reaches_the_archive_through_redis(phone: Phone) -> None:
    parcel = a_parcel()

    phone.deliver(parcel)

    eventually(lambda: phone.state(parcel) == "stored", what="the archive")
    assert phone.surprises == []


def test_a_report_is_taken_at_once_while_redis_is_away_and_archived_when_it_is_back(
    phone: Phone, own_redis: RedisServer
) -> None:
    parcel = a_parcel()
    own_redis.stop()

    begin = time.monotonic()
    phone.deliver(parcel)
    took = time.monotonic() - begin
    own_redis.start()

    assert took < 3
    eventually(lambda: phone.state(parcel) == "stored", what="the archive")


def test_a_report_is_taken_at_once_while_redis_accepts_and_answers_nothing(
    phone: Phone, own_redis: RedisServer
) -> None:
    parcel = a_parcel()
    own_redis.pause()

    begin = time.monotonic()
    phone.deliver(parcel)
    took = time.monotonic() - begin
    own_redis.resume()

    assert took < 3
    eventually(lambda: phone.state(parcel) == "stored", within=60, what="the archive")


def test_work_goes_on_within_thirty_seconds_after_the_worker_was_killed(system: System, phone: Phone) -> None:
    parcels = [a_parcel() for _ in range(4)]

    for parcel in parcels:
        phone.deliver(parcel)
        system.kill("worker")
        system.start("worker")
    begin = time.monotonic()
    eventually(lambda: all_of(phone, parcels) == {"stored"}, within=60, what="the archive")

    assert time.monotonic() - begin < 30
    assert phone.surprises == []


def test_every_program_ends_when_asked(system: System) -> None:
    system.stop()

    assert "Traceback" not in system.logs()
