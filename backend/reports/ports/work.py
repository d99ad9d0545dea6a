"""Background work: asked for with what makes it necessary, done once more rather than once less."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from backend.reports.look import Look
from backend.reports.report import Custody


class Kind(StrEnum):
    """Kinds of background work. Each may run twice."""

    STORE = "store"
    """Verify a complete photo and seal its original: report, photo."""
    DERIVE = "derive"
    """Draw the small copies of a stored photo: report, photo."""
    LOOK = "look"
    """Let a machine look at a small copy, for hints: report, photo."""
    ARCHIVE = "archive"
    """Write the report's document into the bucket: report."""
    PUBLISH = "publish"
    """Make public copies and draw the snapshots a report appears in: report.

    `photo` says of one that was removed which kelurahan it was in (publishing.py).
    """
    PACK = "pack"
    """Draw what phones of a kelurahan carry along (pack.py): `report` is the code of the kelurahan."""
    POSTER = "poster"
    """Draw the picture a link is shared with (residents/sharing.py): `report`, or a kelurahan, or `city`."""
    NOTIFY = "notify"
    """Tell a sender's phones what is new: `report` says whose, see notices.py."""
    DISCARD = "discard"
    """Remove what a discarded report left in the bucket: report; `photo` says where (remains.py)."""
    ERASE = "erase"
    """Delete what is kept about somebody: `report` is the id of their request (privacy/erasing.py)."""

    WEATHER = "weather"
    """Ask for weather and warnings where they are not fresh (residents/weather.py): `report` is "city"."""
    DIGEST = "digest"
    """Tell a reviewer how much waits: `report` is the id of the person, `photo` the way (digest.py)."""
    NEWS = "news"
    """Tell a follower what changed: `report` is the id of the follower (residents/news.py)."""
    REDRAW = "redraw"
    """Draw anew what changed without a report changing: `report` says what (residents/redrawing.py)."""
    DUMP = "dump"
    """Write the files of a month's open data: `report` is the month (residents/data/dumps.py)."""


@dataclass(frozen=True, slots=True)
class Work:
    kind: Kind
    report: str
    photo: str = ""


@dataclass(frozen=True, slots=True)
class Lease:
    """Work claimed by one worker until `until`; `token` proves it. `attempt` counts from 1."""

    row: int
    token: str
    work: Work
    attempt: int
    until: datetime


# What finished work has brought about; recorded in the transaction that marks it done.


@dataclass(frozen=True, slots=True)
class PhotoStored:
    report: str
    photo: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PhotoLost:
    """The chunks do not make up the promised photo: it starts over at offset 0."""

    report: str
    photo: str


@dataclass(frozen=True, slots=True)
class PhotoDerived:
    report: str
    photo: str
    at: datetime
    unusable: str = ""


@dataclass(frozen=True, slots=True)
class PhotoLooked:
    report: str
    photo: str
    look: Look


@dataclass(frozen=True, slots=True)
class ReportArchived:
    """`version` and `custody` are those of the document that was written and read back.

    The report is stored only when the document says so and every photo is.
    """

    report: str
    version: int
    custody: Custody
    at: datetime
    replies: tuple[str, ...] = ()
    """Those the document tells of with all their photos sealed."""


Effect = PhotoStored | PhotoLost | PhotoDerived | PhotoLooked | ReportArchived


class Outbox(Protocol):
    """Work the database promises to get done. Due -> leased -> done or dead."""

    def add(self, work: Sequence[Work], *, due: datetime) -> None:
        """Ask for work; asking again while the same work is still due changes nothing."""

    def claim(self, limit: int, *, lease_s: float, now: datetime) -> tuple[Lease, ...]:
        """Lease up to `limit` pieces of work that are due or whose lease ran out, oldest first.

        While somebody holds a lease on some work nobody gets a second one on the same work. Looks at pictures
        are slow and nobody waits for them: one of them is leased at a time.
        """

    def current(self, row: int, token: str) -> Lease:
        """The lease, if this token still holds it. Raises LeaseLost."""

    def extend(self, lease: Lease, *, until: datetime) -> None:
        """Raises LeaseLost."""

    def finish(self, lease: Lease, effects: Sequence[Effect] = (), work: Sequence[Work] = ()) -> None:
        """Mark it done, record what it brought about and what must follow. Raises LeaseLost."""

    def postpone(self, lease: Lease, *, due: datetime, error: str, counts: bool = True) -> None:
        """Try it again later. Unless this try `counts`, the next has the same `attempt`. Raises LeaseLost."""

    def bury(self, lease: Lease, *, error: str) -> None:
        """It failed for good; it stays visible until someone revives it. Raises LeaseLost."""

    def backlog(self) -> dict[str, int]:
        """How many rows are due, leased, dead."""

    def late(self, kind: Kind, before: datetime) -> int:
        """How many pieces of that kind were due before then and are not done, or failed for good."""

    def in_hand(self, now: datetime) -> int:
        """How many leases still run: those that ran out are for the next to take."""

    def dead(self, limit: int = 50) -> tuple[tuple[Lease, str], ...]:
        """Buried work, newest first, with the error."""

    def revive(self) -> int:
        """Make all buried work due again; how many."""


class Queue(Protocol):
    """A nudge to the workers. Never refused: what it loses, the sweep finds."""

    def nudge(self) -> None: ...
