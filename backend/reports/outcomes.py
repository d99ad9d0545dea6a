"""What each verdict makes of a report."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from backend.reports import mending, merging, showing
from backend.reports.choices import Choice, Verdict, changes
from backend.reports.merging import Group, Sees
from backend.reports.moves import State
from backend.reports.ports import Reports
from backend.reports.report import Actor, Report, Step
from backend.reports.taking_back import taking_back


@dataclass(frozen=True, slots=True)
class Case:
    """A choice about a report, by whom and when.

    What `by` sees it may merge into, what `by` holds it may reopen or settle.
    """

    report: Report
    choice: Choice
    by: Actor
    at: datetime
    reports: Reports
    sees: Sees
    holds: Sees

    def step(self, state: State, **says: str) -> Step:
        detail = {**says, **showing.says(self.report, self.choice), **self.choice.beside}
        return Step(state, self.by, self.at, self.choice.reason, self.choice.words, detail)

    def moved(self, state: State, **says: str) -> Group:
        return Group(self.report.moved(self.step(state, **says)))


def of(case: Case) -> Group:
    """The report after it, and what goes with it. Raises MoveRefused, Unreadable."""
    return OUTCOMES[case.choice.verdict](case)


def _verified(case: Case) -> Group:
    """Verified while an agency is in charge, it is taken from that agency."""
    return case.moved(State.VERIFIED, **({"opd": ""} if case.report.opd else {}))


def _rejected(case: Case) -> Group:
    return case.moved(State.REJECTED)


def _asked(case: Case) -> Group:
    return case.moved(State.NEEDS_INFO, **({"photo": "wanted"} if case.choice.photo else {}))


def _elsewhere(case: Case) -> Group:
    return case.moved(case.report.state, **changes(case.choice, case.report))


def _handed(case: Case) -> Group:
    return case.moved(State.ASSIGNED, opd=case.choice.opd)


def _merged(case: Case) -> Group:
    step = case.step(State.DUPLICATE)
    return merging.merged(case.report, step, case.choice.head, reports=case.reports, sees=case.sees)


def _reopened(case: Case) -> Group:
    step = case.step(State.DUPLICATE)
    return merging.reopened(case.report, step, reports=case.reports, holds=case.holds)


def _mended(case: Case) -> Group:
    step, shown = case.step(State.DUPLICATE), case.choice.publish
    return mending.mended(case.report, step, shown, reports=case.reports, holds=case.holds)


def _shown(case: Case) -> Group:
    return case.moved(case.report.state, shown=str(len(case.choice.publish)))


def _undone(case: Case) -> Group:
    choice = case.choice
    step = taking_back(
        case.report, by=case.by, at=case.at, words=choice.words, beside=choice.beside, reports=case.reports
    )
    if case.report.head:
        group = merging.parted(case.report, step, reports=case.reports)
        settled = mending.taken_back(case.report, by=case.by, at=case.at, reports=case.reports)
        return replace(group, others=(*settled, *group.others))
    return Group(case.report.moved(step))


OUTCOMES: dict[Verdict, Callable[[Case], Group]] = {
    Verdict.VERIFY: _verified,
    Verdict.REJECT: _rejected,
    Verdict.ASK: _asked,
    Verdict.MOVE: _elsewhere,
    Verdict.ASSIGN: _handed,
    Verdict.MERGE: _merged,
    Verdict.REOPEN: _reopened,
    Verdict.RESOLVE: _mended,
    Verdict.SHOW: _shown,
    Verdict.UNDO: _undone,
}
