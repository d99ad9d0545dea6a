"""A database that is locked, away, or comes back."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.reports.ports import Unavailable
from backend.stores.database import Database, open_database
from backend.stores.outbox import SqlOutbox
from backend.stores.reports import SqlReports
from tests.schema import migrated
from tests.services.postgres import PostgresServer
from tests.stores.making import NOON, a_report, archive


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "reports.sqlite3"
    migrated(path)
    return path


@pytest.fixture
def hasty(file: Path) -> Iterator[Database]:
    """Waits for others a tenth of a second only."""
    database = open_database(f"sqlite:///{file}", patience_s=0.1)
    yield database
    database.close()


def test_a_locked_database_is_unavailable_and_later_it_is_not(file: Path, hasty: Database) -> None:
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    report = a_report()

    with pytest.raises(Unavailable):
        SqlReports(hasty).add(report)
    other.execute("ROLLBACK")
    other.close()

    SqlReports(hasty).add(report)
    assert SqlReports(hasty).get(report.id) == report


def test_readers_read_on_while_the_database_is_locked(file: Path, hasty: Database) -> None:
    SqlReports(hasty).add(report := a_report())
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")

    assert SqlReports(hasty).get(report.id) == report

    other.close()


@pytest.mark.parametrize("place", ["file/reports.sqlite3", "folder"])
def test_a_database_that_cannot_be_opened_is_unavailable(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("not a folder")
    (tmp_path / "folder").mkdir()
    database = open_database(f"sqlite:///{tmp_path / place}")

    with pytest.raises(Unavailable):
        SqlReports(database).held("any")
    with pytest.raises(Unavailable):
        SqlReports(database).add(a_report())
    database.close()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://localhost/reports"])
def test_a_database_that_cannot_be_shared_is_refused_at_once(url: str) -> None:
    with pytest.raises(ValueError, match="SQLite"):
        open_database(url)


@pytest.fixture
def served(postgres_server: PostgresServer, postgres_template: str) -> Iterator[Database]:
    url = postgres_server.make_database(like=postgres_template)
    database = open_database(url, patience_s=2)
    yield database
    database.close()
    postgres_server.drop_database(url)


@pytest.mark.service
def test_a_server_that_was_restarted_is_not_noticed(
    postgres_server: PostgresServer, served: Database
) -> None:
    SqlReports(served).add(report := a_report(photos=0), [archive(report)])

    postgres_server.stop("immediate")
    postgres_server.start()

    assert SqlReports(served).get(report.id) == report
    assert len(SqlOutbox(served).claim(1, lease_s=20, now=NOON)) == 1


@pytest.mark.service
def test_a_server_that_is_away_is_unavailable_until_it_is_back(
    postgres_server: PostgresServer, served: Database
) -> None:
    report = a_report()
    postgres_server.stop("immediate")

    with pytest.raises(Unavailable):
        SqlReports(served).add(report)
    with pytest.raises(Unavailable):
        SqlReports(served).held(report.id)
    postgres_server.start()

    SqlReports(served).add(report)
    assert SqlReports(served).get(report.id) == report
