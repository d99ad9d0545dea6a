"""Reports, snapshots and bytes in memory: just what pages ask for."""

import json
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

from backend.privacy.ports import Kept, Request
from backend.privacy.retention import Sort
from backend.reports import contesting
from backend.reports.digest_ports import Choice
from backend.reports.look import ALIKE, apart
from backend.reports.moves import PUBLIC, State
from backend.reports.notice_ports import Subscription
from backend.reports.ports import (
    NEVER,
    Alike,
    Charge,
    Hold,
    Line,
    NotFound,
    Page,
    SavedView,
    Snapshot,
    Turn,
    Wanted,
    Work,
)
from backend.reports.report import Photo, Report, Sender
from sync.envelope import Place
from tests.kept_reports import KeptReports
from tests.people.fakes import FakePeople


@dataclass
class FakeReports(KeptReports):
    due: Callable[[Report], datetime | None] = lambda report: report.received_at + timedelta(days=1)
    work: list[Work] = field(default_factory=list)
    as_read_first: dict[str, Report] = field(default_factory=dict)
    """What the first look at a report shows, when a colleague moves it right after."""

    def add(self, report: Report, work: Sequence[Work] = ()) -> None:
        self.kept[report.id] = report
        self.work += work

    def ask(self, work: Sequence[Work], due: datetime) -> None:  # noqa: ARG002 - nobody does it here
        self.work += work

    def get(self, report_id: str) -> Report:
        return self.as_read_first.pop(report_id, None) or super().get(report_id)

    def by_number(self, number: str) -> Report:
        found = next((r for r in self.kept.values() if r.number == number), None)
        if found is None:
            raise NotFound(number)
        return found

    def near(
        self,
        place: Place,  # noqa: ARG002 - the rule measures
        *,
        since: datetime,
        states: Collection[State],
        limit: int,
    ) -> tuple[Report, ...]:
        """Whatever is of that time."""
        found = [r for r in self.kept.values() if r.received_at >= since and r.state in states]
        return tuple(found[:limit])

    def lines_of(
        self, sender: Sender, *, since: datetime | None = None, limit: int = 500
    ) -> tuple[Line, ...]:
        own = [r for r in self.kept.values() if r.sender.owner == sender.owner]
        touched = [r for r in own if since is None or r.steps[-1].at >= since]
        return tuple(line(r) for r in sorted(touched, key=lambda r: r.received_at, reverse=True))[:limit]

    def past(self, sender: Sender, *, besides: str) -> dict[State, int]:
        others = [r for r in self.kept.values() if r.sender.owner == sender.owner and r.id != besides]
        return Counter(r.state for r in others)

    def queue(
        self,
        kelurahan: Sequence[str] | None,
        states: Sequence[State],
        *,
        after: Turn | None = None,
        limit: int = 50,
    ) -> tuple[Line, ...]:
        chosen = None if kelurahan is None else tuple(kelurahan)
        return self.page(Wanted(tuple(states), chosen), after=after, limit=limit).lines

    def page(
        self, wanted: Wanted, *, after: Turn | None = None, before: Turn | None = None, limit: int = 50
    ) -> Page:
        return self._turned(self._wanted(wanted), after, before, limit)

    def work_of(
        self, charge: Charge, *, after: Turn | None = None, before: Turn | None = None, limit: int = 50
    ) -> Page:
        theirs = [
            r
            for r in self.kept.values()
            if r.state in PUBLIC and (r.opd in charge.handed if r.opd else r.category in charge.led)
        ]
        return self._turned(theirs, after, before, limit)

    def _turned(self, reports: Sequence[Report], after: Turn | None, before: Turn | None, limit: int) -> Page:
        lines = sorted((line(r, self.due(r)) for r in reports), key=lambda line: line.turn)
        rest = [x for x in lines if (not after or x.turn > after) and (not before or x.turn < before)]
        shown = tuple(rest[-limit:] if before else rest[:limit])
        if not shown:
            return Page(())
        first, last = shown[0].turn, shown[-1].turn
        return Page(shown, first if lines[0].turn < first else None, last if last < lines[-1].turn else None)

    def lines(self, ids: Collection[str]) -> tuple[Line, ...]:
        return tuple(line(self.kept[one]) for one in ids if one in self.kept)

    def whole(self, ids: Collection[str]) -> tuple[Report, ...]:
        return tuple(self.kept[one] for one in ids if one in self.kept)

    def count(self, wanted: Wanted) -> int:
        return len(self._wanted(wanted))

    def counts_by_category(self, kelurahan: Sequence[str] | None, state: State) -> dict[str, int]:
        return dict(Counter(r.category for r in self._of(kelurahan, [state])))

    def counts(self, kelurahan: Sequence[str] | None, *, most: int | None = None) -> dict[State, int]:
        found = self._of(kelurahan, tuple(State))
        return {state: sum(r.state is state for r in found[:most]) for state in State}

    def _wanted(self, wanted: Wanted) -> list[Report]:
        def fits(report: Report) -> bool:
            due, note = self.due(report) or NEVER, report.envelope.note.lower()
            return (
                (not wanted.categories or report.category in wanted.categories)
                and wanted.rt in {"", report.envelope.rt}
                and (not wanted.has_photo or bool(report.photos))
                and (not wanted.due_from or due >= wanted.due_from)
                and (not wanted.due_before or due < wanted.due_before)
                and (not wanted.received_from or report.received_at >= wanted.received_from)
                and all(word.lower() in note for word in wanted.words)
                and (wanted.among is None or report.id in wanted.among)
            )

        return [report for report in self._of(wanted.kelurahan, wanted.states) if fits(report)]

    def _of(self, kelurahan: Sequence[str] | None, states: Sequence[State]) -> list[Report]:
        return [r for r in self._within(kelurahan) if r.state in states]


