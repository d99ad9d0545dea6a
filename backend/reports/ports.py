"""What the rules need from the outside, in the rules' own words.

Every method of a store is one transaction: it happens wholly or not at all, and what it returned from
survives a kill. `work` given to a method is committed in that same transaction.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from backend.reports.moves import State
from backend.reports.report import Custody, Echo, Photo, Report, Sender, Step


class NotFound(Exception):
    """Nothing is kept under that name, or it is not for this asker."""


class Taken(Exception):
    """A report with that id is already kept."""


class NumberTaken(Exception):
    """Another report has that number; the caller makes a new one and tries again."""


class Stale(Exception):
    """Somebody moved the report after it was read; `report` is how it stands now."""

    def __init__(self, report: Report) -> None:
        super().__init__(f"{report.id} is at version {report.version}")
        self.report = report


class WrongOffset(Exception):
    """The chunk does not begin where the photo ends; `offset` (bytes) is where it should."""

    def __init__(self, offset: int, *, complete: bool = False) -> None:
        super().__init__(f"the photo stands at byte {offset}")
        self.offset = offset
        self.complete = complete


class ChunksLost(Exception):
    """Acknowledged chunks are gone or damaged; the phone still has the bytes and starts over."""


class LeaseLost(Exception):
    """Another worker has this work now; nothing was recorded."""


class Unavailable(Exception):
    """A store, bucket or broker did not answer; the same call may work later."""


class Clock(Protocol):
    def __call__(self) -> datetime:
        """The time now, aware, UTC."""


class Kind(StrEnum):
    """Kinds of background work. Each may run twice."""

    STORE = "store"
    """Verify a complete photo and seal its original: report, photo."""
    DERIVE = "derive"
    """Draw the small copies of a stored photo: report, photo."""
    ARCHIVE = "archive"
    """Write the report's document into the bucket: report."""
    PUBLISH = "publish"
    """Make public copies and draw the snapshots a report appears in: report."""
    PACK = "pack"
    """Draw what phones of a kelurahan carry along (pack.py): `report` is the code of the kelurahan."""
    NOTIFY = "notify"
    """Tell a sender's phones what is new: `report` says whose, see notices.py."""
    DISCARD = "discard"
    """Remove what a discarded report left in the bucket: report; `photo` says where (remains.py)."""


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


Effect = PhotoStored | PhotoLost | PhotoDerived | ReportArchived


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

    @property
    def answered(self) -> bool:
        """Its sender's answer to a question is what happened last."""
        return self.version > 1 and self.last_step.by.kind == "sender"


class Reports(Protocol):
    def add(self, report: Report, work: Sequence[Work] = ()) -> None:
        """Keep a new report with its first step and promised photos. Raises Taken, NumberTaken."""

    def get(self, report_id: str) -> Report:
        """Raises NotFound."""

    def held(self, report_id: str) -> Held:
        """Raises NotFound."""

    def by_number(self, number: str) -> Report:
        """Raises NotFound."""

    def append(
        self, report: Report, work: Sequence[Work] = (), *, public: Sequence[str] | None = None
    ) -> None:
        """Append the report's newest step; `public`, when given, names the photos shown from now on.

        Raises Stale when the kept report is not exactly one step behind.
        """

    def add_echo(self, report_id: str, echo: Echo, work: Sequence[Work] = ()) -> bool:
        """False, and no work, when that sender's is kept already. The archive lacks it from then on."""

    def drop_echo(self, report_id: str, by: Sender, work: Sequence[Work] = (), *, at: datetime) -> bool:
        """False, and no work, when there was none. `at` is when the work is due."""

    def answer(self, report: Report, work: Sequence[Work] = ()) -> None:
        """Append the report's newest step together with its newest reply and the photos that one promises.

        Raises Stale when the kept report is not exactly one step behind.
        """

    def chunks(self, report_id: str, photo: str) -> tuple[Chunk, ...]:
        """Acknowledged chunks by offset; they touch one another."""

    def add_chunk(
        self, report_id: str, photo: str, chunk: Chunk, *, last: bool, at: datetime, work: Sequence[Work] = ()
    ) -> Progress:
        """Acknowledge a chunk whose bytes are durable already. `last` completes the photo.

        `work` is committed only with the last chunk. When it is the last chunk of the last photo the report
        becomes complete. Raises NotFound, WrongOffset.
        """

    def start_over(self, report_id: str, photo: str) -> None:
        """Forget the photo's chunks: its offset is 0 again. Nothing happens once it is complete."""

    def discard(self, report_id: str, work: Sequence[Work] = ()) -> None:
        """Remove a report that is partial and not judged yet. Raises NotFound, else Stale."""

    def lines_of(
        self, sender: Sender, *, since: datetime | None = None, limit: int = 500
    ) -> tuple[Line, ...]:
        """The sender's own reports, newest first (by person when bound to one, else by device)."""

    def queue(
        self,
        kelurahan: Sequence[str] | None,
        states: Sequence[State],
        *,
        after: str | None = None,
        limit: int = 50,
    ) -> tuple[Line, ...]:
        """Reports to review, oldest first, after the line with the id `after`. None means every kelurahan."""

    def counts(self, kelurahan: Sequence[str] | None) -> dict[State, int]: ...

    def public(
        self,
        kelurahan: str | None = None,
        *,
        limit: int = 1_000,
        states: Collection[State] | None = None,
    ) -> tuple[Report, ...]:
        """Published reports, newest step first; in these `states` only, when given."""

    def abandoned(self, before: datetime, limit: int = 100) -> tuple[str, ...]:
        """Ids of partial reports received before then, with chunks still lying in the bucket."""

    def unarchived(self, before: datetime, limit: int = 100) -> tuple[str, ...]:
        """Ids of reports received before then that the archive lacks as they stand, with no work due."""

    def restore(self, report: Report) -> None:
        """Keep a report read back from the archive, with all its steps. Raises Taken."""


