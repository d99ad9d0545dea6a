"""Whatever happens to reports, in whatever order: memory, SQLite and PostgreSQL tell the same history.

Hypothesis walks the life cycle. Each step is taken in three towns that know nothing of one another; what came
of it, and everything a page could show afterwards, must be the same.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from backend.reports import echoes, replies
from backend.reports.moves import MOVES, PUBLIC, UNDOES, State
from backend.reports.ports import Hold
from backend.reports.report import Actor, Report, Sender
from backend.stores.database import open_database
from sync.reply import reopen_reply
from tests.pages.fakes import FakeSnapshots
from tests.residents.showcase import FakeShowcase
from tests.rules.town import (
    BUDI,
    GUNUNG_TELIHAN,
    KANAAN,
    SITI,
    SOMEBODY,
    Parcel,
    Town,
    a_parcel,
    a_picture,
    a_town,
)
from tests.services.postgres import PostgresServer
from tests.stores.memory import MemoryReports
from tests.stores.memory_holds import MemoryHolds

RINA = Sender("phone-2", "rina")
BUDIS_OTHER = Sender("phone-3", "budi")
SENDERS = (BUDI, RINA, SOMEBODY, BUDIS_OTHER)
DEWI = replace(SITI, id="dewi", name="Dewi")
VERDICTS: dict[str, dict[str, str]] = {
    "verify": {},
    "reject": {"reason": "not_here", "words": "Bukan di sini"},
    "ask": {"words": "Di sebelah mana?"},
    "undo": {},
    "reject without a reason": {},
}
USUAL = {
    State.RECEIVED: ("verify", "verify", "reject", "ask", "ask"),
    State.NEEDS_INFO: ("verify", "reject"),
    State.REJECTED: ("undo", "undo", "undo"),
    State.VERIFIED: ("undo",),
    State.ASSIGNED: ("undo", "verify"),
    State.DUPLICATE: ("undo", "undo", "undo"),
}
MOVED: tuple[dict[str, str], ...] = (
    {"kelurahan": KANAAN},
    {"kelurahan": GUNUNG_TELIHAN},
    {"category": "AIR-01"},
    {"category": "SMP-01", "kelurahan": KANAAN},
    {"kelurahan": "99.99.99.9999"},
)
WALK = settings(
    max_examples=12,
    stateful_step_count=40,
    derandomize=True,
    database=None,
    phases=(Phase.generate,),  # a walk is short enough to read; to shrink one takes minutes
    suppress_health_check=list(HealthCheck),
)


@dataclass
class InMemory(Town):
    """A town without a database."""

    database: Any = None

    def __post_init__(self) -> None:
        super().__post_init__()
        memory = MemoryReports()
        self.reports, self.outbox, self.snapshots = memory, memory.outbox, FakeSnapshots()  # type: ignore[assignment]
        self.showcase = FakeShowcase()  # type: ignore[assignment]
        self.holds = MemoryHolds(memory)  # type: ignore[assignment]


Towns = Callable[[], dict[str, Town]]


@pytest.fixture
def towns(tmp_path: Any, postgres_server: PostgresServer, postgres_template: str) -> Iterator[Towns]:
    """Three new towns, each empty."""
    made: list[str] = []

    def new() -> dict[str, Town]:
        url = postgres_server.make_database(like=postgres_template)
        made.append(url)
        folder = tmp_path / str(len(made))
        return {"memory": InMemory(), "sqlite": a_town(folder), "postgresql": Town(open_database(url))}

    yield new
    for url in made:
        postgres_server.drop_database(url)


@dataclass
class Told:
    """A report as the test handed it in, and the longest history it was seen with."""

    parcel: Parcel
    by: Sender
    history: tuple[Any, ...] = field(default=())


class Life(RuleBasedStateMachine):
    def __init__(self, towns: Towns) -> None:
        super().__init__()
        self.towns = towns()
        self.sent: list[Told] = []
        self.touched: Told | None = None

    def teardown(self) -> None:
        self.lists_are_the_same()
        for town in self.towns.values():
            if town.database:
                town.database.close()

    @initialize(delivered=st.booleans())
    def three_have_reported(self, delivered: bool) -> None:
        for by, photos in zip(SENDERS, (1, 0, 2), strict=False):
            told = self.reported(by, photos)
            for photo in told.parcel.pictures if delivered else ():
                self.same(partial(Town.takes, parcel=told.parcel, photo=photo, by=by))
        self.same(lambda town: len(town.works()))

    # What people do.

    @rule(by=st.sampled_from(SENDERS), photos=st.integers(0, 2), kelurahan=st.booleans())
    def somebody_reports(self, by: Sender, photos: int, kelurahan: bool) -> None:
        self.reported(by, photos, kelurahan=kelurahan)

    def reported(self, by: Sender, photos: int, *, kelurahan: bool = False) -> Told:
        pictures = [a_picture(seed=len(self.sent) * 2 + n) for n in range(photos)]
        where = {"where": None, "kelurahan": "64.74.03.1003"} if kelurahan else {}
        parcel = a_parcel(*pictures, **where)
        self.same(lambda town: town.receives(parcel, by=by))
        self.sent.append(Told(parcel, by))
        return self.sent[-1]

    @precondition(lambda self: self.sent)
    @rule(data=st.data(), other_bytes=st.booleans(), by=st.sampled_from([None, *SENDERS]))
    def a_report_comes_again(self, data: st.DataObject, other_bytes: bool, by: Sender | None) -> None:
        told = self.one(data)
        parcel, by = told.parcel, by or told.by
        if other_bytes:
            parcel = replace(parcel, body=parcel.body.replace(b"Menumpuk", b"Berserak"))
        self.same(lambda town: town.receives(parcel, by=by))

    @precondition(lambda self: self.sent)
    @rule(data=st.data(), start=st.sampled_from([0, 0, 0, 400, 1]), end=st.sampled_from([None, None, 400, 0]))
    def a_chunk_arrives(self, data: st.DataObject, start: int, end: int | None) -> None:
        told = self.one(data)
        photo = data.draw(st.sampled_from([*told.parcel.pictures * 3, a_picture(seed=-1)]))
        damaged = data.draw(st.sampled_from([False, False, False, True]))
        sent = bytes(len(photo[start:end])) if damaged else None
        self.same(lambda town: town.takes(told.parcel, photo, start, end, sent=sent, by=told.by))

    @precondition(lambda self: self.towns["memory"].outbox.asked)
    @rule()
    def the_worker_works(self) -> None:
        self.same(lambda town: sorted(map(str, town.works())))

    @precondition(lambda self: self.sent)
    @rule(data=st.data(), by=st.sampled_from([SITI, DEWI]))
    def a_reviewer_decides(self, data: st.DataObject, by: Any) -> None:
        told = self.one(data)
        state = self.now(told).state
        verdict = data.draw(st.sampled_from([*USUAL.get(state, ()), *VERDICTS]))
        stale = data.draw(st.sampled_from([0, 0, 0, -1]))
        shown = data.draw(st.sampled_from([0, 1, 2])) if verdict == "verify" else 0

        def decide(town: Town) -> Report:
            now = town.reports.get(told.parcel.id)
            ready = [p.sha256 for p in now.photos if p.derived_at][:shown]
            how = {**VERDICTS[verdict], "publish": ready, "by": by}
            return town.decides(told.parcel, verdict.split()[0], version=now.version + stale, **how)

        self.same(decide)

    @precondition(lambda self: len(self.sent) > 1)
    @rule(data=st.data(), by=st.sampled_from([SITI, DEWI]), shows=st.booleans())
    def a_reviewer_merges(self, data: st.DataObject, by: Any, shows: bool) -> None:
        """Into any other, also one that is merged itself, or into which others are."""
        head = self.one(data).parcel.id
        told = self.one(data)

        def merge(town: Town) -> Report:
            now = town.reports.get(told.parcel.id)
            ready = [p.sha256 for p in now.photos if p.derived_at] if shows else []
            return town.decides(told.parcel, "merge", version=now.version, head=head, publish=ready, by=by)

        self.same(merge)

    @precondition(lambda self: self.sent)
    @rule(data=st.data(), by=st.sampled_from([SITI, DEWI]), where=st.sampled_from(MOVED))
    def a_reviewer_moves(self, data: st.DataObject, by: Any, where: dict[str, Any]) -> None:
        told = self.one(data)
        self.same(lambda town: town.decides(told.parcel, "move", by=by, **where))

    @precondition(lambda self: self.sent)
    @rule(data=st.data(), opd=st.sampled_from(["DLH", "DLH", "DPU"]), again=st.booleans())
    def a_reviewer_hands_over(self, data: st.DataObject, opd: str, again: bool) -> None:
        """`again`: the answer was lost, and the same decision is sent once more."""
        told = self.one(data)
        how: dict[str, Any] = {"opd": opd, "version": self.now(told).version, "id": "one" if again else ""}
        for _ in range(2 if again else 1):
            self.same(lambda town: town.decides(told.parcel, "assign", **how))

    @precondition(lambda self: self.sent)
    @rule(data=st.data(), by=st.sampled_from(SENDERS), joins=st.booleans())
    def somebody_sees_it_too(self, data: st.DataObject, by: Sender, joins: bool) -> None:
        act: Callable[..., Any] = echoes.join if joins else echoes.leave
        report = self.one(data).parcel.id
        self.same(lambda town: act(report, by=by, reports=town.reports, clock=town.time, queue=town.queue))

    @precondition(lambda self: self.standing(lambda report: report.state is State.NEEDS_INFO))
    @rule(data=st.data(), number=st.integers(1, 2), photos=st.integers(0, 1))
    def the_sender_answers(self, data: st.DataObject, number: int, photos: int) -> None:
        asked = self.standing(lambda report: report.state is State.NEEDS_INFO)
        told = self.one(data, asked * 3 + self.sent)
        reply = reopen_reply(an_answer(told.parcel, number, photos))
        self.same(
            lambda town: replies.receive(
                reply, by=told.by, reports=town.reports, clock=town.time, queue=town.queue
            )[0]
        )

    @precondition(lambda self: self.standing(lambda report: report.complete_at is None))
    @rule(data=st.data(), by=st.sampled_from([None, None, *SENDERS]))
    def the_sender_takes_it_back(self, data: st.DataObject, by: Sender | None) -> None:
        told = self.one(data)
        parcel, by = told.parcel, by or told.by
        gone = self.same(lambda town: town.discards(parcel, by))
        if gone == "None":
            self.sent = [told for told in self.sent if told.parcel is not parcel]
            self.touched = None

    # Who has which case before them.

    @precondition(lambda self: self.sent)
    @rule(
        data=st.data(), by=st.sampled_from([SITI, DEWI]), for_min=st.sampled_from([5, 60]), over=st.booleans()
    )
    def a_reviewer_opens(self, data: st.DataObject, by: Actor, for_min: int, over: bool) -> None:
        """`over`: although a colleague has it."""
        report = self.one(data).parcel.id
        self.same(lambda town: town.holds.take(held(town, by, for_min, report), now=town.time(), over=over))

    @rule(
        by=st.sampled_from([SITI, DEWI]),
        count=st.integers(1, 3),
        where=st.sampled_from([None, [GUNUNG_TELIHAN], [KANAAN, GUNUNG_TELIHAN]]),
    )
    def a_reviewer_takes_the_next(self, by: Actor, count: int, where: Sequence[str] | None) -> None:
        self.same(lambda town: town.holds.claim(where, held(town, by, 60), count=count, now=town.time()))

    @precondition(lambda self: self.sent)
    @rule(data=st.data(), by=st.sampled_from([SITI, DEWI]), everything=st.booleans())
    def a_reviewer_leaves(self, data: st.DataObject, by: Actor, everything: bool) -> None:
        report = self.one(data).parcel.id
        self.same(lambda town: town.holds.leave_all(by.id) if everything else town.holds.leave(report, by.id))

    @rule(minutes=st.sampled_from([4, 55, 60 * 24]))
    def time_passes(self, minutes: int) -> None:
        """A hold runs out, or not yet; what was removed is looked for once more."""
        for town in self.towns.values():
            town.time.passes(minutes=minutes)

    # What must hold.

    @invariant()
    def who_has_what_is_the_same(self) -> None:
        ids = [told.parcel.id for told in self.sent]
        holds = self.all_same(lambda town: town.holds.of(ids, now=town.time()))
        theirs = self.all_same(
            lambda town: {hold for by in (SITI, DEWI) for hold in town.holds.by(by.id, now=town.time())}
        )
        assert set(holds.values()) == theirs

    @invariant()
    def the_touched_report_has_one_history(self) -> None:
        if self.touched is None:
            return
        report_id = self.touched.parcel.id
        report = self.all_same(lambda town: seen(town.reports.get(report_id)))
        assert report.steps[: len(self.touched.history)] == self.touched.history
        self.touched.history = report.steps
        assert report.version == len(report.steps)
        assert report.steps[0].state is State.RECEIVED
        for before, after in zip(report.steps, report.steps[1:], strict=False):
            is_undone = UNDOES in after.detail and before.state in MOVES[after.state]
            assert is_undone or after.state in MOVES[before.state] | {before.state}
            assert after.at > before.at
        assert report.complete_at is None or all(photo.complete_at for photo in report.photos)
        assert report.stored_at is None or all(photo.stored_at for photo in report.photos)

    def lists_are_the_same(self) -> None:
        """After a walk: nothing is lost, residents see what is public and nothing else."""
        kept = self.all_same(
            lambda town: {told.parcel.id: seen(town.reports.get(told.parcel.id)) for told in self.sent}
        )
        heads = {report.head for report in kept.values() if report.head}
        behind = self.all_same(partial(members, heads))
        assert {r for each in behind.values() for r in each} == {r.id for r in kept.values() if r.head}
        public = self.all_same(lambda town: list(town.reports.published_after("", 1_000)))
        assert set(public) == {r.id for r in kept.values() if r.state in PUBLIC}
        self.same(lambda town: sorted(map(str, town.works())))
        assert self.all_same(lambda town: {key.split("/")[1] for key in town.keys("public/")}) <= set(public)
        for kelurahan in (None, ["64.74.03.1002"], ["64.74.03.1003", "64.74.03.1002"]):
            counted = self.all_same(partial(counts, kelurahan))
            assert sum(counted.values()) == len(self.all_same(partial(queue, kelurahan)))
        for sender in SENDERS:
            self.all_same(partial(lines_of, sender))

    # How it is tried.

    def one(self, data: st.DataObject, among: Sequence[Told] = ()) -> Told:
        self.touched = data.draw(st.sampled_from(among or self.sent))
        return self.touched

    def now(self, told: Told) -> Report:
        return self.towns["memory"].reports.get(told.parcel.id)

    def standing(self, how: Callable[[Report], bool]) -> list[Told]:
        return [told for told in self.sent if how(self.now(told))]

    def same(self, act: Callable[[Town], Any]) -> str:
        """Let it happen everywhere, a second later; what came of it, which must be the same."""
        for town in self.towns.values():
            town.time.passes(seconds=1)
        return str(self.all_same(partial(outcome, act)))

    def all_same(self, ask: Callable[[Town], Any]) -> Any:
        said = {name: ask(town) for name, town in self.towns.items()}
        assert all(one == said["memory"] for one in said.values()), said
        return said["memory"]


def held(town: Town, by: Actor, for_min: int, report: str = "") -> Hold:
    """Wanted: none is named where the next ones are."""
    return Hold(report, by.id, by.name, town.time() + timedelta(minutes=for_min))


def outcome(act: Callable[[Town], Any], town: Town) -> str:
    try:
        came = act(town)
    except Exception as refused:  # noqa: BLE001 - whatever it is, it must be the same everywhere
        return type(refused).__name__
    return f"{came.state} {came.version}" if isinstance(came, Report) else str(came)


def seen(report: Report) -> Report:
    """Without its number, which is drawn by lot."""
    return report.numbered("")


def counts(kelurahan: Sequence[str] | None, town: Town) -> dict[State, int]:
    return town.reports.counts(kelurahan)


def members(heads: set[str], town: Town) -> dict[str, list[str]]:
    return {head: [report.id for report in merged] for head, merged in town.reports.members(heads).items()}


def queue(kelurahan: Sequence[str] | None, town: Town) -> tuple[str, ...]:
    return tuple(line.id for line in town.reports.queue(kelurahan, tuple(State)))


def lines_of(sender: Sender, town: Town) -> tuple[str, ...]:
    return tuple(line.id for line in town.reports.lines_of(sender))


def an_answer(parcel: Parcel, number: int, photos: int) -> bytes:
    promised = [{"sha256": f"{number:064x}", "size": 1_000, "type": "image/jpeg"}]
    words = {
        "v": 1,
        "id": f"0198{number:04d}" + parcel.id[8:],
        "report": parcel.id,
        "words": "Di sebelah timur",
        "answered_at": "2026-11-23T08:15:04+08:00",
        "photos": promised[:photos],
    }
    return json.dumps(words).encode()


def test_memory_and_both_databases_tell_the_same_history(towns: Towns) -> None:
    run_state_machine_as_test(partial(Life, towns), settings=WALK)  # type: ignore[arg-type]  # whatever makes one
