"""The database as pages open to all reach it: only what was published can be read, and nothing written.

A query that is careless, or injected, is refused by the database itself: by a role in PostgreSQL, by an
authorizer in SQLite (sqlite.org/c3ref/set_authorizer.html). Where a PostgreSQL server has no such role,
residents are answered all the same, by a transaction that reads only: `masdarling doctor` says how to mend.
"""

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar, cast

from sqlalchemy.engine import Connection

from backend.stores import public_role
from backend.stores.database import Database
from backend.stores.showcase_tables import PUBLIC

T = TypeVar("T")
log = logging.getLogger(__name__)

TABLES = frozenset(table.name for table in PUBLIC)
HARMLESS = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_TRANSACTION}


class PublicDatabase:
    """See database.Database; the same connections, confined for as long as a read lasts."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._has_role: bool | None = None
        """Asked once; unknown before, and without meaning in SQLite."""

    def read(self, work: Callable[[Connection], T]) -> T:
        def confined(tx: Connection) -> T:
            with _in_sqlite(tx) if tx.dialect.name == "sqlite" else self._in_postgres(tx):
                return work(tx)

        return self._database.read(confined)

    def write(self, work: Callable[[Connection], T]) -> T:  # noqa: ARG002 -- refused whatever it is
        raise PermissionError("what is open to all writes nothing")

    alone = write

    def close(self) -> None:
        """It has nothing of its own."""

    def lacking(self) -> str:
        """What an administrator has to run so that the database confines these reads; empty: nothing."""
        return self._database.read(lambda tx: "" if tx.dialect.name == "sqlite" else _lacking(tx))

    @contextmanager
    def _in_postgres(self, tx: Connection) -> Iterator[None]:
        if self._has_role is None:
            self._has_role = public_role.is_ours(tx)
            if not self._has_role:
                log.warning("PostgreSQL has no role for what is public: see `masdarling doctor`")
        if self._has_role:
            tx.execute(public_role.CONFINE)  # until the transaction ends
        yield


def _lacking(tx: Connection) -> str:
    return public_role.missing(tx, sorted(TABLES))


@contextmanager
def _in_sqlite(tx: Connection) -> Iterator[None]:
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
