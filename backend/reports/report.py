"""A report as the server knows it: what the phone sealed, and what has happened to it since."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from backend.reports import moves
from backend.reports.look import Look
from backend.reports.moves import State
from sync.envelope import Envelope, Promise
from sync.reply import Reply


class Custody(StrEnum):
    """How much of the report the server holds (protocol v1)."""

    PARTIAL = "partial"
    COMPLETE = "complete"
    STORED = "stored"


@dataclass(frozen=True, slots=True)
class Sender:
    """A device, and the person it is bound to, if any."""

    device: str
    person: str | None = None
    alone: bool = field(default=False, compare=False)
    """Of who asks: the phone was let in by a link somebody else made. What other phones sent is not its."""

    @property
    def owner(self) -> str:
        """Whose list a report is in: the person's, or that of a device bound to nobody."""
        return self.person or self.device


@dataclass(frozen=True, slots=True)
class Actor:
    """Who took a step: a kind of role, and an id within it. `name` is what colleagues read."""

    kind: str  # "sender" | "reviewer" | "officer" | "admin" | "system"
    id: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step in the life of a report. Appended, never edited."""

    state: State
    by: Actor
    at: datetime
    reason: str = ""
    """Code of a reason in the city register, or empty."""
    words: str = ""
    detail: Mapping[str, str] = field(default_factory=dict, hash=False)
    """What the step says about the report beside its state, by name; an empty text takes it back."""


GONE = "removed with its sender"
"""Why a photo is unusable that no reviewer let residents see: its bytes went with who sent it."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A promised photo and how far it has come. `offset` counts acknowledged bytes."""

    sha256: str
    size: int
    type: str
    width: int | None = None
    height: int | None = None
    taken_at: datetime | None = None
    offset: int = 0
    complete_at: datetime | None = None
    stored_at: datetime | None = None
    derived_at: datetime | None = None
    unusable: str = ""
    """Why no picture can be shown of it; the original stays sealed all the same, unless it is GONE."""
    public: bool = False
    """A reviewer looked at it and let residents see it."""
    reply: str = ""
    """Id of the reply it came with; empty for the report's own."""
    look: Look | None = None
    """What a machine saw in it; None before it looked."""


def expected(promise: Promise, reply: str = "") -> Photo:
    """A promised photo of which nothing has come yet."""
    return Photo(
        promise.sha256,
        promise.size,
        promise.type,
        promise.width,
        promise.height,
        promise.taken_at,
        reply=reply,
    )


@dataclass(frozen=True, slots=True)
class KeptReply:
    """The sender's answer to a question. `version` is the one its step gave the report."""

    reply: Reply
    version: int
    received_at: datetime
    stored_at: datetime | None = None
    """Its words and photos lie in the archive."""


@dataclass(frozen=True, slots=True)
class Echo:
    """Somebody sees the same thing and says so instead of reporting it again ("Saya juga")."""

    by: Sender
    at: datetime


RATINGS = range(1, 5)
"""From dissatisfied to very satisfied, as the national survey asks (Permenpan RB 14/2017)."""


@dataclass(frozen=True, slots=True)
class Voice:
    """What somebody says of a settled report: that it is mended (rating 0), or how satisfied they are.

    It is about how the report was settled last before `at`.
    """

    by: Sender
    at: datetime
    rating: int = 0
    words: str = ""
    """Read by those who handle the case, and by nobody else."""


