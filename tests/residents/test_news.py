"""Followers hear what changed: whatever happens and whenever, no flood, nothing twice, and nothing lost."""

import itertools
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from backend.reports.digest_ports import Refused
from backend.reports.moves import State
from backend.reports.notice_ports import Gone, Undelivered
from backend.reports.ports import Lease, NotFound
from backend.reports.wita import WITA
from backend.residents import news
from backend.residents.changes import Change
from backend.residents.follows import CONFIRM, Follow, Follower, Way, confirmation_for, news_for
from backend.residents.item import Cell
from backend.residents.tokens import follower_of, token
from backend.residents.topic import CITY, NoTopic, Topic, near, of_key
from tests.residents.changed import FakeChanges
from tests.residents.showcase import FakeShowcase
from tests.stores.showing import KANAAN, TELIHAN, shown

MORNING = datetime(2026, 11, 30, 1, tzinfo=UTC)  # 9:00 in Bontang
STATES = (State.VERIFIED, State.ASSIGNED, State.IN_PROGRESS, State.RESOLVED, State.REOPENED)


@dataclass
class FakeFollowers:
    """Of one follower."""

    one: Follower
    theirs: list[Follow]

    def get(self, follower_id: str) -> Follower:
        if not self.theirs:
            raise NotFound(follower_id)
        return self.one

    def follows(self, _: str) -> list[Follow]:
        return self.theirs

    def stop(self, _: str, topic: Topic | None = None) -> None:
        self.theirs = [follow for follow in self.theirs if topic not in {None, follow.topic}]

    def asked(self, _: str, at: datetime) -> None:
        self.one = replace(self.one, asked_at=at, asks=self.one.asks + 1)

    def told(self, _: str, seen: int, at: datetime | None) -> None:
        self.one = replace(self.one, seen=seen, told_at=at or self.one.told_at)


@dataclass
class FakeOutbox:
    """The one message that is asked for, and when it is due; None: it is done."""

    due: datetime | None = None

    def finish(self, _: Lease) -> None:
        self.due = None

    def postpone(self, _: Lease, *, due: datetime, error: str, counts: bool = True) -> None:
        assert bool(error) == counts
        self.due = due


@dataclass
class Street:
    """A follower, what happens around them, and a clock."""

    way: Way = Way.PUSH
    topics: tuple[Topic, ...] = (CITY,)
    confirmed: bool = True
    fails: Exception | None = None
    now: datetime = MORNING
    showcase: FakeShowcase = field(default_factory=FakeShowcase)
    heard: list[tuple[datetime, list[Change]]] = field(default_factory=list)
    letters: list[datetime] = field(default_factory=list)

    def __post_init__(self) -> None:
        one = Follower("f", self.way, "here", "id")
        self.followers = FakeFollowers(one, [Follow(topic, 0, self.confirmed) for topic in self.topics])
        self.outbox = FakeOutbox()

    def happens(self, report: str, state: State = State.VERIFIED, changed_on: date | None = None) -> None:
        day = self.now.astimezone(WITA).date()
        self.showcase.put(shown(report, state=state, changed_on=changed_on or day), at=self.now)

    def works(self, about: str = "", attempt: int = 1) -> None:
        work = confirmation_for("f") if about == CONFIRM else news_for("f")
        news.tell(
            Lease(1, "t", work, attempt, self.now),
            followers=self.followers,  # type: ignore[arg-type]  # what a message asks of them
            changes=FakeChanges(self.showcase),
            outbox=self.outbox,  # type: ignore[arg-type]  # the same
            send=self.hear,
            confirm=lambda *_: self.letters.append(self.now),
            clock=lambda: self.now,
        )

    def hear(self, _: Follower, found: object) -> None:
        if self.fails:
            raise self.fails
        self.heard.append((self.now, list(found)))  # type: ignore[call-overload]  # a sequence

    @property
    def told(self) -> list[list[str]]:
        return [[change.report for change in found] for _, found in self.heard]


EVENTS = some.lists(
    some.one_of(
        some.tuples(some.sampled_from("abc"), some.sampled_from(STATES)),
        some.timedeltas(timedelta(minutes=1), timedelta(hours=30)),
    ),
    max_size=30,
)


