"""What agencies are in charge of, a page at a time."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.engine import Connection

from backend.reports.moves import State
from backend.reports.ports import Charge, Page
from backend.reports.report import Report, Step
from backend.stores import agency_work, paging
from backend.stores.database import Database
from backend.stores.reports import SqlReports
from tests.stores.making import REVIEWER, a_report, minutes, rejected, verified

LED = "SMP-01"
OURS = Charge(("DLH",), (LED,))


@pytest.fixture
def reports(database: Database) -> SqlReports:
    """Due a day after they came; done, to nobody."""
    return SqlReports(
        database,
        due=lambda r: None if r.state is State.RESOLVED else r.received_at + timedelta(days=1),
    )


def published(reports: SqlReports, age: float, *steps: State, opd: str = "", led: bool = True) -> str:
    """Of a category the agency leads, or another; handed over, with what came then."""
    report = a_report(at=minutes(age))
    if not led:
        report = replace(report, envelope=replace(report.envelope, category="AIR-01"))
    reports.add(report)
    report = _kept(reports, verified(report))
    if opd:
        report = _moved(reports, report, State.ASSIGNED, opd=opd)
    for state in steps:
        report = _moved(reports, report, state)
    return report.id


def _moved(reports: SqlReports, report: Report, state: State, **detail: str) -> Report:
    return _kept(reports, report.moved(Step(state, REVIEWER, report.steps[-1].at, detail=detail)))


def _kept(reports: SqlReports, report: Report) -> Report:
    reports.append(report)
    return report


def ids(page: Page) -> list[str]:
    return [line.id for line in page.lines]


def test_an_agency_has_what_was_handed_to_it_and_what_nobody_has_of_the_kinds_it_leads(
    reports: SqlReports,
) -> None:
    led = published(reports, 3)
    handed = published(reports, 1, opd="DLH", led=False)
    published(reports, 0, led=False)
    published(reports, 2, opd="PUPRK")

    assert ids(reports.work_of(OURS)) == [handed, led]
    assert ids(reports.work_of(Charge(("DLH",)))) == [handed]
    assert ids(reports.work_of(Charge(()))) == []


def test_what_is_not_published_is_nobody_s_work(reports: SqlReports) -> None:
    for report in (a_report(), refused := a_report()):
        reports.add(report)
    reports.append(rejected(refused))

    assert ids(reports.work_of(OURS)) == []


def test_the_longest_overdue_comes_first_and_what_is_done_last(reports: SqlReports) -> None:
    done = published(reports, 0, State.IN_PROGRESS, State.RESOLVED, opd="DLH")
    fresh, late, handed = published(reports, 9), published(reports, 1), published(reports, 5, opd="DLH")

    assert ids(reports.work_of(OURS)) == [late, handed, fresh, done]


def test_work_is_paged_in_both_directions_without_gap_or_overlap(reports: SqlReports) -> None:
    every = {published(reports, n // 3, opd="DLH" if n % 2 else ""): n // 3 for n in range(12)}
    order = sorted(every, key=lambda one: (every[one], one))

    first = reports.work_of(OURS, limit=5)
    second = reports.work_of(OURS, after=first.after, limit=5)
    last = reports.work_of(OURS, after=second.after, limit=5)
    back = reports.work_of(OURS, before=last.before, limit=5)

    assert ids(first) + ids(second) + ids(last) == order
    assert (first.before, last.after, ids(back)) == (None, None, ids(second))


def test_each_stretch_is_read_from_its_index_in_order(database: Database) -> None:
    plans = database.read(lambda tx: [_plan(tx, stretch) for stretch in agency_work.stretches_of(OURS)])

    assert ["ix_reports_handed" in plans[0], "ix_reports_led" in plans[1]] == [True, True]
    assert not any("sort" in plan.lower() or "temp b-tree" in plan.lower() for plan in plans)


def _plan(tx: Connection, stretch: paging.Condition) -> str:
    """Where a table is empty PostgreSQL reads all of it, unless it is told to look at the indexes."""
    explain = "EXPLAIN QUERY PLAN"
    if tx.dialect.name == "postgresql":
        explain = "EXPLAIN"
        tx.execute(text("SET LOCAL enable_seqscan = off"))
        tx.execute(text("SET LOCAL enable_bitmapscan = off"))
    asked = select(*paging.KEY).where(*stretch).order_by(*paging.KEY).limit(51)
    sql = str(asked.compile(tx, compile_kwargs={"literal_binds": True}))
    return " ".join(str(tuple(row)) for row in tx.execute(text(f"{explain} {sql}")))
