"""Databases with the newest schema, for tests: migrating takes longer than most, so it is done once."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from backend.stores.database import open_database
from backend.stores.schema import migrate
from tests.services.postgres import PostgresServer


def migrated(file: Path) -> str:
    """Make it there; its address."""
    file.write_bytes(_newest())
    return f"sqlite:///{file}"


@pytest.fixture(scope="session")
def postgres_template(postgres_server: PostgresServer) -> str:
    """The name of one on PostgreSQL, to copy."""
    url = postgres_server.make_database()
    _migrate(url)
    return url.rpartition("/")[2]


@cache
def _newest() -> bytes:
    with TemporaryDirectory() as folder:
        _migrate(f"sqlite:///{folder}/new.sqlite3")
        return Path(folder, "new.sqlite3").read_bytes()


def _migrate(url: str) -> None:
    database = open_database(url)
    migrate(database)
    database.close()
