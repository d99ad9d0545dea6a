"""A real outbox in a file of its own, and a clock that tests move."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from backend.stores.database import open_database
from backend.stores.outbox import SqlOutbox
from tests.schema import migrated


def an_outbox(folder: Path) -> SqlOutbox:
    return SqlOutbox(open_database(migrated(folder / "outbox.sqlite3")))


@dataclass
class MovedClock:
    now: datetime = datetime(2026, 11, 23, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
