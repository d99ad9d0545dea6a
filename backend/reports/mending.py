"""A photo shows that a place is mended: one decision settles the report it is about, with this one behind it.

The photo comes with a report about that report, from a resident or from somebody in the field: nothing is
settled without one.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import dropwhile

from backend.reports import contesting, course, merging, moves, proofs
from backend.reports.fresh import may_go
from backend.reports.merging import Group, Sees
from backend.reports.moves import MOVES, State
from backend.reports.ports import NotFound, Reports
from backend.reports.proofs import BY
from backend.reports.report import Actor, Report, Step
from backend.reports.taking_back import backwards
from sync.envelope import Problem, Unreadable


def mended(report: Report, step: Step, shown: Sequence[str], *, reports: Reports, holds: Sees) -> Group:
    """The report behind what it is about, and that settled: `shown` are photos (SHA-256) of how it looks now.

    Raises Unreadable, MoveRefused.
    """
    moves.check(report.state, State.DUPLICATE)
    head = mendable(report, reports)
    if not holds(head):
        raise Unreadable(Problem("head", f"belongs to {head.kelurahan}", "mended_elsewhere"))
    group = merging.merged_into(report, step, (head.id,), reports)
    says = {course.AFTER: " ".join(shown), BY: report.id}
    settled = head.moved(Step(State.RESOLVED, step.by, step.at, detail=says))
    return replace(group, others=(settled, *group.others))


def mendable(report: Report, reports: Reports) -> Report:
    """What it shows to be mended, as that stands now; it may have been merged itself. Raises Unreadable.

    What was handed to an agency that has not begun with it is settled by that agency (moves.py).
    """
    try:
        found = reports.get(contesting.mended(report))
        head = reports.get(found.head) if found.head else found
    except NotFound as cause:
        raise _unfit("shows no report that could be settled") from cause
    if head.id == report.id:  # what it shows was merged into it meanwhile
        raise _unfit("is this report")
    if head.state is not State.RESOLVED and State.RESOLVED not in MOVES[head.state]:
        raise _unfit(f"stands at {head.state}: it cannot be settled", handed=head.state is State.ASSIGNED)
    return head


def _unfit(why: str, *, handed: bool = False) -> Unreadable:
    return Unreadable(Problem("head", why, "handed" if handed else "not_mendable"))


def taken_back(report: Report, *, by: Actor, at: datetime, reports: Reports) -> tuple[Report, ...]:
    """What it settled, as it stood before; nothing where that is too late, or not for `by` to take back.

    While another photo shows the same, that keeps it settled.
    """
    if not contesting.mended(report):
        return ()
    head = reports.get(report.head)
    left = proofs.gone(head, reports, parting=report.id)
    own = dropwhile(lambda one: one[1].detail[BY] != report.id or not may_go(one[1], by, at), left)
    first = proofs.first_to_go(own, reports)
    return () if first is None else (head.moved(backwards(head, first, by=by, at=at)),)
