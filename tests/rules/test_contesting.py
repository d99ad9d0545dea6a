"""Somebody says that a settled report is not mended: in time it can be reopened, by one decision."""

from datetime import UTC, datetime

import pytest

from backend.reports import contesting, deadlines
from backend.reports.moves import MoveRefused, State
from backend.reports.ports import Kind, Work
from backend.reports.report import Actor, Report, Sender, Step
from sync.envelope import Unreadable
from tests.rules.test_review import refused
from tests.rules.town import Parcel, Town, a_parcel

ANI = Sender("phone-2", "ani")


def now(town: Town, parcel: Parcel) -> Report:
    return town.reports.get(parcel.id)


@pytest.fixture
def fixed(town: Town) -> Parcel:
    """Settled on Monday at noon."""
    parcel = town.has()
    town.decides(parcel, "verify")
    step = Step(State.RESOLVED, Actor("officer", "eko", "Eko"), town.time())
    town.reports.append(now(town, parcel).moved(step))
    return parcel


def objects(town: Town, about: Parcel) -> Parcel:
    parcel = a_parcel(about=about.id)
    town.receives(parcel, by=ANI)
    return parcel


def test_within_ten_working_days_it_contests_the_repair(town: Town, fixed: Parcel) -> None:
    town.time.passes(days=14)  # two weeks: ten working days

    report = now(town, objects(town, fixed))

    assert report.flags[0] == f"contests:{fixed.id}"
    assert contesting.contested(report) == fixed.id


def test_later_it_only_names_the_report(town: Town, fixed: Parcel) -> None:
    town.time.passes(days=15)

    report = now(town, objects(town, fixed))

    assert (contesting.contested(report), contesting.named(report)) == ("", fixed.id)


def test_what_is_open_still_is_not_contested(town: Town) -> None:
    shown = town.has()
    town.decides(shown, "verify")

    assert contesting.contested(now(town, objects(town, shown))) == ""


def test_whether_a_report_nobody_published_exists_is_told_by_nothing(town: Town) -> None:
    hidden = town.has()

    assert contesting.named(now(town, objects(town, hidden))) == ""
    assert contesting.named(now(town, objects(town, a_parcel()))) == ""


def test_it_is_due_on_the_very_day(town: Town, fixed: Parcel) -> None:
    report = now(town, objects(town, fixed))

    assert deadlines.due(report, town.register) == datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def test_one_decision_reopens_what_was_settled(town: Town, fixed: Parcel) -> None:
    contest = objects(town, fixed)
    town.works()

    town.decides(contest, "reopen")

    assert (now(town, contest).state, now(town, contest).head) == (State.DUPLICATE, fixed.id)
    assert now(town, fixed).state is State.REOPENED
    done = town.works()
    assert {Work(Kind.PUBLISH, fixed.id), Work(Kind.NOTIFY, "budi"), Work(Kind.NOTIFY, "ani")} <= set(done)


def test_what_was_merged_meanwhile_is_reopened_through_its_head(town: Town, fixed: Parcel) -> None:
    contest, second = objects(town, fixed), objects(town, fixed)
    town.decides(contest, "reopen")

    assert "head" in refused(town, second, "reopen")
    town.decides(second, "merge", head=fixed.id)
    assert now(town, second).head == fixed.id


def test_what_is_settled_elsewhere_is_reopened_by_those_it_belongs_to(town: Town, fixed: Parcel) -> None:
    contest = objects(town, fixed)

    with pytest.raises(Unreadable) as refusal:
        town.decides(contest, "reopen", holds=lambda report: report.id != fixed.id)

    assert [(problem.field, problem.code) for problem in refusal.value.problems] == [("head", "elsewhere")]
    assert now(town, fixed).state is State.RESOLVED


def test_an_ordinary_report_reopens_nothing(town: Town) -> None:
    assert "head" in refused(town, town.has(), "reopen")


def test_what_was_rejected_reopens_nothing(town: Town, fixed: Parcel) -> None:
    contest = objects(town, fixed)
    town.decides(contest, "reject", reason="not_here")

    with pytest.raises(MoveRefused):
        town.decides(contest, "reopen")
    assert now(town, fixed).state is State.RESOLVED


def test_a_reviewer_who_parts_it_again_leaves_the_other_open(town: Town, fixed: Parcel) -> None:
    contest = objects(town, fixed)
    town.decides(contest, "reopen")

    town.decides(contest, "undo")

    assert (now(town, contest).state, now(town, fixed).state) == (State.RECEIVED, State.REOPENED)


def test_the_decision_sent_twice_is_one(town: Town, fixed: Parcel) -> None:
    contest = objects(town, fixed)

    again = [town.decides(contest, "reopen", id="one", version=1).version for _ in range(2)]

    assert again == [2, 2]
    assert [step.state for step in now(town, fixed).steps][-2:] == [State.RESOLVED, State.REOPENED]
    with pytest.raises(Unreadable):
        town.decides(objects(town, fixed), "reopen")