@dataclass
class FakeLikenesses:
    """Reads every picture."""

    reports: FakeReports

    def alike(self, likeness: str, *, but: str, limit: int = 5) -> tuple[Alike, ...]:
        others = [r for r in self.reports.kept.values() if r.id != but]
        pictures = [(r, p.sha256, p.look.likeness) for r in others for p in r.photos if p.look]
        found = (
            Alike(r.id, r.number, r.kelurahan, r.state, photo, apart(likeness, other))
            for r, photo, other in pictures
            if likeness and other
        )
        return tuple(alike for alike in found if alike.apart <= ALIKE)[:limit]


def line(report: Report, due_at: datetime | None = None) -> Line:
    return Line(
        id=report.id,
        number=report.number,
        category=report.category,
        kelurahan=report.kelurahan,
        rt=report.envelope.rt,
        state=report.state,
        custody=report.custody,
        received_at=report.received_at,
        note=report.envelope.note,
        photos=len(report.photos),
        photos_complete=sum(photo.complete_at is not None for photo in report.photos),
        first_photo=report.photos[0].sha256 if report.photos else None,
        last_step=report.steps[-1],
        version=report.version,
        due_at=due_at,
        contests=bool(contesting.contested(report)),
        mends=bool(contesting.mended(report)),
    )


@dataclass
class FakeSnapshots:
    drawn: dict[str, Snapshot] = field(default_factory=dict)

    def put(self, name: str, document: dict[str, Any], *, at: datetime) -> None:
        if name in self.drawn and at < self.drawn[name].drawn_at:
            return
        body = json.dumps(document, sort_keys=True)  # as the store keeps it
        self.drawn[name] = Snapshot(name, json.loads(body), sha256(body.encode()).hexdigest(), at)

    def get(self, name: str) -> Snapshot:
        try:
            return self.drawn[name]
        except KeyError as cause:
            raise NotFound(name) from cause

    def remove(self, name: str) -> None:
        self.drawn.pop(name, None)


@dataclass
class FakeChest:
    copies: dict[tuple[str, str, int], bytes] = field(default_factory=dict)
    public: dict[tuple[str, str, int], bytes] = field(default_factory=dict)

    def copy(self, report_id: str, photo: str, size: int) -> bytes:
        try:
            return self.copies[report_id, photo, size]
        except KeyError as cause:
            raise NotFound(photo) from cause

    def original(self, report: Report, photo: Photo) -> bytes:
        """Not sealed here: the copy stands for it."""
        return self.copy(report.id, photo.sha256, 1280)

    def shown(self, report_id: str, photo: str, size: int) -> bytes:
        try:
            return self.public[report_id, photo, size]
        except KeyError as cause:
            raise NotFound(photo) from cause


