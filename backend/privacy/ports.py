"""What this room needs from the outside. Each method of a store is one transaction."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from backend.people.person import Device, Person, Session
from backend.reports.ports import Work
from backend.reports.report import Report

GRACE = timedelta(hours=1)
"""So long a request to delete can be taken back."""
WITHIN = timedelta(hours=72)
"""So soon it is carried out: what people are promised."""
ALARM = timedelta(hours=48)
"""A request that waits so long is told to whoever keeps the installation running."""


@dataclass(frozen=True, slots=True)
class Request:
    """Somebody wants what is kept about them deleted.

    `owner` is the id of the person, or of a phone that is nobody's; empty once it is done. `removed` and
    `kept` count reports: taken away, and left in the public record without their sender.
    """

    id: str
    owner: str
    asked_at: datetime
    cancelled_at: datetime | None = None
    done_at: datetime | None = None
    removed: int = 0
    kept: int = 0

    @property
    def begins_at(self) -> datetime:
        return self.asked_at + GRACE

    @property
    def due_at(self) -> datetime:
        return self.asked_at + WITHIN

    @property
    def is_open(self) -> bool:
        return not (self.cancelled_at or self.done_at)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept about somebody beside their reports. `person` is None for a phone that is nobody's.

    `alone` is the phone that asks where it stands alone (see Sender): what it sent itself is counted.
    """

    owner: str
    person: Person | None
    devices: tuple[Device, ...] = ()
    sessions: tuple[Session, ...] = ()
    subscriptions: int = 0
    reports: int = 0
    echoes: int = 0
    voices: int = 0
    beside: Mapping[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict)
    """Whatever else refers to them, by what it is: rows, without what is secret in them."""
    alone: str = ""


class Requests(Protocol):
    def add(self, request: Request, work: Sequence[Work]) -> None:
        """Keep it, with the work due when it begins. Raises AlreadyAsked when one of that owner is open."""

    def get(self, request_id: str) -> Request:
        """Raises NotFound."""

    def open_of(self, owner: str) -> Request | None: ...

    def cancel(self, request_id: str, at: datetime) -> bool:
        """False when it is open no longer, or begun: its owner's phones are shut out already."""

    def begun(self, request_id: str) -> bool:
        """From now on it cannot be taken back. False when it was, or is done.

        Raises LastAdmin when nobody else would be left who is an admin and not being forgotten: then it stays
        open, and its owner what they are.
        """

    def waits(self, owner: str) -> bool:
        """Whether it could not begin now, as they are the last admin."""

    def waiting(self, asked_before: datetime) -> tuple[Request, ...]:
        """Open ones, the oldest first."""


class AlreadyAsked(Exception):
    """One request of theirs is open: this one."""

    def __init__(self, request: Request) -> None:
        super().__init__(request.id)
        self.request = request


class Traces(Protocol):
    """What the database holds of somebody, found and let go of."""

    def kept(self, owner: str, alone: str = "") -> Kept: ...

    def owners(self, owner: str) -> tuple[str, ...]:
        """The owner and all their phones: whatever their reports may be listed under."""

    def reports_of(self, owners: Sequence[str], *, after: str = "", limit: int = 50) -> tuple[str, ...]:
        """Ids of reports they sent, in the order of ids."""

    def rename(self, person_id: str, name: str) -> None:
        """Raises Unknown."""

    def withdraw(self, person_id: str, at: datetime | None) -> None:
        """Consent to be named is withdrawn, and phones are told nothing more; or (None) given again."""

    def shut_out(self, owner: str, at: datetime) -> bool:
        """End every session and credential: nothing more comes in. False when all had ended already."""

    def rewrite(
        self,
        report_id: str,
        change: Callable[[Report], Report],
        work: Sequence[Work],
        *,
        at: datetime,
        seen: int | None = None,
    ) -> None:
        """Put what `change` makes of the report in its place, whole; the work is due `at`.

        `seen` is the version that was judged. Raises NotFound, Stale when there is another by now.
        """

    def missing_heads(self) -> tuple[str, ...]:
        """Ids that reports stand behind and no report has."""

    def remove(self, report_id: str, work: Sequence[Work], *, at: datetime, seen: int | None = None) -> None:
        """The report with everything that hangs on it, unless it moved on since it was `seen`. Twice is once.

        The work is due `at`. Raises Regrouped when others were merged into it at this moment.
        """

    def loosen_echoes(self, owners: Sequence[str]) -> None:
        """Where they joined in, or spoke of a repair, they stay counted; nobody can tell any longer that
        it was they, and their words go.
        """

    def forget(self, request: Request, owners: Sequence[str], at: datetime) -> None:
        """Remove the person, their phones and whatever refers to either, and record the request as done."""
