"""A database whose transactions keep the line of the act they belong to: both are committed, or neither."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.engine import Connection

from backend.audit.acting import pending
from backend.reports.ports import Clock
from backend.stores import audit_lines
from backend.stores.database import Database

T = TypeVar("T")


class Audited:
    """See database.Database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def read(self, work: Callable[[Connection], T]) -> T:
        return self._database.read(work)

    def write(self, work: Callable[[Connection], T]) -> T:
        act = pending()  # here, for `work` may run in the thread of another request
        if act is None:
            return self._database.write(work)

        def with_line(tx: Connection) -> T:
            done = work(tx)
            audit_lines.append(tx, act.entry, self._clock())  # last: it locks the chain until the commit
            return done

        done = self._database.write(with_line)
        act.kept = True
        return done

    def alone(self, work: Callable[[Connection], T]) -> T:
        return self._database.alone(work)

    def close(self) -> None:
        self._database.close()
