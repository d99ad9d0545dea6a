"""What `masdarling bench restore` says is so: its archive holds everything, its check sees every fault."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from backend.bench.neighbourhood import FATES, Neighbourhood
from backend.bench.restored import ROWS, Before, differences
from backend.restoring import restore
from tests.engine.house import a_house


@pytest.fixture(scope="module")
def lost(tmp_path_factory: pytest.TempPathFactory) -> Before:
    """One report of each fate, archived."""
    place = tmp_path_factory.mktemp("lived")
    parts = a_house(place / "before", bucket=place / "bucket")
    Neighbourhood(parts).live(range(len(FATES)))
    assert parts.database
    parts.database.close()
    return Before(place / "before" / "masdarling.sqlite3", place / "bucket")


@pytest.fixture(scope="module")
def restored(lost: Before, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("restored")
    parts = a_house(place, bucket=lost.bucket)
    restore(parts, told=lambda _done, _of: None)
    assert parts.database
    parts.database.close()
    return place / "masdarling.sqlite3"


@pytest.fixture
def database(restored: Path, tmp_path: Path) -> Path:
    """A copy to spoil: nothing in it guards its history."""
    copy = tmp_path / "copy.sqlite3"
    shutil.copy(restored, copy)
    with closing(sqlite3.connect(copy)) as link:
        for (name,) in link.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            link.execute(f"DROP TRIGGER {name}")
    return copy


def test_the_archive_that_is_measured_holds_something_in_every_table(lost: Before) -> None:
    assert {table: bool(lost.rows[table]) for table in ROWS} == dict.fromkeys(ROWS, True)
    assert len(lost.documents) == len(FATES)


def test_nothing_differs_after_a_restore(lost: Before, database: Path) -> None:
    assert differences(lost, database) == []


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM reports WHERE id = (SELECT min(id) FROM reports)",
        "UPDATE reports SET number = 'MD-0000-0000' WHERE id = (SELECT max(id) FROM reports)",
        "UPDATE reports SET state = 'verified' WHERE state = 'rejected'",
        "UPDATE steps SET words = '' WHERE words <> ''",
        "DELETE FROM steps WHERE seq = 2",
        "DELETE FROM photos WHERE reply IS NOT NULL",
        "UPDATE photos SET public = 0 WHERE public",
        "UPDATE envelopes SET sealed = sealed || x'20'",
        "DELETE FROM echoes",
        "DELETE FROM replies",
    ],
)
def test_whatever_is_lost_or_other_is_seen(lost: Before, database: Path, harm: str) -> None:
    with closing(sqlite3.connect(database)) as link, link:
        link.execute(harm)

    assert differences(lost, database)
