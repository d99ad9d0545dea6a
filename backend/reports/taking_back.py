"""What a decision did is taken back by a step of its own; nothing is erased."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from backend.reports.moves import UNDOES, MoveRefused, State
from backend.reports.report import Actor, Report, Step

WITHIN = timedelta(hours=1)
"""So long one's own last decision can be taken back."""
ALWAYS = frozenset({State.REJECTED, State.DUPLICATE})
"""Taken back at any time, by whoever reviews the case: an appeal, or two things that were not the same."""
BY = "mended_by"
"""A step that says so came with the decision about that report (its id), and is taken back with it."""
RESTORED = ("category", "kelurahan", "opd", "heads", "after")
"""What a step may have changed beside the state."""


def taking_back(report: Report, *, by: Actor, at: datetime, words: str, beside: dict[str, str]) -> Step:
    """The step after which the report is as before. Raises MoveRefused when it is not for `by`."""
    last = report.steps[-1]
    if BY in last.detail:
        raise MoveRefused("it is taken back with the report that shows it")
    if report.state not in ALWAYS:
        is_own_and_fresh(last, by, at)
    return backwards(report, by=by, at=at, words=words, beside=beside)


def backwards(
    report: Report, *, by: Actor, at: datetime, words: str = "", beside: Mapping[str, str] | None = None
) -> Step:
    """The step after which the report is as before, whoever it is for. Raises MoveRefused."""
    before = _before(report)
    said = {what for step in report.steps[before.version :] for what in step.detail if what in RESTORED}
    restored = {what: before.said(what) for what in said}
    detail = {UNDOES: str(before.version + 1), **restored, **(beside or {})}
    return Step(before.state, by, at, words=words, detail=detail)


def is_own_and_fresh(last: Step, by: Actor, at: datetime) -> None:
    """Raise MoveRefused unless `by` took the step, within the hour."""
    if UNDOES in last.detail or last.by.id != by.id or last.by.kind == "sender":
        raise MoveRefused("only the own last decision can be undone")
    if "shown" in last.detail:
        raise MoveRefused("what residents see is chosen again, not taken back")
    if at - last.at > WITHIN:
        raise MoveRefused("it was decided more than an hour ago")


def _before(report: Report) -> Report:
    """As it was before its last decision; before it was merged, however often its head was merged since."""
    count = report.version - 1
    while report.state is State.DUPLICATE and report.steps[count - 1].state is State.DUPLICATE:
        count -= 1
    if not count:
        raise MoveRefused("there is nothing to undo")
    return report.until(count)
