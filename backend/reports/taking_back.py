"""What a decision did is taken back by a step of its own; nothing is erased."""

from collections.abc import Mapping
from datetime import datetime

from backend.reports import proofs
from backend.reports.fresh import is_own_and_fresh
from backend.reports.moves import UNDOES, MoveRefused, State
from backend.reports.ports import Reports
from backend.reports.report import Actor, Report, Step

ALWAYS = frozenset({State.REJECTED, State.DUPLICATE})
"""Taken back at any time, by whoever reviews the case: an appeal, or two things that were not the same."""
RESTORED = ("category", "kelurahan", "opd", "heads", "after")
"""What a step may have changed beside the state."""


def taking_back(
    report: Report, *, by: Actor, at: datetime, words: str, beside: dict[str, str], reports: Reports
) -> Step:
    """The step after which the report is as before. Raises MoveRefused when it is not for `by`."""
    if proofs.standing(report, reports):
        raise MoveRefused("it is taken back with the report that shows it")
    if left := proofs.gone(report, reports):  # parted, so that it is undone by itself
        is_own_and_fresh(left[0][1], by, at)
    elif report.state not in ALWAYS:
        is_own_and_fresh(report.steps[-1], by, at)
    first = proofs.first_to_go(left, reports) or _last(report)
    return backwards(report, first, by=by, at=at, words=words, beside=beside)


def backwards(
    report: Report,
    first: int,
    *,
    by: Actor,
    at: datetime,
    words: str = "",
    beside: Mapping[str, str] | None = None,
) -> Step:
    """The step after which the report is as before the version `first`. Raises MoveRefused."""
    before = report.until(first - 1)
    if not before.steps:
        raise MoveRefused("there is nothing to undo")
    said = {what for step in report.steps[before.version :] for what in step.detail if what in RESTORED}
    restored = {what: before.said(what) for what in said}
    detail = {UNDOES: str(first), **restored, **(beside or {})}
    return Step(before.state, by, at, words=words, detail=detail)


def _last(report: Report) -> int:
    """The version its last decision gave it; where it is merged, that which merged it first."""
    first = report.version
    while report.state is State.DUPLICATE and report.steps[first - 2].state is State.DUPLICATE:
        first -= 1
    return first