class Outbox(Protocol):
    """Work the database promises to get done. Due -> leased -> done or dead."""

    def add(self, work: Sequence[Work], *, due: datetime) -> None:
        """Ask for work; asking again while the same work is still due changes nothing."""

    def claim(self, limit: int, *, lease_s: float, now: datetime) -> tuple[Lease, ...]:
        """Lease up to `limit` pieces of work that are due or whose lease ran out, oldest first.

        While somebody holds a lease on some work nobody gets a second one on the same work.
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

    def dead(self, limit: int = 50) -> tuple[tuple[Lease, str], ...]:
        """Buried work, newest first, with the error."""

    def revive(self) -> int:
        """Make all buried work due again; how many."""


class Chest(Protocol):
    """Where the bytes rest: chunks, sealed originals, small copies, the archive.

    Every method may raise Unavailable.
    """

    def keep_chunk(self, report_id: str, photo: str, offset: int, data: bytes) -> None:
        """Durable when it returns. The same place written again replaces it."""

    def join(self, report_id: str, photo: str, chunks: Sequence[Chunk]) -> bytes:
        """The chunks in one piece, each checked against its digest. Raises ChunksLost."""

    def drop_chunks(self, report_id: str, photo: str | None = None) -> None: ...

    def incoming(self) -> Iterable[tuple[str, str]]:
        """Report and photo of all chunks that lie here, acknowledged or not; each pair once."""

    def forget(self, report_id: str, *, kelurahan: str, received_at: datetime) -> None:
        """Remove all there is of a report that was discarded: chunks, originals, copies, document."""

    def seal(self, report: Report, photo: Photo, data: bytes) -> None:
        """Put the original in its final place; checked against its SHA-256 by the store. Twice is once."""

    def original(self, report: Report, photo: Photo) -> bytes:
        """Raises NotFound."""

    def keep_copy(self, report_id: str, photo: str, size: int, data: bytes) -> None: ...

    def copy(self, report_id: str, photo: str, size: int) -> bytes:
        """A small copy for people who review (WebP). Raises NotFound."""

    def show(self, report_id: str, photo: str, size: int, data: bytes) -> None:
        """Put a copy where residents see it."""

    def shown(self, report_id: str, photo: str, size: int) -> bytes:
        """Raises NotFound."""

    def hide(self, report_id: str, photo: str | None = None) -> None: ...

    def write_archive(self, report: Report) -> None:
        """Write the report's document and read back what the store can prove."""

    def archived(self) -> "ArchiveReader": ...


class ArchiveReader(Protocol):
    def ids(self) -> Sequence[str]: ...

    def read(self, key: str) -> Report: ...


class Darkroom(Protocol):
    """Draws small copies of photos."""

    def copies(self, data: bytes) -> Mapping[int, bytes]:
        """WebP by long edge in pixels. Raises Unusable."""

    def stamp(self, copy: bytes) -> bytes:
        """A small copy made smaller still (WebP, 2 to 4 kB), for lists carried offline. Raises Unusable."""


class Unusable(Exception):
    """No picture can be made of these bytes; trying again will not help."""


class Catalogue(Protocol):
    """What the city register knows, as the rules ask it."""

    @property
    def version(self) -> int: ...

    def knows_category(self, code: str) -> bool: ...

    def knows_kelurahan(self, code: str) -> bool: ...

    def knows_reason(self, verdict: str, code: str) -> bool: ...

    def unknown_answers(self, category: str, answers: Mapping[str, object]) -> tuple[str, ...]:
        """Ids of answers that do not fit the category's questions as they are now."""


class Whereabouts(Protocol):
    """Which kelurahan a point lies in."""

    def find(self, lat: float, lon: float) -> "Found": ...


@dataclass(frozen=True, slots=True)
class Found:
    """`outside` is true at sea or beyond the city: then `kelurahan` is the nearest one, `metres` away.

    `border_m` is the distance in metres to the nearest border; `approximate`: the boundary is not official.
    """

    kelurahan: str
    outside: bool
    metres: float
    border_m: float
    approximate: bool


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A document drawn for residents: plain JSON values, with a strong ETag of its bytes."""

    name: str
    document: dict[str, Any]
    etag: str
    drawn_at: datetime


class Snapshots(Protocol):
    """Names: "city", "kelurahan/{code}", "report/{id}", "pack/{code}"."""

    def put(self, name: str, document: dict[str, Any], *, at: datetime) -> None:
        """`at` is when drawing began; a document that was begun before the kept one changes nothing."""

    def get(self, name: str) -> Snapshot:
        """Raises NotFound."""

    def remove(self, name: str) -> None: ...


class Queue(Protocol):
    """A nudge to the workers. Never refused: what it loses, the sweep finds."""

    def nudge(self) -> None: ...
