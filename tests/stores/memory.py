"""The ports to reports and work as plain dictionaries: what every database must do, said most simply."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from backend.reports.moves import State
from backend.reports.ports import (
    Chunk,
    Effect,
    Hold,
    Lease,
    NotFound,
    PhotoDerived,
    PhotoLooked,
    PhotoLost,
    PhotoStored,
    Progress,
    ReportArchived,
    Stale,
    Taken,
    Work,
    WrongOffset,
)
from backend.reports.report import Custody, KeptReply, Photo, Report, Sender
from tests.kept_reports import KeptReports

BEFORE = datetime.min.replace(tzinfo=UTC)
"""Nothing is due yet."""


@dataclass
class MemoryOutbox:
    """Work in the order it was asked for, each piece once. Nobody but one worker is there to take it."""

    reports: "MemoryReports"
    asked: dict[Work, datetime] = field(default_factory=dict)
    """When each is due."""
    claimed_at: datetime = BEFORE

    def add(self, work: Sequence[Work], *, due: datetime) -> None:
        self.asked |= {one: due for one in work if one not in self.asked}

    def claim(self, limit: int, *, lease_s: float, now: datetime) -> tuple[Lease, ...]:
        self.claimed_at = now
        taken = [work for work, due in self.asked.items() if due <= now][:limit]
        for work in taken:
            del self.asked[work]
        until = now + timedelta(seconds=lease_s)
        return tuple(Lease(row, "", work, 1, until) for row, work in enumerate(taken))

    def finish(
        self,
        lease: Lease,  # noqa: ARG002 - the port's
        effects: Sequence[Effect] = (),
        work: Sequence[Work] = (),
    ) -> None:
        for effect in effects:
            with suppress(KeyError):  # a report discarded meanwhile is left alone
                self.reports.comes_about(effect)
        self.add(work, due=self.claimed_at)


@dataclass
class MemoryReports(KeptReports):
    pieces: dict[tuple[str, str], list[Chunk]] = field(default_factory=dict)
    holds: dict[str, Hold] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.outbox = MemoryOutbox(self)

    def ask(self, work: Sequence[Work], due: datetime) -> None:
        self.outbox.add(work, due=due)

    # One report.

    def add(self, report: Report, work: Sequence[Work] = ()) -> None:
        if report.id in self.kept:
            raise Taken(report.id)
        self.kept[report.id] = report
        self.outbox.add(work, due=report.received_at)

    def append(
        self, report: Report, work: Sequence[Work] = (), *, public: Sequence[str] | None = None
    ) -> None:
        super().append(report, work, public=public)
        self.holds.pop(report.id, None)

    def answer(self, report: Report, work: Sequence[Work] = ()) -> None:
        self.append(report, work)

    def discard(self, report_id: str, work: Sequence[Work] = (), *, at: datetime) -> None:
        report = self.get(report_id)
        if report.complete_at or report.version > 1:
            raise Stale(report)
        del self.kept[report_id]
        self.holds.pop(report_id, None)
        self.pieces = {key: chunks for key, chunks in self.pieces.items() if key[0] != report_id}
        self.outbox.add(work, due=at)

    # Who joined in.

    # Photos on their way.

    def chunks(self, report_id: str, photo: str) -> tuple[Chunk, ...]:
        return tuple(self.pieces.get((report_id, photo), ()))

    def add_chunk(
        self, report_id: str, photo: str, chunk: Chunk, *, last: bool, at: datetime, work: Sequence[Work] = ()
    ) -> Progress:
        now = self._photo(report_id, photo)
        if now.offset != chunk.offset or now.complete_at:
            raise WrongOffset(now.offset, complete=now.complete_at is not None)
        end = chunk.offset + chunk.length
        self.pieces.setdefault((report_id, photo), []).append(chunk)
        report = self._with(report_id, replace(now, offset=end, complete_at=at if last else None))
        if last:
            whole = all(p.complete_at for p in report.photos)
            self.kept[report_id] = replace(report, complete_at=at if whole else None)
            self.outbox.add(work, due=at)
        return Progress(end, last, self.kept[report_id].custody if last else Custody.PARTIAL)

    def start_over(self, report_id: str, photo: str) -> None:
        if not self._photo(report_id, photo).complete_at:
            self._begins_again(report_id, photo)

    # Lists.

    def lines_of(self, sender: Sender) -> tuple[Report, ...]:
        own = (r for r in self.kept.values() if r.sender.owner == sender.owner)
        return tuple(sorted(own, key=_age, reverse=True))

    def queue(self, kelurahan: Collection[str] | None, states: Collection[State]) -> tuple[Report, ...]:
        waiting = (r for r in self._within(kelurahan) if r.state in states)
        return tuple(sorted(waiting, key=_age))

    def counts(self, kelurahan: Collection[str] | None, *, most: int | None = None) -> dict[State, int]:
        there = [r.state for r in self._within(kelurahan)]
        return {state: min(there.count(state), most or len(there)) for state in State if state in there}

    # What work has brought about.

    def comes_about(self, effect: Effect) -> None:
        match effect:
            case PhotoStored(report_id, name, at):
                photo = self._photo(report_id, name)
                if photo.complete_at:
                    self._with(report_id, replace(photo, stored_at=photo.stored_at or at))
                    self.pieces.pop((report_id, name), None)
            case PhotoLost(report_id, name):
                if not self._photo(report_id, name).stored_at:
                    self._begins_again(report_id, name)
                    self.kept[report_id] = replace(self.kept[report_id], complete_at=None)
            case PhotoDerived(report_id, name, at, why):
                self._with(report_id, replace(self._photo(report_id, name), derived_at=at, unusable=why))
            case PhotoLooked(report_id, name, look):
                self._with(report_id, replace(self._photo(report_id, name), look=look))
            case ReportArchived():
                self._archived(effect)

    def _archived(self, done: ReportArchived) -> None:
        report = self.kept[done.report]
        sealed = report.complete_at and all(p.stored_at for p in report.photos)
        if sealed and done.custody is Custody.STORED:
            report = replace(report, stored_at=report.stored_at or done.at)
        answers = tuple(_told(kept, done) for kept in report.replies)
        self.kept[report.id] = replace(report, replies=answers)

    def _begins_again(self, report_id: str, name: str) -> None:
        self._with(report_id, replace(self._photo(report_id, name), offset=0, complete_at=None))
        self.pieces.pop((report_id, name), None)

    def _photo(self, report_id: str, name: str) -> Photo:
        found = [p for p in self.kept[report_id].photos if p.sha256 == name] if report_id in self.kept else []
        if not found:
            raise NotFound(name)
        return found[0]

    def _with(self, report_id: str, photo: Photo) -> Report:
        report = self.kept[report_id]
        photos = tuple(photo if p.sha256 == photo.sha256 else p for p in report.photos)
        self.kept[report_id] = replace(report, photos=photos)
        return self.kept[report_id]


def _told(kept: KeptReply, done: ReportArchived) -> KeptReply:
    return replace(kept, stored_at=kept.stored_at or done.at) if kept.reply.id in done.replies else kept


def _age(report: Report) -> tuple[datetime, str]:
    return report.received_at, report.id
