"""The life of a report."""

from dataclasses import replace

import pytest

from backend.reports.moves import MOVES, PUBLIC, MoveRefused, State, check
from backend.reports.report import Step
from tests.rules.town import NOON, SITI, Town

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
