"""Every promise is tried on every database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.stores.database import Database, open_database
from backend.stores.outbox import SqlOutbox
from backend.stores.people import SqlPeople
from backend.stores.reports import SqlReports
from backend.stores.snapshots import SqlSnapshots
from backend.stores.vigil import SqlVigil
from tests.schema import migrated
from tests.services.postgres import PostgresServer

POSTGRESQL = pytest.param("postgresql", marks=pytest.mark.service)


@pytest.fixture(params=["sqlite", POSTGRESQL])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A migrated database of this test's own."""
    if request.param == "sqlite":
        yield migrated(tmp_path / "reports.sqlite3")
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    url = server.make_database(like=request.getfixturevalue("postgres_template"))
    yield url
    server.drop_database(url)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = open_database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def reports(database: Database) -> SqlReports:
    return SqlReports(database, due=lambda report: report.received_at)


@pytest.fixture
def outbox(database: Database) -> SqlOutbox:
    return SqlOutbox(database)


@pytest.fixture
def snapshots(database: Database) -> SqlSnapshots:
    return SqlSnapshots(database)


@pytest.fixture
def people(database: Database) -> SqlPeople:
    return SqlPeople(database)


@pytest.fixture
def vigil(database: Database) -> SqlVigil:
    return SqlVigil(database)