@dataclass(frozen=True, slots=True)
class Report:
    """`steps` begins with the receipt; its length is the version a decision is made from.

    What may change (state, category, kelurahan, agency, what it is merged into) is what the newest step that
    speaks of it says.
    """

    envelope: Envelope
    number: str
    sender: Sender
    came_to: str
    """The kelurahan that received it. Where it lies in the archive goes by this one."""
    received_at: datetime
    captured_estimate: datetime
    """When it was captured by the server's clock: received minus the age the phone measured."""
    steps: tuple[Step, ...]
    photos: tuple[Photo, ...] = ()
    flags: tuple[str, ...] = field(default=())
    """Hints for reviewers, e.g. "outside_city", "kelurahan_differs", "answer_unknown:volume"."""
    complete_at: datetime | None = None
    stored_at: datetime | None = None
    echoes: tuple[Echo, ...] = ()
    """Each person, or device of nobody, once; the first who said so first."""
    replies: tuple[KeptReply, ...] = ()
    voices: tuple[Voice, ...] = ()
    """Of each person, or device of nobody, at most one of either kind."""

    @property
    def id(self) -> str:
        return self.envelope.id

    @property
    def promises(self) -> tuple[Promise, ...]:
        """Every photo that was promised, with the words or with a reply, each once."""
        own = {promise.sha256: promise for promise in self.envelope.photos}
        for kept in self.replies:
            own = {promise.sha256: promise for promise in kept.reply.photos} | own
        return tuple(own[photo.sha256] for photo in self.photos)

    @property
    def state(self) -> State:
        return self.steps[-1].state

    @property
    def category(self) -> str:
        return self.said("category") or self.envelope.category

    @property
    def kelurahan(self) -> str:
        """Whose reviewers it is for now."""
        return self.said("kelurahan") or self.came_to

    @property
    def opd(self) -> str:
        """The agency in charge, or empty."""
        return self.said("opd")

    @property
    def heads(self) -> tuple[str, ...]:
        """Ids of what it was merged into: from the nearest to the one that stands for all of them now."""
        return tuple(self.said("heads").split())

    @property
    def head(self) -> str:
        """Id of the report that stands for this one, or empty."""
        return self.heads[-1] if self.heads else ""

    @property
    def places(self) -> tuple[str, ...]:
        """Every kelurahan it has been in, the first first: all may follow it."""
        moved = (step.detail["kelurahan"] for step in self.steps if step.detail.get("kelurahan"))
        return tuple(dict.fromkeys((self.came_to, *moved)))

    @property
    def was_public(self) -> bool:
        """Whether residents see it, or ever did."""
        return any(step.state in moves.PUBLIC for step in self.steps)

    def until(self, version: int) -> "Report":
        """As its steps stood at that version."""
        return replace(self, steps=self.steps[:version])

    def said(self, what: str) -> str:
        """What the newest step that speaks of it says; empty when none does."""
        return next((step.detail[what] for step in reversed(self.steps) if what in step.detail), "")

    @property
    def version(self) -> int:
        return len(self.steps)

    @property
    def custody(self) -> Custody:
        if self.stored_at:
            return Custody.STORED
        return Custody.COMPLETE if self.complete_at else Custody.PARTIAL

    def numbered(self, number: str) -> "Report":
        return replace(self, number=number)

    def moved(self, step: Step) -> "Report":
        """The report one step further. Raises MoveRefused."""
        moves.check(self.state, step.state, step.detail)
        return replace(self, steps=(*self.steps, step))

    def answered(self, reply: Reply, by: Actor, at: datetime) -> "Report":
        """The report with its sender's answer to the question; photos follow. Raises MoveRefused."""
        moved = self.moved(Step(State.RECEIVED, by, at, words=reply.words.strip()))
        known = {photo.sha256 for photo in self.photos}
        more = tuple(expected(promise, reply.id) for promise in reply.photos if promise.sha256 not in known)
        return replace(
            moved,
            replies=(*self.replies, KeptReply(reply, moved.version, at)),
            photos=(*self.photos, *more),
            complete_at=None if more else self.complete_at,
            stored_at=None if more else self.stored_at,
        )

    def photos_of(self, kept: KeptReply) -> tuple[Photo, ...]:
        """The photos a reply promised, however they came."""
        named = {promise.sha256 for promise in kept.reply.photos}
        return tuple(photo for photo in self.photos if photo.sha256 in named)

    def promised_at(self, photo: Photo) -> datetime:
        """When the server first knew of the photo."""
        came = (kept.received_at for kept in self.replies if kept.reply.id == photo.reply)
        return next(came, self.received_at)
