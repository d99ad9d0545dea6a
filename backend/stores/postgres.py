"""PostgreSQL: plain transactions from a pool; it groups commits by itself."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import TypeVar

from sqlalchemy import URL, Engine, create_engine, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from backend.reports.ports import Unavailable
from backend.stores.failures import heals

T = TypeVar("T")

CONNECTIONS = 16
CONNECTIONS_AT_ONCE = 32  # the threads of one web process
TRIES = 3
PAUSE_S = 0.1
SCHEMA_LOCK = 0x4D415344  # any number nobody else uses: "MASD"


@dataclass(frozen=True, slots=True)
class Opened:
    """One pool, lent out for two purposes."""

    writers: Engine
    readers: Engine


class PostgresDatabase:
    """See database.Database."""

    def __init__(self, url: URL, *, patience_s: float) -> None:
        self._url = url.set(drivername="postgresql+psycopg")
        self._patience_s = patience_s
        self._lock = Lock()
        self._opened: dict[int, Opened] = {}

    def read(self, work: Callable[[Connection], T]) -> T:
        return _patiently(lambda: self._here().readers, work)

    def write(self, work: Callable[[Connection], T]) -> T:
        return _patiently(lambda: self._here().writers, work)

    def alone(self, work: Callable[[Connection], T]) -> T:
        def locked(connection: Connection) -> T:
            connection.execute(text("SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": SCHEMA_LOCK})
            return work(connection)

        return self.write(locked)

    def close(self) -> None:
        with self._lock:
            opened = self._opened.pop(os.getpid(), None)
        if opened:
            opened.writers.dispose()

    def _here(self) -> Opened:
        with self._lock:
            if (
                os.getpid() not in self._opened
            ):  # a parent's connections stay the parent's: referenced, unused
                self._opened[os.getpid()] = self._open()
            return self._opened[os.getpid()]

    def _open(self) -> Opened:
        wait_ms = int(self._patience_s * 1000)
        engine = create_engine(
            self._url,
            pool_size=CONNECTIONS,
            max_overflow=CONNECTIONS_AT_ONCE - CONNECTIONS,
            pool_timeout=self._patience_s,
            pool_use_lifo=True,
            connect_args={
                "connect_timeout": 3,
                "application_name": "masdarling",
                "options": f"-c timezone=UTC -c lock_timeout={wait_ms} -c statement_timeout={2 * wait_ms}",
            },
        )
        readers = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        return Opened(engine, readers)


def _patiently(engine: Callable[[], Engine], work: Callable[[Connection], T]) -> T:
    """Again after a restart of the server, a deadlock or a serialization failure.

    Never after a failed COMMIT: nobody knows whether it happened, and the caller may ask again safely.
    """
    for attempt in range(1, TRIES + 1):
        committing = False
        try:
            with engine().begin() as connection:
                result = work(connection)
                committing = True
            return result  # noqa: TRY300 -- after the commit, not in an else that reads as if before it
        except SQLAlchemyError as error:
            if not heals(error):
                raise
            if committing or attempt == TRIES or not isinstance(error, DBAPIError):
                raise Unavailable(str(error)) from error
            time.sleep(PAUSE_S * attempt)
    raise AssertionError("unreachable")
