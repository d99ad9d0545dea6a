"""The database as pages open to all reach it: only what was published can be read, and nothing written.

A query that is careless, or injected, is refused by the database itself: by a role in PostgreSQL, by an
authorizer in SQLite (sqlite.org/c3ref/set_authorizer.html).
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar, cast

from sqlalchemy import text
from sqlalchemy.engine import Connection

from backend.stores.database import Database
from backend.stores.showcase_tables import PUBLIC

T = TypeVar("T")

ROLE = "masdarling_public"
CONFINE = text(f"SET LOCAL ROLE {ROLE}")
TABLES = frozenset(table.name for table in PUBLIC)
HARMLESS = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_TRANSACTION}


class PublicDatabase:
    """See database.Database; the same connections, confined for as long as a read lasts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self, work: Callable[[Connection], T]) -> T:
        def confined(tx: Connection) -> T:
            with _confined(tx):
                return work(tx)

        return self._database.read(confined)

    def write(self, work: Callable[[Connection], T]) -> T:  # noqa: ARG002 -- refused whatever it is
        raise PermissionError("what is open to all writes nothing")

    alone = write

    def close(self) -> None:
        """It has nothing of its own."""


@contextmanager
def _confined(tx: Connection) -> Iterator[None]:
    if tx.dialect.name != "sqlite":
        tx.execute(CONFINE)  # until the transaction ends
        yield
        return
    driver = cast(sqlite3.Connection, tx.connection.driver_connection)
    driver.set_authorizer(_may)
    try:
        yield
    finally:
        driver.set_authorizer(None)


def _may(action: int, table: str | None, _column: str | None, _schema: str | None, _by: str | None) -> int:
    if action == sqlite3.SQLITE_READ:
        return sqlite3.SQLITE_OK if table in TABLES else sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK if action in HARMLESS else sqlite3.SQLITE_DENY