@dataclass
class FakeHolds:
    """Who came first has it."""

    reports: FakeReports
    kept: dict[str, Hold] = field(default_factory=dict)

    def take(self, wanted: Hold, *, now: datetime, over: bool = False) -> Hold:
        held = self.of([wanted.report], now=now).get(wanted.report)
        if over or held is None or held.person == wanted.person:
            self.kept[wanted.report] = wanted
        return self.kept[wanted.report]

    def leave(self, report: str, person: str) -> None:
        if report in self.kept and self.kept[report].person == person:
            del self.kept[report]

    def leave_all(self, person: str) -> None:
        self.kept = {report: hold for report, hold in self.kept.items() if hold.person != person}

    def by(self, person: str, *, now: datetime) -> tuple[Hold, ...]:
        return tuple(hold for hold in self.kept.values() if hold.person == person and hold.until > now)

    def of(self, reports: Collection[str], *, now: datetime) -> dict[str, Hold]:
        return {r: hold for r, hold in self.kept.items() if r in reports and hold.until > now}

    def claim(
        self, kelurahan: Sequence[str] | None, wanted: Hold, *, count: int, now: datetime
    ) -> tuple[str, ...]:
        lines = self.reports.queue(kelurahan, [State.RECEIVED], limit=1_000)
        held = self.of([line.id for line in lines], now=now)
        free = [line.id for line in lines if line.id not in held][:count]
        self.kept |= {report: replace(wanted, report=report) for report in free}
        return tuple(free)


@dataclass
class FakeSavedViews:
    kept: list[SavedView] = field(default_factory=list)

    def of(self, person: str) -> tuple[SavedView, ...]:
        return tuple(view for view in self.kept if view.person == person)

    def add(self, view: SavedView, *, most: int) -> bool:
        if len(self.of(view.person)) >= most:
            return False
        self.kept.append(view)
        return True

    def rename(self, person: str, view_id: str, name: str) -> None:
        if not any(view.id == view_id for view in self.of(person)):
            raise NotFound(view_id)
        self.kept = [replace(view, name=name) if view.id == view_id else view for view in self.kept]

    def remove(self, person: str, view_id: str) -> None:
        self.kept = [view for view in self.kept if (view.person, view.id) != (person, view_id)]


@dataclass
class FakeDigests:
    chosen: dict[str, Choice] = field(default_factory=dict)

    def choice(self, person: str) -> Choice:
        return self.chosen.get(person, Choice())

    def choose(self, person: str, choice: Choice) -> None:
        self.chosen[person] = choice

    def ask(self, person: str, day: date, work: Sequence[Work], *, at: datetime) -> bool:
        raise NotImplementedError("no page asks for one")


class FakeQueue:
    def nudge(self) -> None:
        """Nobody listens."""


@dataclass
class FakeSubscriptions:
    """Of each owner in `reads` one browser, with its language."""

    reads: dict[str, str]

    def of(self, owner: str) -> tuple[Subscription, ...]:
        tongue = self.reads.get(owner)
        moment = datetime.fromtimestamp(0, UTC)
        return (Subscription("d", owner, "https://push.test", "", "", tongue, moment),) if tongue else ()


class FakePostman:
    key = "B" + "A" * 86
    """Nobody is told anything here, but one may ask for it."""


@dataclass
class FakeTraces:
    """What the people of the world left behind."""

    people: FakePeople

    def kept(self, owner: str, alone: str = "") -> Kept:
        sessions = tuple(s for s in self.people.sessions.values() if s.person == owner)
        beside = {
            "digest": ({"email": "rani@bontang.example"},),
            "saved_views": ({"name": "Pagi"}, {"name": "RT 19 dengan foto"}),
            "cases_held": ({},) * 2,
        }
        return Kept(owner, self.people.get(owner), sessions=sessions, reports=3, beside=beside, alone=alone)


class FakeRequests:
    """Of somebody who asked at this moment, to whoever asks by its id."""

    def __init__(self, now: datetime) -> None:
        self._asked = Request("asked", "p-budi", now)

    def open_of(self, owner: str) -> Request | None:
        return self._asked if owner == self._asked.owner else None

    def get(self, request_id: str) -> Request:
        if request_id != self._asked.id:
            raise NotFound(request_id)
        return self._asked

    def waiting(self, _before: datetime) -> tuple[Request, ...]:
        return ()

    def waits(self, _owner: str) -> bool:
        return False


class FakeExpired:
    def count(self, sort: Sort, _before: datetime) -> int:
        return len(sort.value)
