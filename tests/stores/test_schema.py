"""The schema, from nothing, by whoever comes first."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.engine import Connection

from backend.stores import (  # noqa: F401 -- so that metadata knows every table
    audit_tables,
    desk_tables,
    factor_tables,
    follow_tables,
    open311_tables,
    people_tables,
    privacy_tables,
    showcase_tables,
)
from backend.stores.database import Database, open_database
from backend.stores.reports import SqlReports
from backend.stores.schema import MIGRATIONS, NEWEST, migrate, revision
from backend.stores.tables import metadata
from tests.source import ROOT
from tests.stores.making import a_report

MIGRATE = """
import sys
from backend.stores.database import open_database
from backend.stores.schema import migrate
database = open_database(sys.argv[1])
print("ready", flush=True)
sys.stdin.read()
migrate(database)
database.close()
"""


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.service)])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'new/folder/reports.sqlite3'}"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
def empty(empty_url: str) -> Iterator[Database]:
    database = open_database(empty_url)
    yield database
    database.close()


def test_an_empty_database_is_brought_to_the_newest_schema(empty: Database) -> None:
    before = empty.read(revision)

    migrate(empty)

    assert (before, empty.read(revision)) == (None, NEWEST)
    SqlReports(empty).add(a_report())


def test_migrating_again_keeps_what_is_there(empty: Database) -> None:
    migrate(empty)
    SqlReports(empty).add(report := a_report())

    migrate(empty)

    assert SqlReports(empty).get(report.id) == report


def test_several_processes_may_migrate_at_once(empty_url: str, empty: Database) -> None:
    start, tell = os.pipe()
    command = [sys.executable, "-W", "error", "-c", MIGRATE, empty_url]
    processes = [subprocess.Popen(command, stdin=start, stdout=subprocess.PIPE, cwd=ROOT) for _ in range(3)]
    for process in processes:
        assert process.stdout
        process.stdout.readline()  # it is ready

    os.close(tell)

    assert [process.wait(60) for process in processes] == [0, 0, 0]
    assert empty.read(revision) == NEWEST
    for process in processes:
        process.communicate()
    os.close(start)


def test_a_migration_that_fails_leaves_nothing_behind(empty: Database) -> None:
    empty.write(
        lambda tx: tx.execute(text("CREATE TABLE sessions (id INTEGER)"))
    )  # in the way of the last table

    with pytest.raises(Exception, match="sessions"):
        migrate(empty)

    empty.write(lambda tx: tx.execute(text("DROP TABLE sessions")))
    migrate(empty)
    assert empty.read(revision) == NEWEST


def test_the_migrations_make_what_the_tables_say(database: Database) -> None:
    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        return list(compare_metadata(context, metadata))

    assert database.read(differences) == []


def test_the_newest_revision_is_the_one_the_code_knows() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))

    assert ScriptDirectory.from_config(config).get_heads() == [NEWEST]
