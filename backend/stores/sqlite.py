"""SQLite as a server's database: WAL, durable commits, one writer at a time, readers beside it."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TypeVar

from sqlalchemy import URL
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from backend.reports.ports import Unavailable
from backend.stores.failures import heals
from backend.stores.gate import Gate
from backend.stores.group import GroupCommit
from backend.stores.lane import Lane, lanes, reader, writer

T = TypeVar("T")

PATIENCE_S = 15.0
"""How long a caller waits for other writers."""
READERS_KEPT = 8


class Opened:
    """What one process has open. The writer comes first: it is the one that turns WAL on."""

    def __init__(self, url: URL, path: Path, patience_s: float) -> None:
        self.process = os.getpid()
        self._engine = lanes(url, wait_s=patience_s)
        self._idle: list[Lane] = []
        self._gate = Gate(path.with_name(f"{path.name}-gate"))
        try:
            with self._gate.held():
                self._writer = writer(self._engine)
        except BaseException:
            self._gate.close()
            raise
        self.commits = GroupCommit(self._writing, patience_s=patience_s)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        try:
            lane = self._idle.pop()
        except IndexError:
            lane = reader(self._engine)
        try:
            with lane.transaction() as connection:
                yield connection
        finally:
            if len(self._idle) < READERS_KEPT:
                self._idle.append(lane)
            else:
                lane.close()

    @contextmanager
    def _writing(self) -> Iterator[Lane]:
        with self._gate.held(), self._writer.transaction():
            yield self._writer

    def close(self) -> None:
        while self._idle:
            self._idle.pop().close()
        self._writer.close()
        self._gate.close()


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
            with self._here().reading() as connection:
                return work(connection)
        except (SQLAlchemyError, sqlite3.Error) as error:
            raise (Unavailable(str(error)) if heals(error) else error) from error

    def write(self, work: Callable[[Connection], T]) -> T:
        result: T = self._here().commits.run(work)
        return result

    def alone(self, work: Callable[[Connection], T]) -> T:
        return self.write(work)  # every write is

    def close(self) -> None:
        with self._lock:
            for opened in self._opened:
                if opened.process == os.getpid():
                    opened.close()
            self._opened.clear()

    def _here(self) -> Opened:
        if self._opened and self._opened[-1].process == os.getpid():
            return self._opened[-1]
        with self._lock:
            if not self._opened or self._opened[-1].process != os.getpid():
                # What a parent opened stays referenced: closing it in a child would drop the parent's locks
                # (sqlite.org/howtocorrupt.html, 2.6).
                self._opened.append(self._open())
            return self._opened[-1]

    def _open(self) -> Opened:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return Opened(self._url, self._path, self._patience_s)
        except (OSError, SQLAlchemyError, sqlite3.Error) as error:
            raise Unavailable(f"{self._path}: {error}") from error
