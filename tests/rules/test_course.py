"""The way of a report as residents read it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from backend.reports import course, published
from backend.reports.moves import State
from backend.reports.report import Report, Step
from tests.pages.seed import RANI, a_report
from tests.rules.town import Register

S = State
NOW = datetime(2026, 11, 23, 3, 30, tzinfo=UTC)


def with_steps(report: Report, *steps: tuple[State, dict[str, str]]) -> Report:
    """Its receipt, and these, an hour apart."""
    received = report.steps[0]
    later = [
        Step(state, RANI, received.at + timedelta(hours=n), detail=says)
        for n, (state, says) in enumerate(steps, 1)
    ]
    return replace(report, steps=(received, *later))


def test_each_public_step_tells_who_held_the_report_from_then_on() -> None:
    report = with_steps(
        a_report(now=NOW),
        (S.VERIFIED, {}), (S.ASSIGNED, {"opd": "DLH"}), (S.IN_PROGRESS, {}), (S.RESOLVED, {}),
    )  # fmt: skip

    told = [(step["state"], step["opd"]) for step in course.told(report)]

    assert told == [("verified", ""), ("assigned", "DLH"), ("in_progress", "DLH"), ("resolved", "DLH")]


def test_what_was_taken_back_is_not_part_of_the_way() -> None:
    report = with_steps(
        a_report(now=NOW),
        (S.VERIFIED, {}), (S.ASSIGNED, {"opd": "PUPR"}), (S.VERIFIED, {"undoes": "3", "opd": ""}),
        (S.ASSIGNED, {"opd": "DLH"}),
    )  # fmt: skip

    assert [(step["state"], step["opd"]) for step in course.told(report)] == [
        ("verified", ""),
        ("assigned", "DLH"),
    ]
    assert course.hand_overs(report) == 1


def test_a_note_tells_no_step_of_its_own() -> None:
    report = with_steps(a_report(now=NOW), (S.VERIFIED, {}), (S.VERIFIED, {"shown": "1"}))

    assert [step["state"] for step in course.told(report)] == ["verified"]


def test_before_and_after_are_told_of_what_is_fixed_alone() -> None:
    report = a_report(now=NOW, state=S.VERIFIED, photos=2)
    before, after = (photo.sha256 for photo in report.photos)
    fixed = with_steps(report, (S.VERIFIED, {}), (S.IN_PROGRESS, {}), (S.RESOLVED, {course.AFTER: after}))
    again = with_steps(
        report, (S.VERIFIED, {}), (S.IN_PROGRESS, {}), (S.RESOLVED, {course.AFTER: after}), (S.REOPENED, {})
    )

    assert course.compared(fixed, [before, after]) == {"before": before, "after": after}
    assert course.compared(again, [before, after]) == {"before": None, "after": None}


def test_a_photo_nobody_let_through_is_no_comparison() -> None:
    report = a_report(now=NOW, state=S.VERIFIED, photos=2)
    before, after = (photo.sha256 for photo in report.photos)
    fixed = with_steps(report, (S.VERIFIED, {}), (S.IN_PROGRESS, {}), (S.RESOLVED, {course.AFTER: after}))

    assert course.compared(fixed, [before]) == {"before": None, "after": None}


def test_the_due_day_is_told_with_who_holds_it() -> None:
    report = with_steps(a_report(now=NOW), (S.VERIFIED, {}), (S.ASSIGNED, {"opd": "DLH"}))

    document = published.full(report, Register())

    assert (document["opd"], document["due_on"], document["hand_overs"]) == ("DLH", "2026-11-24", 1)


def test_what_is_settled_is_due_nowhere() -> None:
    report = with_steps(a_report(now=NOW), (S.VERIFIED, {}), (S.RESOLVED, {"opd": "DLH"}))

    document = published.full(report, Register())

    assert (document["opd"], document["due_on"]) == ("", None)
