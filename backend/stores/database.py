"""One way to run a transaction, whichever database stands behind it."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from sqlalchemy import make_url
from sqlalchemy.engine import Connection

from backend.stores.postgres import PostgresDatabase
from backend.stores.sqlite import PATIENCE_S, SqliteDatabase

T = TypeVar("T")


class Database(Protocol):
    """Connections and threads are made at the first call of each process, never before a fork.

    Both methods run `work` as one transaction and may run it again after a failure that heals by itself.
    Both raise backend.reports.ports.Unavailable when the database does not answer.
    """

    def read(self, work: Callable[[Connection], T]) -> T:
        """All its statements see the same moment."""

    def write(self, work: Callable[[Connection], T]) -> T:
        """Durable when it returns; undone when `work` raises."""

    def alone(self, work: Callable[[Connection], T]) -> T:
        """A write while no other process that calls this has one: for changes of the schema."""

    def close(self) -> None: ...


def open_database(address: str, *, patience_s: float = PATIENCE_S) -> Database:
    """By SQLAlchemy address. `patience_s` is how long a call waits for others before Unavailable."""
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        return SqliteDatabase(url, patience_s=patience_s)
    if url.get_backend_name() == "postgresql":
        return PostgresDatabase(url, patience_s=patience_s)
    raise ValueError(f"neither SQLite nor PostgreSQL: {url.render_as_string()}")
