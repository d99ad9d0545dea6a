"""Reports behind another one, and those who merge at the same moment."""

from dataclasses import replace
from typing import Any

import pytest

from backend.reports import review
from backend.reports.choices import Choice, Verdict
from backend.reports.moves import State
from backend.reports.ports import Regrouped, Stale
from backend.reports.report import Report, Sender, Step
from backend.stores.reports import SqlReports
from sync.envelope import Unreadable
from tests.rules.town import Nudges, Register, Time
from tests.stores.making import REVIEWER, a_report, minutes, verified
from tests.stores.together import together


def behind(report: Report, *heads: str) -> Report:
    return report.moved(Step(State.DUPLICATE, REVIEWER, minutes(1), detail={"heads": " ".join(heads)}))


@pytest.fixture
def three(reports: SqlReports) -> tuple[Report, Report, Report]:
    """Received one after the other."""
    made = a_report(), a_report(sender=Sender("phone-2", "ani")), a_report(sender=Sender("phone-3"))
    for report in made:
        reports.add(report)
    return made


def merges(reports: SqlReports, report: Report, head: str) -> Report:
    return decides(reports, report, Verdict.MERGE, head=head)


def decides(reports: SqlReports, report: Report, verdict: Verdict, **how: Any) -> Report:
    return review.decide(
        report.id,
        Choice(verdict, reports.get(report.id).version, **how),
        by=REVIEWER,
        reports=reports,
        catalogue=Register(),
        clock=Time(),
        queue=Nudges(),
    )


def test_members_are_found_by_their_head(reports: SqlReports, three: tuple[Report, Report, Report]) -> None:
    head, second, third = three
    reports.append_together(behind(second, head.id), (), members={second.id: ()})
    reports.append_together(behind(third, head.id), (), members={third.id: ()})

    assert reports.members([head.id, second.id]) == {
        head.id: (behind(second, head.id), behind(third, head.id))
    }
    assert sorted(reports.followers(head.id)) == ["ani", "phone-3"]


def test_a_report_and_what_goes_with_it_are_merged_at_once(
    reports: SqlReports, three: tuple[Report, Report, Report]
) -> None:
    head, second, third = three
    reports.append_together(behind(third, second.id), (), members={third.id: ()})
    gone_along = behind(behind(third, second.id), second.id, head.id)

    reports.append_together(behind(second, head.id), [gone_along], members={second.id: ()})

    assert reports.members([head.id]) == {head.id: (behind(second, head.id), gone_along)}


@pytest.mark.parametrize(("who", "behind_whom"), [(0, 2), (2, 1)], ids=["the head", "another"])
def test_what_was_regrouped_meanwhile_is_read_again(
    reports: SqlReports, three: tuple[Report, Report, Report], who: int, behind_whom: int
) -> None:
    head, second, _ = three
    reports.append(behind(three[who], three[behind_whom].id))

    with pytest.raises(Regrouped):
        reports.append_together(behind(second, head.id), (), members={second.id: ()})

    assert reports.get(second.id) == second


def test_a_report_that_moved_meanwhile_is_not_merged(
    reports: SqlReports, three: tuple[Report, Report, Report]
) -> None:
    head, second, _ = three
    reports.append(verified(second))

    with pytest.raises(Stale):
        reports.append_together(behind(second, head.id), (), members={second.id: ()})


def test_three_who_merge_in_a_circle_at_once_leave_one_head(
    reports: SqlReports, three: tuple[Report, Report, Report]
) -> None:
    outcomes = together(3, lambda n: merges(reports, three[n], three[(n + 1) % 3].id))

    assert {type(outcome) for outcome in outcomes if outcome} <= {Unreadable, Stale}
    now = [reports.get(report.id) for report in three]
    [head] = [report for report in now if not report.head]
    assert {report.head for report in now} - {""} == {head.id}


def test_the_senders_list_says_how_the_head_stands_and_since_when(
    reports: SqlReports, three: tuple[Report, Report, Report]
) -> None:
    head, second, _ = three
    reports.append(behind(second, head.id))
    [line] = reports.lines_of(second.sender)
    assert (line.stands, line.moved_at) == (State.DUPLICATE, minutes(1))

    reports.append(verified(head, at=minutes(7)))

    [line] = reports.lines_of(second.sender, since=minutes(6))
    assert (line.state, line.stands, line.moved_at) == (State.DUPLICATE, State.VERIFIED, minutes(7))
    assert reports.lines_of(second.sender, since=minutes(8)) == ()


def test_what_a_photo_shows_to_be_mended_is_settled_and_taken_back_with_it(
    reports: SqlReports, three: tuple[Report, Report, Report]
) -> None:
    head, proof = three[0], a_report(sender=Sender("phone-4"), flags=(f"mends:{three[0].id}",))
    photo = replace(proof.photos[0], derived_at=minutes(1))
    reports.add(replace(proof, photos=(photo,)))
    reports.append(verified(head))

    decides(reports, proof, Verdict.RESOLVE, publish=[photo.sha256])

    settled = reports.get(head.id)
    assert (settled.state, settled.steps[-1].detail["after"]) == (State.RESOLVED, photo.sha256)
    assert [one.id for one in reports.members([head.id])[head.id]] == [proof.id]

    decides(reports, proof, Verdict.UNDO)

    assert (reports.get(head.id).state, reports.get(proof.id).state) == (State.VERIFIED, State.RECEIVED)
    assert not reports.get(proof.id).photos[0].public
    assert reports.members([head.id]) == {}
