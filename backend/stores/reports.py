"""Reports over SQL: each method of the port is one transaction."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from backend.reports.deadlines import Due
from backend.reports.moves import State
from backend.reports.ports import Charge, Chunk, Held, Line, Page, Progress, Reckoned, Turn, Wanted, Work
from backend.reports.report import Echo, Report, Sender, Voice
from backend.stores import (
    agency_work,
    archiving,
    echoes,
    keeping,
    listing,
    merging,
    near,
    owners,
    paging,
    reading,
    reckoning,
    review_counts,
    review_queue,
    uploads,
    voices,
)
from backend.stores.database import Database
from sync.envelope import Place


def never(_report: Report) -> None:
    """Nobody is waited for."""


class SqlReports:
    """See backend.reports.ports.Reports. `due` says when a report should have moved on (deadlines.py)."""

    def __init__(self, database: Database, *, due: Due = never) -> None:
        self._database = database
        self._due = due

    def add(self, report: Report, work: Sequence[Work] = ()) -> None:
        due = self._due(report)
        self._database.write(lambda tx: keeping.add(tx, report, work, due))

    def get(self, report_id: str) -> Report:
        return self._database.read(lambda tx: reading.get(tx, report_id))

    def held(self, report_id: str) -> Held:
        return self._database.read(lambda tx: reading.held(tx, report_id))

    def by_number(self, number: str) -> Report:
        return self._database.read(lambda tx: reading.by_number(tx, number))

    def append(
        self, report: Report, work: Sequence[Work] = (), *, public: Sequence[str] | None = None
    ) -> None:
        due = self._due(report)
        self._database.write(lambda tx: keeping.append(tx, report, work, public, due))

    def append_together(
        self,
        report: Report,
        others: Sequence[Report],
        work: Sequence[Work] = (),
        *,
        public: Sequence[str] | None = None,
        members: Mapping[str, Collection[str]],
    ) -> None:
        due = {each.id: self._due(each) for each in (report, *others)}
        self._database.write(
            lambda tx: merging.append(tx, report, others, work, public=public, expected=members, due=due)
        )

    def members(self, heads: Collection[str]) -> dict[str, tuple[Report, ...]]:
        return self._database.read(lambda tx: merging.members(tx, heads))

    def followers(self, head: str) -> tuple[str, ...]:
        return self._database.read(lambda tx: merging.followers(tx, head))

    def near(
        self, place: Place, *, since: datetime, states: Collection[State], limit: int
    ) -> tuple[Report, ...]:
        return self._database.read(lambda tx: near.near(tx, place, since, states, limit))

    def add_echo(self, report_id: str, echo: Echo, work: Sequence[Work] = ()) -> bool:
        return self._database.write(lambda tx: echoes.add(tx, report_id, echo, work))

    def drop_echo(self, report_id: str, by: Sender, work: Sequence[Work] = (), *, at: datetime) -> bool:
        return self._database.write(lambda tx: echoes.drop(tx, report_id, by, work, at))

    def set_voice(self, report_id: str, voice: Voice, work: Sequence[Work] = ()) -> None:
        self._database.write(lambda tx: voices.say(tx, report_id, voice, work))

    def drop_voice(
        self, report_id: str, by: Sender, work: Sequence[Work] = (), *, rated: bool, at: datetime
    ) -> bool:
        return self._database.write(lambda tx: voices.drop(tx, report_id, by, work, rated=rated, at=at))

    def answer(self, report: Report, work: Sequence[Work] = ()) -> None:
        due = self._due(report)
        self._database.write(lambda tx: keeping.answer(tx, report, work, due))

    def chunks(self, report_id: str, photo: str) -> tuple[Chunk, ...]:
        return self._database.read(lambda tx: reading.chunks_of(tx, report_id, photo))

    def add_chunk(
        self, report_id: str, photo: str, chunk: Chunk, *, last: bool, at: datetime, work: Sequence[Work] = ()
    ) -> Progress:
        return self._database.write(
            lambda tx: uploads.add_chunk(tx, report_id, photo, chunk, last=last, at=at, work=work)
        )

    def start_over(self, report_id: str, photo: str) -> None:
        self._database.write(lambda tx: uploads.start_over(tx, report_id, photo))

    def discard(self, report_id: str, work: Sequence[Work] = (), *, at: datetime) -> None:
        self._database.write(lambda tx: keeping.discard(tx, report_id, work, at))

    def lines_of(
        self, sender: Sender, *, since: datetime | None = None, limit: int = 500
    ) -> tuple[Line, ...]:
        return self._database.read(lambda tx: listing.lines_of(tx, sender, since, limit))

    def owners_of(self, sender: Sender) -> Collection[str]:
        return self._database.read(lambda tx: owners.owners_of(tx, sender))

    def past(self, sender: Sender, *, besides: str) -> dict[State, int]:
        return self._database.read(lambda tx: listing.past(tx, sender, besides))

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
        return self._database.read(lambda tx: review_queue.page(tx, wanted, after, before, limit))

    def work_of(
        self, charge: Charge, *, after: Turn | None = None, before: Turn | None = None, limit: int = 50
    ) -> Page:
        return self._database.read(lambda tx: agency_work.page(tx, charge, after, before, limit))

    def lines(self, ids: Collection[str]) -> tuple[Line, ...]:
        return self._database.read(lambda tx: tuple(paging.lines(tx, ids).values()))

    def whole(self, ids: Collection[str]) -> tuple[Report, ...]:
        return self._database.read(lambda tx: tuple(reading.load(tx, list(ids)).values()))

    def counts(self, kelurahan: Sequence[str] | None, *, most: int | None = None) -> dict[State, int]:
        return self._database.read(lambda tx: review_counts.by_state(tx, kelurahan, most))

    def count(self, wanted: Wanted) -> int:
        return self._database.read(lambda tx: review_counts.count(tx, wanted))

    def counts_by_category(self, kelurahan: Sequence[str] | None, state: State) -> dict[str, int]:
        return self._database.read(lambda tx: review_counts.by_category(tx, kelurahan, state))

    def public_of(self, categories: Collection[str]) -> tuple[str, ...]:
        return self._database.read(lambda tx: listing.public_of(tx, categories))

    def published_after(self, report_id: str, limit: int) -> tuple[str, ...]:
        return self._database.read(lambda tx: listing.published_after(tx, report_id, limit))

    def abandoned(self, before: datetime, limit: int = 100) -> tuple[str, ...]:
        return self._database.read(lambda tx: listing.abandoned(tx, before, limit))

    def unarchived(self, before: datetime, limit: int = 100) -> tuple[str, ...]:
        return self._database.read(lambda tx: archiving.unarchived(tx, before, limit))

    def reckon(self, mark: str, *, most: int) -> Reckoned:
        return self._database.write(lambda tx: reckoning.reckon(tx, mark, most, self._due))

    def restore(self, report: Report) -> None:
        due = self._due(report)
        self._database.write(lambda tx: archiving.restore(tx, report, due))
