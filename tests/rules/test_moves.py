"""The life of a report."""

from dataclasses import replace

import pytest

from backend.reports.moves import MOVES, NOTES, PUBLIC, MoveRefused, State, check
from backend.reports.report import Step
from tests.rules.town import GUNUNG_TELIHAN, KANAAN, NOON, SITI, Town

LIFE = """
received          -> verified rejected needs_info duplicate
needs_info        -> received verified rejected duplicate
verified          -> assigned in_progress resolved rejected duplicate
assigned          -> in_progress verified
in_progress       -> resolved closed_unresolved assigned
resolved          -> reopened
closed_unresolved -> reopened
reopened          -> assigned in_progress resolved closed_unresolved
rejected          -> received
duplicate         -> received
"""
"""As people agreed on it; written out once more, so that a slip in the table shows."""

ALLOWED = {
    (now.strip(), then)
    for now, _, after in (line.partition("->") for line in LIFE.strip().splitlines())
    for then in after.split()
}


@pytest.mark.parametrize("now", State)
@pytest.mark.parametrize("then", State)
def test_a_report_moves_only_along_the_table(now: State, then: State) -> None:
    if (now, then) in ALLOWED:
        check(now, then)
    else:
        with pytest.raises(MoveRefused, match=f"{now} cannot become {then}"):
            check(now, then)


NOTED = """
category  : received needs_info verified assigned in_progress reopened
kelurahan : received needs_info verified
heads     : duplicate
shown     : verified assigned in_progress resolved closed_unresolved reopened
after     : resolved
"""
"""What a step may say of a report that stays where it is; written out once more as well."""

STAYS = {
    (what.strip(), now)
    for what, _, states in (line.partition(":") for line in NOTED.strip().splitlines())
    for now in states.split()
}


@pytest.mark.parametrize("what", [*NOTES, "opd", "field"])
@pytest.mark.parametrize("now", State)
@pytest.mark.parametrize("then", State)
def test_a_report_stays_in_its_state_only_for_what_may_be_noted_there(
    what: str, now: State, then: State
) -> None:
    if (now, then) in ALLOWED or (now is then and (what, now) in STAYS):
        check(now, then, {what: ""})
    else:
        with pytest.raises(MoveRefused, match=f"{now} cannot become {then}"):
            check(now, then, {what: ""})


def test_what_a_report_is_now_is_what_the_newest_step_says_that_speaks_of_it(town: Town) -> None:
    report = town.reports.get(town.has().id)
    assert (report.category, report.kelurahan, report.opd, report.head) == ("SMP-01", GUNUNG_TELIHAN, "", "")

    for step in (
        Step(State.RECEIVED, SITI, NOON, detail={"category": "AIR-01", "kelurahan": KANAAN}),
        Step(State.RECEIVED, SITI, NOON, detail={"category": "AIR-02"}),
        Step(State.DUPLICATE, SITI, NOON, detail={"heads": "a"}),
        Step(State.DUPLICATE, SITI, NOON, detail={"heads": "a b"}),
    ):
        report = report.moved(step)

    assert (report.category, report.kelurahan, report.came_to) == ("AIR-02", KANAAN, GUNUNG_TELIHAN)
    assert (report.heads, report.head) == (("a", "b"), "b")


def test_what_a_step_takes_back_is_as_the_phone_sealed_it(town: Town) -> None:
    report = town.reports.get(town.has().id)

    changed = report.moved(Step(State.RECEIVED, SITI, NOON, detail={"category": "AIR-01"}))

    assert changed.moved(Step(State.RECEIVED, SITI, NOON, detail={"category": ""})).category == "SMP-01"


def test_every_state_has_a_row_and_a_way_on() -> None:
    assert set(MOVES) == set(State)
    assert all(MOVES.values())


def test_residents_see_what_was_verified_and_what_came_of_it() -> None:
    unseen = {State.RECEIVED, State.NEEDS_INFO, State.REJECTED, State.DUPLICATE}

    assert set(State) - unseen == PUBLIC


def test_a_step_is_appended_and_nothing_else_changes(town: Town) -> None:
    report = town.reports.get(town.has().id)
    step = Step(State.VERIFIED, SITI, NOON, words="Betul")

    moved = report.moved(step)

    assert moved == replace(report, steps=(*report.steps, step))
    assert (moved.state, moved.version) == (State.VERIFIED, 2)


def test_a_refused_move_leaves_the_report_as_it_is(town: Town) -> None:
    report = town.reports.get(town.has().id)

    with pytest.raises(MoveRefused):
        report.moved(Step(State.RESOLVED, SITI, NOON))

    assert (report.state, report.version) == (State.RECEIVED, 1)
