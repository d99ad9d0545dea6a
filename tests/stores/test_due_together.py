"""Reports due at one hour are in the order in which they came, whatever their ids."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.engine import Connection

from backend.reports.moves import State
from backend.reports.ports import Charge, Hold, Page, Turn, Wanted
from backend.stores import agency_work, paging, review_queue
from backend.stores.database import Database
from backend.stores.holds import SqlHolds
from backend.stores.paging import Condition, Way
from backend.stores.reports import SqlReports
from tests.stores.making import GUNUNG_TELIHAN, KANAAN, a_report, minutes, verified

HOUR = minutes(300)
WAITING = Wanted((State.RECEIVED,))
OURS = Charge((), ("SMP-01",))


@pytest.fixture
def reports(database: Database) -> SqlReports:
    return SqlReports(database, due=lambda _report: HOUR)


def received(reports: SqlReports, count: int = 12) -> list[str]:
    """In the order of receipt: ids go the other way, kelurahan take turns."""
    kept = [a_report(at=minutes(-n), kelurahan=(GUNUNG_TELIHAN, KANAAN)[n % 2]) for n in range(count)]
    for report in kept:
        reports.add(report)
    return [report.id for report in reversed(kept)]


def ids(page: Page) -> list[str]:
    return [line.id for line in page.lines]


@pytest.mark.parametrize("wanted", [WAITING, Wanted((State.RECEIVED,), rt="19")], ids=["all", "narrowed"])
def test_the_queue_turns_its_pages_in_the_order_of_receipt(reports: SqlReports, wanted: Wanted) -> None:
    order = received(reports)

    first = reports.page(wanted, limit=5)
    second = reports.page(wanted, after=first.after, limit=5)
    back = reports.page(wanted, before=second.before, limit=5)

    assert (ids(first), ids(second), ids(back)) == (order[:5], order[5:10], order[:5])


def test_a_page_that_looked_through_too_many_of_one_hour_looks_on_among_them(
    reports: SqlReports, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review_queue, "LOOKED_THROUGH", 4)
    order, wanted = received(reports), Wanted((State.RECEIVED,), rt="19")

    pages = [reports.page(wanted)]
    while pages[-1].after:
        pages.append(reports.page(wanted, after=pages[-1].after))

    assert [one for page in pages for one in ids(page)] == order
    assert len(pages) > 2


def test_what_came_in_one_moment_is_shown_once_each(reports: SqlReports) -> None:
    for report in (at_once := [a_report() for _ in range(4)]):
        reports.add(report)

    first = reports.page(WAITING, limit=2)

    assert ids(first) + ids(reports.page(WAITING, after=first.after)) == [report.id for report in at_once]


def test_who_takes_the_next_ones_gets_those_that_came_first(database: Database, reports: SqlReports) -> None:
    order, holds = received(reports), SqlHolds(database)

    taken = holds.claim(None, Hold("", "ani", "Ani", minutes(5)), count=3, now=minutes(0))

    assert list(taken) == order[:3]


def test_an_agency_s_work_is_in_the_order_of_receipt(reports: SqlReports) -> None:
    kept = [a_report(at=minutes(-n)) for n in range(4)]
    for report in kept:
        reports.add(report)
        reports.append(verified(report))

    first = reports.work_of(OURS, limit=3)

    assert ids(first) == [report.id for report in (kept[3], kept[2], kept[1])]
    assert ids(reports.work_of(OURS, after=first.after)) == [kept[0].id]


@pytest.mark.parametrize("is_back", [False, True], ids=["onward", "back"])
def test_a_page_is_read_from_its_place_in_the_index_on(database: Database, *, is_back: bool) -> None:
    """What lies before the place is not looked at, though it is due at the same hour."""
    queue = Wanted((State.RECEIVED,), (GUNUNG_TELIHAN,))
    way = Way(Turn(HOUR, minutes(0), "0"), is_back, 50)

    plans = database.read(
        lambda tx: [
            _plan(tx, stretch, way)
            for stretch in (*review_queue.stretches_of(tx, queue), *agency_work.stretches_of(OURS))
        ]
    )

    for index, plan in zip(("ix_reports_queue", "ix_reports_led"), plans, strict=True):
        assert index in plan
        assert _seeks(plan), plan
        assert not any(word in plan.lower() for word in ("sort", "temp b-tree", "filter"))


def _seeks(plan: str) -> bool:
    """By all three columns."""
    return "(due_at,received_at,id)" in plan or "ROW(due_at, received_at, " in plan


def _plan(tx: Connection, stretch: Condition, way: Way) -> str:
    """Where a table is empty PostgreSQL reads all of it, unless it is told to look at the indexes."""
    explain = "EXPLAIN QUERY PLAN"
    if tx.dialect.name == "postgresql":
        explain = "EXPLAIN"
        tx.execute(text("SET LOCAL enable_seqscan = off"))
        tx.execute(text("SET LOCAL enable_bitmapscan = off"))
    asked = way.ordered(select(*paging.KEY).where(*stretch, *way.beyond(way.start))).limit(51)
    sql = str(asked.compile(tx, compile_kwargs={"literal_binds": True}))
    return " ".join(str(tuple(row)) for row in tx.exec_driver_sql(f"{explain} {sql}"))
