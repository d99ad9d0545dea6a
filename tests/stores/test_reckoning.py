"""The calendar changes, and the order of the queue follows, on every database."""

import json
import math
from datetime import date, timedelta

import pytest

from backend.city.city import City
from backend.reports import deadlines
from backend.reports.moves import State
from backend.reports.ports import Reckoned, Wanted
from backend.reports.reckoning import AT_ONCE, reckon
from backend.reports.report import Report
from backend.stores.database import Database
from backend.stores.reports import SqlReports
from tests.media.memory import MemoryBucket
from tests.stores.making import NOON, a_report, minutes, rejected

WAITING = Wanted((State.RECEIVED,))


def due(reports: SqlReports, report: Report) -> object:
    return {line.id: line.due_at for line in reports.page(WAITING).lines}[report.id]


def all_of(reports: SqlReports, mark: str) -> Reckoned:
    return reckon(mark, reports=reports, until_s=math.inf, clock=lambda: NOON)


@pytest.fixture
def days() -> dict[str, int]:
    """How many the calendar gives; changed by tests."""
    return {"given": 1}


@pytest.fixture
def kept(database: Database, days: dict[str, int]) -> SqlReports:
    return SqlReports(database, due=lambda report: report.received_at + timedelta(days=days["given"]))


def test_another_calendar_moves_what_is_waited_for_and_nothing_else(
    kept: SqlReports, days: dict[str, int]
) -> None:
    for report in (waits := a_report(), done := a_report()):
        kept.add(report)
    kept.append(rejected(done))
    all_of(kept, "one day")
    days["given"] = 2

    assert all_of(kept, "two days") == Reckoned(1, 1)
    assert due(kept, waits) == NOON + timedelta(days=2)
    assert all_of(kept, "two days") == Reckoned(0, 0)


def test_what_was_done_is_gone_on_with_and_begun_anew_for_a_third_calendar(
    kept: SqlReports, days: dict[str, int]
) -> None:
    for place in range(7):
        kept.add(a_report(at=minutes(place)))
    days["given"] = 2

    assert kept.reckon("two days", most=4) == Reckoned(4, 4)
    assert kept.reckon("two days", most=4) == Reckoned(3, 3)
    assert kept.reckon("two days", most=4) == Reckoned(0, 0)
    days["given"] = 3
    assert [kept.reckon("three days", most=7).mended for _ in range(2)] == [7, 0]


def test_only_so_long_at_once(
    kept: SqlReports, days: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backend.reports.reckoning.AT_ONCE", 2)
    for _ in range(5):
        kept.add(a_report())
    days["given"] = 2

    parts = [reckon("m", reports=kept, until_s=0, clock=lambda: NOON).looked for _ in range(4)]

    assert parts == [2, 2, 1, 0]
    assert AT_ONCE == 200


def test_a_holiday_in_the_register_puts_off_what_is_due(database: Database) -> None:
    city = City(MemoryBucket(), clock=lambda: NOON)
    city.ensure()
    reports = SqlReports(database, due=lambda report: deadlines.due(report, city))
    reports.add(report := a_report())
    before, mark = due(reports, report), city.calendar()
    all_of(reports, mark)

    tomorrow = (NOON.date() + timedelta(days=1)).isoformat()
    city.change(lambda tables: tables.table("holidays").insert({"date": tomorrow, "name": "HUT Kota"}))

    assert city.calendar() != mark
    assert date.fromisoformat(tomorrow) in city.register().holidays
    assert all_of(reports, city.calendar()).mended == 1
    assert due(reports, report) == before + timedelta(days=1)  # type: ignore[operator]  # it has one


def test_what_else_changes_in_the_register_is_no_other_calendar() -> None:
    city = City(MemoryBucket(), clock=lambda: NOON)
    city.ensure()
    mark = city.calendar()

    city.change(lambda tables: tables.table("opd").update({"phone": json.dumps("x")}))

    assert city.calendar() == mark
