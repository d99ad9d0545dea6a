"""SQLite as a server's database: WAL, durable commits, one writer at a time, readers beside it."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool, StaticPool

from backend.reports.ports import Unavailable
from backend.stores.failures import heals
from backend.stores.gate import Gate
from backend.stores.group import GroupCommit

T = TypeVar("T")

PATIENCE_S = 15.0
"""How long a caller waits for other writers."""
MMAP_BYTES = 256 * 1024 * 1024
WRITER_CACHE_KIB = 64 * 1024
READER_CACHE_KIB = 2 * 1024  # readers share the mapped file instead
JOURNAL_BYTES = 64 * 1024 * 1024
READERS = 8
READERS_AT_ONCE = 40

WRITER = {
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "foreign_keys": "ON",
    "cache_size": -WRITER_CACHE_KIB,
    "journal_size_limit": JOURNAL_BYTES,
}
READER = {"query_only": "ON", "cache_size": -READER_CACHE_KIB}


@dataclass
class Opened:
    """What one process has open."""

    process: int
    writer: Engine
    readers: Engine
    gate: Gate
    commits: GroupCommit


class SqliteDatabase:
    """See database.Database."""

    def __init__(self, url: URL, *, patience_s: float = PATIENCE_S) -> None:
        if not url.database or url.database == ":memory:":
            raise ValueError("SQLite needs a file: several processes share it")
        self._url = url
        self._path = Path(url.database)
        self._patience_s = patience_s
        self._lock = Lock()
        self._opened: list[Opened] = []

    def read(self, work: Callable[[Connection], T]) -> T:
        try:
            with self._here().readers.begin() as connection:
                return work(connection)
        except SQLAlchemyError as error:
            raise _told(error) from error

    def write(self, work: Callable[[Connection], T]) -> T:
        result: T = self._here().commits.run(work)
        return result

    def alone(self, work: Callable[[Connection], T]) -> T:
        return self.write(work)  # every write is

    def close(self) -> None:
        with self._lock:
            for opened in self._opened:
                if opened.process == os.getpid():
                    opened.readers.dispose()
                    opened.writer.dispose()
                    opened.gate.close()
            self._opened.clear()

    def _here(self) -> Opened:
        if self._opened and self._opened[-1].process == os.getpid():
            return self._opened[-1]
        with self._lock:
            if not self._opened or self._opened[-1].process != os.getpid():
                # What a parent opened stays referenced: closing it here would spoil its locks (sqlite.org/howtocorrupt).
                self._opened.append(self._open())
            return self._opened[-1]

    def _open(self) -> Opened:
        writer = self._engine("BEGIN IMMEDIATE", WRITER, poolclass=StaticPool)
        readers = self._engine(
            "BEGIN",
            READER,
            poolclass=QueuePool,
            pool_size=READERS,
            max_overflow=READERS_AT_ONCE - READERS,
            pool_timeout=self._patience_s,
        )
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            gate = Gate(self._path.with_name(f"{self._path.name}-gate"))
        except OSError as error:
            raise Unavailable(str(error)) from error

        @contextmanager
        def begin() -> Iterator[Connection]:
            with gate.held(), writer.begin() as connection:
                yield connection

        return Opened(os.getpid(), writer, readers, gate, GroupCommit(begin, patience_s=self._patience_s))

    def _engine(self, begin: str, pragmas: dict[str, Any], **pool: Any) -> Engine:
        engine = create_engine(
            self._url,
            connect_args={"check_same_thread": False, "timeout": self._patience_s, "cached_statements": 256},
            **pool,
        )

        @event.listens_for(engine, "connect")
        def configure(driver: Any, _record: Any) -> None:
            driver.isolation_level = None  # transactions begin where we say
            for name, value in pragmas.items():
                driver.execute(f"PRAGMA {name}={value}")
            driver.execute(f"PRAGMA mmap_size={MMAP_BYTES}")
            driver.execute("PRAGMA temp_store=MEMORY")

        @event.listens_for(engine, "begin")
        def start(connection: Connection) -> None:
            connection.exec_driver_sql(begin)

        return engine


def _told(error: SQLAlchemyError) -> Exception:
    return Unavailable(str(error)) if heals(error) else error
