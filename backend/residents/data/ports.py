"""What a month's files of open data need of a store and of a bucket."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class File:
    """`size` in bytes, `sha256` in hex; it lies in the bucket in so many `parts`, one after the other."""

    name: str
    size: int
    sha256: str
    parts: int


@dataclass(frozen=True, slots=True)
class Dump:
    """The reports of a month, like 2026-11, as files. `version` is one drawing; later ones sort later."""

    month: str
    version: str
    drawn_on: date
    reports: int
    files: Sequence[File]


@dataclass(frozen=True, slots=True)
class Known:
    """How often something of a month changed, and how often by something being told no longer."""

    changes: int = 0
    losses: int = 0


class Dumps(Protocol):
    """Which months there are as files. Each method is one transaction."""

    def offered(self) -> Sequence[Dump]:
        """The last month first."""

    def get(self, month: str) -> Dump:
        """Raises NotFound for one that is not offered."""

    def stale(self, before: datetime) -> Sequence[str]:
        """Months that changed since they were drawn, and were not drawn since that moment."""

    def known(self, month: str) -> Known:
        """Where it stands now: asked before its reports are read."""

    def offer(self, month: str, dump: Dump | None, known: Known, *, at: datetime) -> bool:
        """Offer these files, or none where nothing is left of the month; `at` is when drawing began.

        False, and nothing changes, when something was taken back since `known` was asked, or when a drawing
        that began later is there.
        """


class Shelf(Protocol):
    """Files of open data in the bucket. Every method may raise Unavailable."""

    def put(self, month: str, version: str, name: str, part: int, data: bytes) -> None:
        """Durable when it returns."""

    def get(self, month: str, version: str, name: str, part: int) -> bytes:
        """Raises NotFound."""

    def clear(self, month: str, is_doomed: Callable[[str], bool]) -> None:
        """Remove all versions of which that is so. Twice is once."""
