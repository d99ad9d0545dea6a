"""Until when something is awaited: working days of Bontang, whatever clock the server has."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as some
from tinydb import TinyDB

from backend.city.city import City
from backend.city.reading import Unfit
from backend.reports import deadlines
from backend.reports.moves import State
from backend.reports.report import Actor, Report, Step
from backend.reports.wita import WITA
from media.folder import FolderBucket
from tests.stores.making import a_report

DAY = timedelta(days=1)
MONDAY = date(2026, 11, 30)
RESTS = frozenset({date(2026, 12, 2), date(2026, 12, 24), date(2026, 12, 25)})


@dataclass
class Calendar:
    """Three holidays; categories take one day to verify and five to resolve."""

    rests: frozenset[date] = RESTS
    verify: int = 1
    resolve: int | None = 5
    asked: list[date] = field(default_factory=list)

    def is_working(self, day: date) -> bool:
        self.asked.append(day)
        return day.weekday() < 5 and day not in self.rests

    def verify_days(self, category: str) -> int:  # noqa: ARG002 -- all alike
        return self.verify

    def resolve_days(self, category: str) -> int | None:  # noqa: ARG002 -- all alike
        return self.resolve


def at(hour: int, day: date = MONDAY, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=WITA)


moments = some.integers(-(10**6), 10**7).map(lambda minutes: at(0) + timedelta(minutes=minutes))
days = some.integers(0, 30)


@pytest.mark.parametrize(
    ("start", "allowed", "due"),
    [
        (at(8), 0, at(16)),
        (at(15, minute=59), 0, at(16)),
        (at(16), 0, at(16, MONDAY + DAY)),
        (at(8), 1, at(16, MONDAY + DAY)),
        (at(20), 1, at(16, MONDAY + 3 * DAY)),  # counts from Tuesday; Wednesday is a holiday
        (at(8), 2, at(16, MONDAY + 3 * DAY)),
        (at(10, MONDAY - DAY), 0, at(16)),  # a Sunday
        (at(10, MONDAY - 2 * DAY), 1, at(16, MONDAY + DAY)),
        (at(1), 0, at(16)),  # Sunday still in Greenwich
    ],
)
def test_days_are_counted_in_office_days_of_bontang(start: datetime, allowed: int, due: datetime) -> None:
    assert deadlines.after(start, allowed, Calendar().is_working) == due


@given(moments, days)
def test_nothing_is_due_on_a_day_off(start: datetime, allowed: int) -> None:
    calendar = Calendar()
    due = deadlines.after(start, allowed, calendar.is_working).astimezone(WITA)

    assert calendar.is_working(due.date())
    assert due.time() == deadlines.OFFICE_ENDS
    assert due > start


@given(moments, moments, days, days)
def test_who_comes_later_or_has_more_days_is_never_due_earlier(
    one: datetime, other: datetime, few: int, many: int
) -> None:
    working = Calendar().is_working

    first = deadlines.after(min(one, other), min(few, many), working)
    last = deadlines.after(max(one, other), max(few, many), working)

    assert first <= last


@given(moments, days, some.integers(-12, 14))
def test_the_offset_a_moment_is_written_in_changes_nothing(start: datetime, allowed: int, hours: int) -> None:
    elsewhere = start.astimezone(timezone(timedelta(hours=hours)))

    assert deadlines.after(start, allowed, Calendar().is_working) == deadlines.after(
        elsewhere, allowed, Calendar().is_working
    )


@pytest.fixture
def far_away() -> Iterator[None]:
    os.environ["TZ"], before = "Pacific/Auckland", os.environ.get("TZ")
    time.tzset()
    yield
    os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
    time.tzset()


@pytest.mark.usefixtures("far_away")
def test_the_server_s_own_time_zone_changes_nothing() -> None:
    assert deadlines.after(at(15), 1, Calendar().is_working) == at(16, MONDAY + DAY)


def test_a_calendar_that_never_works_is_not_followed_for_ever() -> None:
    calendar = Calendar()

    assert deadlines.after(at(8), 3, lambda day: calendar.is_working(day) and False) > at(8)
    assert len(calendar.asked) <= 4 * deadlines.SEARCHED_DAYS


def moved(*states: State) -> Report:
    """A report that came in on Monday at eight and took a step each working day after."""
    report = a_report(at=at(8))
    for number, state in enumerate(states, 1):
        report = report.moved(Step(state, Actor("reviewer"), at(8, MONDAY + number * DAY)))
    return report


TUESDAY, THURSDAY = MONDAY + DAY, MONDAY + 3 * DAY


@pytest.mark.parametrize(
    ("way", "due"),
    [
        ((), at(16, TUESDAY)),
        ((State.NEEDS_INFO,), at(16, MONDAY + 9 * DAY)),
        ((State.VERIFIED,), at(16, THURSDAY)),
        ((State.VERIFIED, State.ASSIGNED), at(16, MONDAY + 4 * DAY)),
        ((State.VERIFIED, State.IN_PROGRESS), at(16, MONDAY + 10 * DAY)),
        ((State.REJECTED,), None),
        ((State.DUPLICATE,), None),
        ((State.VERIFIED, State.RESOLVED), None),
        ((State.VERIFIED, State.RESOLVED, State.REOPENED), at(16, MONDAY + 4 * DAY)),
        ((State.REJECTED, State.RECEIVED), at(16, MONDAY + 4 * DAY)),
    ],
)
def test_each_state_has_its_time(way: tuple[State, ...], due: datetime | None) -> None:
    assert deadlines.due(moved(*way), Calendar()) == due


def test_every_state_either_has_a_deadline_or_ends_the_waiting() -> None:
    over = {State.RESOLVED, State.CLOSED_UNRESOLVED, State.REJECTED, State.DUPLICATE}

    assert deadlines.ALLOWED.keys() | over == set(State)
    assert not deadlines.ALLOWED.keys() & over


def test_no_category_may_wait_longer_for_the_kelurahan_than_the_nation_allows() -> None:
    assert deadlines.due(moved(), Calendar(verify=9)) == deadlines.due(moved(), Calendar(verify=3))


def test_good_news_waits_for_nobody_once_it_is_verified() -> None:
    assert deadlines.due(moved(State.VERIFIED), Calendar(resolve=None)) is None
    assert deadlines.due(moved(), Calendar(resolve=None)) == at(16, TUESDAY)


def test_what_happens_within_a_state_gives_nobody_more_time() -> None:
    steps = (*moved().steps, Step(State.RECEIVED, Actor("reviewer"), at(8, THURSDAY)))
    noted = replace(moved(), steps=steps)

    assert deadlines.due(noted, Calendar()) == at(16, TUESDAY)


@pytest.mark.parametrize("ended", [State.REJECTED, State.DUPLICATE])
@pytest.mark.parametrize(("hours", "due"), [(1, at(16, TUESDAY)), (25, at(16, MONDAY + 4 * DAY))])
def test_what_was_soon_undone_gives_nobody_more_time_and_what_ended_long_ago_begins_anew(
    ended: State, hours: int, due: datetime
) -> None:
    report, by = moved(ended), Actor("reviewer")
    again = report.steps[-1].at + timedelta(hours=hours)
    undone = report.moved(Step(State.RECEIVED, by, again, detail={"undoes": "2"}))

    assert deadlines.due(undone, Calendar()) == due


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    return City(FolderBucket(tmp_path_factory.mktemp("city")))


def test_indonesia_s_holidays_and_joint_leave_are_known(city: City) -> None:
    independence, joint_leave = date(2026, 8, 17), date(2026, 12, 24)

    assert not city.is_working(independence)
    assert not city.is_working(joint_leave)
    assert city.is_working(joint_leave - DAY)
    assert not city.is_working(date(2026, 11, 29))


def test_the_city_has_the_last_word_on_its_days(city: City) -> None:
    anniversary, joint_leave = date(2027, 10, 12), date(2026, 12, 24)

    def edit(tables: TinyDB) -> None:
        rows = tables.table("holidays")
        rows.insert({"date": anniversary.isoformat(), "name": "HUT Kota Bontang"})
        rows.insert({"date": joint_leave.isoformat(), "name": "Cuti bersama dibatalkan", "working": True})

    city.change(edit)

    assert not city.is_working(anniversary)
    assert city.is_working(joint_leave)


def test_a_day_given_twice_is_refused(city: City) -> None:
    def edit(tables: TinyDB) -> None:
        for name in ("Satu", "Dua"):
            tables.table("holidays").insert({"date": "2027-05-05", "name": name})

    with pytest.raises(Unfit, match="holidays: a date is given twice"):
        city.change(edit)


def test_a_category_that_is_gone_still_has_its_days(city: City) -> None:
    assert (city.verify_days("GONE"), city.resolve_days("GONE")) == (2, 7)
    assert (city.verify_days("SMP-01"), city.resolve_days("SMP-01")) == (1, 3)
