"""Who has which case before them."""

from datetime import datetime

import pytest

from backend.reports.ports import Hold
from backend.stores.database import Database
from backend.stores.holds import SqlHolds
from backend.stores.reports import SqlReports
from tests.stores.making import GUNUNG_TELIHAN, KANAAN, NOON, a_report, minutes, verified
from tests.stores.together import together

LATER = minutes(5)


@pytest.fixture
def holds(database: Database) -> SqlHolds:
    return SqlHolds(database)


def of(person: str, report: str = "", until: datetime = LATER) -> Hold:
    return Hold(report, person, person.title(), until)


def kept(reports: SqlReports, count: int, kelurahan: str = GUNUNG_TELIHAN) -> list[str]:
    """In the order of the queue."""
    made = [a_report(at=minutes(place), kelurahan=kelurahan) for place in range(count)]
    for report in made:
        reports.add(report)
    return [report.id for report in made]


def test_who_comes_second_is_shown_who_has_it(reports: SqlReports, holds: SqlHolds) -> None:
    [report] = kept(reports, 1)

    assert holds.take(of("siti", report), now=NOON) == of("siti", report)
    assert holds.take(of("rina", report), now=NOON) == of("siti", report)
    assert holds.of([report], now=NOON) == {report: of("siti", report)}


def test_one_keeps_a_case_by_asking_again(reports: SqlReports, holds: SqlHolds) -> None:
    [report] = kept(reports, 1)
    holds.take(of("siti", report), now=NOON)

    assert holds.take(of("siti", report, minutes(9)), now=minutes(4)).until == minutes(9)
    assert holds.take(of("siti", report, minutes(6)), now=minutes(4)).until == minutes(9)


def test_a_case_is_taken_over_deliberately(reports: SqlReports, holds: SqlHolds) -> None:
    [report] = kept(reports, 1)
    holds.take(of("siti", report, minutes(60)), now=NOON)

    assert holds.take(of("rina", report), now=NOON, over=True) == of("rina", report)


def test_a_hold_runs_out(reports: SqlReports, holds: SqlHolds) -> None:
    [report] = kept(reports, 1)
    holds.take(of("siti", report), now=NOON)

    assert holds.of([report], now=minutes(5)) == {}
    assert holds.take(of("rina", report, minutes(10)), now=minutes(5)).person == "rina"


def test_one_leaves_what_one_has_and_not_what_others_have(reports: SqlReports, holds: SqlHolds) -> None:
    [report] = kept(reports, 1)
    holds.take(of("siti", report), now=NOON)

    holds.leave(report, "rina")
    assert holds.of([report], now=NOON)
    holds.leave(report, "siti")
    assert not holds.of([report], now=NOON)


def test_one_is_told_what_one_has_and_lets_go_of_all(reports: SqlReports, holds: SqlHolds) -> None:
    first, second, third = kept(reports, 3)
    holds.take(of("siti", first), now=NOON)
    holds.take(of("siti", second, minutes(9)), now=NOON)
    holds.take(of("rina", third), now=NOON)

    assert {hold.report for hold in holds.by("siti", now=NOON)} == {first, second}
    assert [hold.report for hold in holds.by("siti", now=minutes(6))] == [second]
    holds.leave_all("siti")

    assert (holds.by("siti", now=NOON), len(holds.by("rina", now=NOON))) == ((), 1)


def test_a_decision_lets_the_case_go(reports: SqlReports, holds: SqlHolds) -> None:
    [report] = kept(reports, 1)
    holds.take(of("siti", report), now=NOON)

    reports.append(verified(reports.get(report)))

    assert holds.of([report], now=NOON) == {}


def test_the_next_cases_are_those_nobody_has_in_the_order_of_the_queue(
    reports: SqlReports, holds: SqlHolds
) -> None:
    first, second, third, *_ = kept(reports, 5)
    elsewhere = kept(reports, 1, KANAAN)
    holds.take(of("rina", second), now=NOON)
    reports.append(verified(reports.get(third)))

    claimed = holds.claim([GUNUNG_TELIHAN], of("siti"), count=2, now=NOON)

    assert claimed[0] == first
    assert len(set(claimed)) == 2
    assert not {second, third, *elsewhere} & set(claimed)
    assert all(hold.person == "siti" for hold in holds.of(claimed, now=NOON).values())


def test_where_there_are_fewer_one_gets_those(reports: SqlReports, holds: SqlHolds) -> None:
    here, there = kept(reports, 2), kept(reports, 1, KANAAN)

    assert set(holds.claim(None, of("siti"), count=20, now=NOON)) == {*here, *there}
    assert holds.claim(None, of("rina"), count=20, now=NOON) == ()


def test_what_was_claimed_and_left_lying_is_anybodys_again(reports: SqlReports, holds: SqlHolds) -> None:
    [report] = kept(reports, 1)
    holds.claim(None, of("siti"), count=20, now=NOON)

    assert holds.claim(None, of("rina", until=minutes(70)), count=20, now=minutes(61)) == (report,)


def test_reviewers_who_claim_at_once_get_different_cases(reports: SqlReports, holds: SqlHolds) -> None:
    every = kept(reports, 70)
    claimed: dict[int, tuple[str, ...]] = {}

    def claims(place: int) -> None:
        claimed[place] = holds.claim([GUNUNG_TELIHAN], of(f"reviewer {place}"), count=20, now=NOON)

    assert together(4, claims) == [None] * 4

    assert sorted(report for some in claimed.values() for report in some) == sorted(every)
    assert sorted(map(len, claimed.values())) == [10, 20, 20, 20]
