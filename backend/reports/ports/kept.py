"""Parts of what is kept, for those who need no whole report."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from backend.reports.moves import State
from backend.reports.report import Custody, Photo, Sender, Step


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one photo and its report have come, after a chunk."""

    offset: int
    complete: bool
    custody: Custody


@dataclass(frozen=True, slots=True)
class Chunk:
    """An acknowledged piece of a photo: where it begins, how long it is, its SHA-256 in hex."""

    offset: int
    length: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Held:
    """The little that answering a repeated PUT, PATCH or HEAD needs."""

    id: str
    digest: str
    number: str
    sender: Sender
    custody: Custody
    photos: tuple[Photo, ...]


NEVER = datetime(9999, 12, 31, tzinfo=UTC)
"""Where nobody is waited for: such reports come last in a queue."""


@dataclass(frozen=True, slots=True, order=True)
class Turn:
    """Where a line lies in the reviewers' queue: first due first, of those due together first come first.

    A decision moves the report, the place stays.
    """

    due_at: datetime
    received_at: datetime
    id: str


@dataclass(frozen=True, slots=True)
class Head:
    """What stands for a merged report: its state, and since when."""

    state: State
    moved_at: datetime

    @property
    def is_judged(self) -> bool:
        return self.state not in {State.RECEIVED, State.NEEDS_INFO}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a reviewer's queue or of the sender's own list."""

    id: str
    number: str
    category: str
    kelurahan: str
    rt: str | None
    state: State
    custody: Custody
    received_at: datetime
    note: str
    photos: int
    photos_complete: int
    first_photo: str | None
    last_step: Step
    version: int
    due_at: datetime | None
    """Until when the present state should be over; None where nobody is waited for."""
    head: Head | None = None
    """Only in the sender's own list."""
    contests: bool = False
    """It says that a place is not mended, in time to reopen what was settled."""
    mends: bool = False
    """It shows that the place of another report is mended."""

    @property
    def turn(self) -> Turn:
        return Turn(self.due_at or NEVER, self.received_at, self.id)

    @property
    def stands(self) -> State:
        """What its sender is told: once that is judged, how the report stands that it is merged into."""
        return self.head.state if self.head and self.head.is_judged else self.state

    @property
    def moved_at(self) -> datetime:
        """Since when it stands so."""
        own = self.last_step.at
        return max(own, self.head.moved_at) if self.head and self.head.is_judged else own

    @property
    def answered(self) -> bool:
        """Its sender's answer to a question is what happened last."""
        return self.version > 1 and self.last_step.by.kind == "sender"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reviewer looks for. What is empty or None narrows nothing; `kelurahan` None is every kelurahan.

    `words` must each occur, in whatever case: as part of what the sender wrote, as part of the number (four
    characters or more), as the RT ("RT 19"), or as the name of the kelurahan, whose codes `named` says by the
    word. Due dates are in [due_from, due_before); nothing is due before it was received. `among` are ids.
    """

    states: tuple[State, ...]
    kelurahan: tuple[str, ...] | None = None
    categories: tuple[str, ...] = ()
    rt: str = ""
    has_photo: bool = False
    due_from: datetime | None = None
    due_before: datetime | None = None
    received_from: datetime | None = None
    words: tuple[str, ...] = ()
    named: Mapping[str, Collection[str]] = field(default_factory=dict)
    among: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Charge:
    """What agencies answer for: what was `handed` to these of them, and as long as it is handed to nobody,
    what is of the categories they lead."""

    handed: tuple[str, ...]
    led: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reckoned:
    """Of how many reports the due date was reckoned again, and how many had another one. False: of none."""

    looked: int
    mended: int

    def __bool__(self) -> bool:
        return bool(self.looked)


@dataclass(frozen=True, slots=True)
class Page:
    """Lines in order of their places, and where to look on: None when there is nothing that way.

    `is_cut`: reports further on were not looked through, for it would have taken too long.
    """

    lines: tuple[Line, ...]
    before: Turn | None = None
    after: Turn | None = None
    is_cut: bool = False