@settings(max_examples=150)
@given(some.sampled_from(Way), EVENTS)
def test_whatever_happens_there_is_no_flood_and_nothing_is_lost(way: Way, events: list[object]) -> None:
    topics = (CITY, Topic(kelurahan=TELIHAN), Topic(report="a"))
    street = Street(way, topics)
    for event in events:
        if isinstance(event, timedelta):
            street.now += event
        else:
            street.happens(*event)  # type: ignore[misc]  # a report and a state
        street.works()
        street.works()
    while street.outbox.due:
        street.now = max(street.now, street.outbox.due)
        street.works()

    moments = [at for at, _ in street.heard]
    gaps = [later - earlier for earlier, later in itertools.pairwise(moments)]
    assert all(gap >= news.EVERY[way] for gap in gaps)
    assert all(6 <= at.astimezone(WITA).hour < 21 for at in moments)
    told = [change for _, found in street.heard for change in found]
    assert len({change.number for change in told}) == len(told)
    assert all(found for _, found in street.heard)
    last = {change.report: change.state for change in street.showcase.changes}
    heard = {c.report: c.state for c in sorted(told, key=lambda c: c.number)}
    old = {c.report for c in street.showcase.changes if street.now.date() - c.day > timedelta(days=5)}
    assert {k: v for k, v in last.items() if k not in old} == {k: v for k, v in heard.items() if k not in old}


def test_after_a_silence_there_is_one_message_of_all() -> None:
    street = Street()
    for report in "abc":
        street.happens(report)
        street.now += timedelta(hours=3)

    street.works()
    street.works()

    assert street.told == [["c", "b", "a"]]


def test_a_report_that_moved_twice_is_told_as_it_stands() -> None:
    street = Street(topics=(Topic(report="a"),))
    street.happens("a")
    street.happens("a", State.RESOLVED)
    street.happens("b")

    street.works()

    assert [[change.state for change in found] for _, found in street.heard] == [[State.RESOLVED]]


def test_what_is_shown_anew_long_after_it_changed_is_no_news() -> None:
    street = Street()
    street.happens("a", changed_on=date(2026, 11, 1))

    street.works()

    assert (street.told, street.followers.one.seen, street.outbox.due) == ([], 1, None)


def test_nobody_is_told_before_they_confirmed_and_they_are_asked_three_times_at_most() -> None:
    street = Street(Way.MAIL, confirmed=False)
    street.happens("a")
    street.works()
    for _ in range(9):
        street.works(CONFIRM)
        street.works(CONFIRM)
        street.now += timedelta(minutes=40)

    assert street.told == []
    assert len(street.letters) == 3
    assert street.letters[1] - street.letters[0] >= timedelta(hours=1)


@pytest.mark.parametrize("gone", [Gone("410"), Refused("550")])
def test_whoever_is_reached_no_more_is_forgotten(gone: Exception) -> None:
    street = Street(fails=gone)
    street.happens("a")

    street.works()

    assert street.followers.theirs == []
    assert street.outbox.due is None


def test_what_could_not_be_delivered_is_told_later_with_what_came_since() -> None:
    street = Street(fails=Undelivered("503"))
    street.happens("a")
    street.works()
    assert street.outbox.due == MORNING + timedelta(seconds=30)

    street.works(attempt=7)
    street.fails = None
    street.happens("b")
    street.works()

    assert street.told == [["b", "a"]]


@pytest.mark.parametrize(
    "topic",
    [
        CITY,
        Topic(kelurahan=KANAAN),
        Topic(kelurahan=KANAAN, rt="012"),
        Topic(report="x"),
        near(0.1, 117.4, 500),
    ],
)
def test_a_topic_is_kept_and_read_again(topic: Topic) -> None:
    assert of_key(topic.key) == topic


def test_a_point_is_rounded_before_it_is_kept() -> None:
    assert (
        near(0.13612, 117.45204, 300)
        == near(0.13698, 117.45291, 300)
        == Topic(at=Cell(117452, 136), radius_m=300)
    )
    for lat, lon, radius in ((91, 0, 300), (0, 0, 299), (0, 0, 3001), (float("nan"), 0, 300)):
        with pytest.raises(NoTopic):
            near(lat, lon, radius)


def test_the_link_of_a_letter_is_nobody_else_s_and_outlives_a_new_key() -> None:
    link = token("f", "old")

    assert follower_of(link, ["new", "old"]) == "f"
    for forged in (link.replace("f.", "g."), "f.", "f", "", token("f", "other")):
        with pytest.raises(NotFound):
            follower_of(forged, ["new", "old"])
