"""A SQLite connection lent out for good.

SQLAlchemy's pool and its own begin and commit cost 0.1 ms a transaction, more than most statements: here a
connection stays checked out, and the driver is told directly where a transaction begins and ends.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import cast

from sqlalchemy import URL, Engine, create_engine
from sqlalchemy.engine import Connection
from sqlalchemy.pool import NullPool

WRITER_MMAP_BYTES = 256 * 1024 * 1024
READER_MMAP_BYTES = 32 * 1024 * 1024
"""What was read of it stays, and counts as memory of this process, for each connection anew."""
WRITER_CACHE_KIB = 64 * 1024
READER_CACHE_KIB = 2 * 1024
JOURNAL_BYTES = 64 * 1024 * 1024
STATEMENTS_CACHED = 256

WRITER = {
    "mmap_size": WRITER_MMAP_BYTES,
    "temp_store": "MEMORY",
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "foreign_keys": "ON",
    "cache_size": -WRITER_CACHE_KIB,
    "journal_size_limit": JOURNAL_BYTES,
}
READER = {
    "mmap_size": READER_MMAP_BYTES,
    "temp_store": "MEMORY",
    "query_only": "ON",
    "cache_size": -READER_CACHE_KIB,
}


class Lane:
    """One transaction at a time."""

    def __init__(self, engine: Engine, begin: str, pragmas: Mapping[str, object]) -> None:
        self._begin = begin
        self.connection = engine.connect()
        self.driver = cast(sqlite3.Connection, self.connection.connection.driver_connection)
        try:
            for name, value in pragmas.items():
                self.driver.execute(f"PRAGMA {name}={value}")
        except BaseException:
            self.close()
            raise
        self.connection.begin()  # never ended: in SQLAlchemy's eyes there is one long transaction

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        self.driver.execute(self._begin)
        try:
            yield self.connection
            self.driver.commit()
        except BaseException:
            self.driver.rollback()
            raise

    def close(self) -> None:
        self.connection.close()


def lanes(url: URL, *, wait_s: float) -> Engine:
    """What lanes are made from; it keeps the compiled statements of all."""
    driver = {"check_same_thread": False, "timeout": wait_s, "cached_statements": STATEMENTS_CACHED}
    return create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT", connect_args=driver)


def reader(engine: Engine) -> Lane:
    return Lane(engine, "BEGIN", READER)


def writer(engine: Engine) -> Lane:
    return Lane(engine, "BEGIN IMMEDIATE", WRITER)
