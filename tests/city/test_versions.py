"""One register for every process: versions, writers that do not lose to one another, buckets that go away."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tinydb import TinyDB

from backend.city.city import City
from backend.city.reading import Unfit
from backend.city.versions import Stale
from media import keys
from media.bucket import Bucket, Unavailable
from media.folder import FolderBucket
from tests.city.conftest import FailingBucket, MovingClock, renaming

ROOT = Path(__file__).parents[2]
WRITER = """
import sys
from pathlib import Path
from backend.city.city import City
from backend.city.versions import Stale
from media.folder import FolderBucket

city, written = City(FolderBucket(Path(sys.argv[1])), settle_s=0), 0
while written < 10:
    row = {"code": f"{sys.argv[2]}-{written}", "name": "an agency"}
    try:
        city.change(lambda tables: tables.table("opd").insert(row))
    except Stale:
        continue
    written += 1
"""


def test_an_empty_bucket_is_given_the_built_in_register(city: City, bucket: FailingBucket) -> None:
    assert city.version == 1
    assert list(bucket.list("city/")) == [keys.REGISTER, keys.register_version(1)]


def test_giving_it_again_changes_nothing(
    city: City, another_city: Callable[[], City], bucket: FailingBucket
) -> None:
    city.change(renaming("DLH", "Dinas Lain"))
    before = dict(bucket.kept)

    another_city().ensure()

    assert bucket.kept == before


def test_a_change_is_the_next_version_and_the_last_one_stays(city: City, bucket: FailingBucket) -> None:
    changed = city.change(renaming("DLH", "Dinas Lain"), note="renamed by law")

    assert (changed.version, changed.opd["DLH"].name) == (2, "Dinas Lain")
    assert city.register() == changed
    assert b"renamed by law" in bucket.get(keys.register_version(2))
    assert b"Dinas Lingkungan Hidup" in bucket.get(keys.register_version(1))


def test_another_process_sees_a_change_after_ten_seconds(
    city: City, another_city: Callable[[], City], clock: MovingClock
) -> None:
    other = another_city()
    assert other.version == 1

    city.change(renaming("DLH", "Dinas Lain"))
    clock.advance(9)
    early = other.register().version
    clock.advance(2)

    assert (early, other.register().opd["DLH"].name) == (1, "Dinas Lain")


def test_a_process_that_slept_through_several_changes_sees_the_last(
    city: City, another_city: Callable[[], City], clock: MovingClock
) -> None:
    other = another_city()
    assert other.version == 1

    for name in ("Dinas Satu", "Dinas Dua", "Dinas Tiga"):
        city.change(renaming("DLH", name))
    clock.advance(11)

    assert (other.version, other.register().opd["DLH"].name) == (4, "Dinas Tiga")


def test_readers_ask_the_bucket_no_more_than_every_ten_seconds(
    city: City, bucket: FailingBucket, clock: MovingClock
) -> None:
    asked = bucket.gets
    for _ in range(100):
        clock.advance(1)
        city.register()

    assert bucket.gets - asked <= 10


def test_while_the_bucket_is_away_the_last_register_stays_in_force(
    city: City, bucket: FailingBucket, clock: MovingClock
) -> None:
    city.change(renaming("DLH", "Dinas Lain"))
    bucket.away = True
    clock.advance(3600)

    assert city.register().opd["DLH"].name == "Dinas Lain"


def test_a_process_started_while_the_bucket_is_away_works_with_the_built_in_register_until_it_is_back(
    city: City, another_city: Callable[[], City], bucket: FailingBucket, clock: MovingClock
) -> None:
    city.change(renaming("DLH", "Dinas Lain"))
    bucket.away = True
    started = another_city()
    assert started.knows_category("SMP-01")

    bucket.away = False
    clock.advance(11)

    assert started.register().opd["DLH"].name == "Dinas Lain"


def test_a_register_that_cannot_be_read_does_not_replace_one_that_can(
    city: City, bucket: FailingBucket, clock: MovingClock
) -> None:
    bucket.put(keys.register_version(2), b'{"format": "something else"}')
    clock.advance(11)

    assert city.version == 1


def test_a_writer_that_saw_an_older_version_is_told_so(city: City, another_city: Callable[[], City]) -> None:
    other = another_city()
    seen = other.version
    city.change(renaming("DLH", "Dinas Lain"))

    with pytest.raises(Stale, match="version 2 is in force"):
        other.change(renaming("DLH", "Dinas Ketiga"), seen=seen)
    assert other.change(renaming("DLH", "Dinas Ketiga"), seen=2).version == 3


def test_of_two_writers_at_the_same_moment_one_is_told_to_read_again(
    city: City, another_city: Callable[[], City]
) -> None:
    def slow_edit(tables: TinyDB) -> None:
        another_city().change(renaming("BPBD", "Badan Lain"))
        renaming("DLH", "Dinas Lain")(tables)

    with pytest.raises(Stale):
        city.change(slow_edit)
    changed = city.change(renaming("DLH", "Dinas Lain"))

    assert (changed.opd["BPBD"].name, changed.opd["DLH"].name) == ("Badan Lain", "Dinas Lain")


def test_a_writer_killed_between_its_two_puts_leaves_a_change_that_counts(
    city: City, another_city: Callable[[], City], bucket: FailingBucket, clock: MovingClock
) -> None:
    bucket.puts_left = 1
    with pytest.raises(KeyboardInterrupt):
        city.change(renaming("DLH", "Dinas Lain"))
    bucket.puts_left = None
    clock.advance(11)

    started = another_city()

    assert {started.register().opd["DLH"].name, city.register().opd["DLH"].name} == {"Dinas Lain"}
    assert bucket.get(keys.REGISTER) == bucket.get(keys.register_version(2))
    assert started.change(renaming("DLH", "Dinas Ketiga")).version == 3


def test_a_first_start_killed_between_its_two_puts_is_finished_by_the_next(
    another_city: Callable[[], City], bucket: FailingBucket
) -> None:
    bucket.puts_left = 1
    with pytest.raises(KeyboardInterrupt):
        another_city().ensure()
    bucket.puts_left = None

    another_city().ensure()

    assert bucket.get(keys.REGISTER) == bucket.get(keys.register_version(1))


def test_a_change_that_makes_no_sense_is_refused_and_nothing_is_written(
    city: City, bucket: FailingBucket
) -> None:
    before = dict(bucket.kept)

    with pytest.raises(Unfit, match="there is no OPD DLH"):
        city.change(lambda tables: tables.drop_table("opd"))
    with pytest.raises(Unfit, match="a code is given twice"):
        city.change(lambda tables: tables.table("opd").insert({"code": "DLH", "name": "again"}))
    with pytest.raises(Unfit, match="office"):
        city.change(lambda tables: tables.table("kelurahan").update({"office": "by the sea"}))
    assert (bucket.kept, city.version) == (before, 1)


def test_an_edit_that_fails_half_way_changes_nothing(city: City, bucket: FailingBucket) -> None:
    before = dict(bucket.kept)

    def clumsy(tables: TinyDB) -> None:
        tables.drop_table("categories")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        city.change(clumsy)
    assert bucket.kept == before


def test_a_change_while_the_bucket_is_away_is_refused(city: City, bucket: FailingBucket) -> None:
    bucket.away = True

    with pytest.raises(Unavailable):
        city.change(renaming("DLH", "Dinas Lain"))


def test_two_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    City(FolderBucket(tmp_path), settle_s=0).ensure()

    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), name], cwd=ROOT)
        for name in ("one", "two")
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0]

    register = City(FolderBucket(tmp_path)).register()
    assert register.version == 21
    assert {f"{name}-{number}" for name in ("one", "two") for number in range(10)} <= set(register.opd)


def test_two_writers_on_an_s3_server_that_lets_in_both_lose_nothing(s3_bucket: Bucket) -> None:
    City(s3_bucket).ensure()

    def write(name: str) -> None:
        city, row = City(s3_bucket), {"code": name, "name": "an agency"}
        for _ in range(10):
            try:
                city.change(lambda tables: tables.table("opd").insert(row))
            except Stale:
                continue
            return

    with ThreadPoolExecutor(3) as writers:
        list(writers.map(write, ["one", "two", "three"]))

    assert {"one", "two", "three"} <= set(City(s3_bucket).register().opd)
