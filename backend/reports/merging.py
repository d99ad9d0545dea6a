"""Several reports of one thing become one case, and may be parted again.

Each of them keeps its own history and says in it what stands for it: `heads`, from what it was merged into to
what that was merged into. The last of them, the head, stands for all; the others are its members.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from backend.reports import contesting, moves
from backend.reports.moves import OPEN, State
from backend.reports.ports import NotFound, Reports
from backend.reports.report import Report, Step
from backend.reports.voices import SETTLED
from sync import number
from sync.envelope import Problem, Unreadable

HEADS = frozenset({State.RECEIVED, State.NEEDS_INFO}) | OPEN
"""States a report may be in that others are merged into: it is still to be judged, or to be mended."""

Sees = Callable[[Report], bool]


@dataclass(frozen=True, slots=True)
class Group:
    """A report after its step, `others` that go with it, and who must stand behind whom then (by ids).

    `heads` are the reports that stand, or stood, for it: what residents read of them changes.
    """

    report: Report
    others: tuple[Report, ...] = ()
    members: dict[str, frozenset[str]] = field(default_factory=dict)
    heads: tuple[str, ...] = ()


def merged(report: Report, step: Step, into: str, *, reports: Reports, sees: Sees) -> Group:
    """The report behind another, and its members with it. Raises Unreadable, MoveRefused."""
    moves.check(report.state, State.DUPLICATE)  # what is merged already is parted first
    target = _target(report, into, reports, sees)
    return merged_into(report, step, (target.id, *target.heads), reports)


def merged_into(report: Report, step: Step, way: Sequence[str], reports: Reports) -> Group:
    """`way` are the ids from what it is merged into to what stands for all."""
    others = reports.members([report.id]).get(report.id, ())
    return Group(
        report.moved(_behind(step, way)),
        tuple(other.moved(_behind(_aside(step), (*other.heads, *way))) for other in others),
        {report.id: frozenset()},
        tuple(way[-1:]),
    )


def reopened(report: Report, step: Step, *, reports: Reports, holds: Sees) -> Group:
    """The report behind the settled one it contests, and that open again. Raises Unreadable, MoveRefused."""
    moves.check(report.state, State.DUPLICATE)
    head = settled(report, reports)
    if not holds(head):
        raise Unreadable(
            Problem("head", f"belongs to {head.kelurahan}: hand this one over to it", "elsewhere")
        )
    group = merged_into(report, step, (head.id,), reports)
    again = head.moved(replace(_aside(step), state=State.REOPENED))
    return replace(group, others=(again, *group.others))


def settled(report: Report, reports: Reports) -> Report:
    """What it contests, as that stands now; it may have been merged itself since. Raises Unreadable."""
    try:
        found = reports.get(contesting.contested(report))
        head = reports.get(found.head) if found.head else found
    except NotFound as cause:
        raise Unreadable(Problem("head", "contests no report that could be reopened", "unknown")) from cause
    if head.state not in SETTLED:
        raise Unreadable(Problem("head", f"stands at {head.state}: it is open already", "open"))
    return head


def parted(report: Report, step: Step, *, reports: Reports) -> Group:
    """The report on its own feet again, and whatever had come with it behind it. Raises MoveRefused."""
    family = reports.members([report.head]).get(report.head, ())
    come = [other for other in family if report.id in other.heads]
    stay = frozenset(other.id for other in family) - {report.id} - {other.id for other in come}
    others = tuple(other.moved(_behind(_aside(step), _up_to(other, report.id))) for other in come)
    return Group(
        report.moved(step),
        others,
        {report.head: stay, report.id: frozenset(other.id for other in come)},
        (report.head,),
    )


def _behind(step: Step, way: Sequence[str]) -> Step:
    return replace(step, state=State.DUPLICATE, detail={**step.detail, "heads": " ".join(way)})


def _aside(step: Step) -> Step:
    """What is said of those that only go with the one decided about."""
    return Step(State.DUPLICATE, step.by, step.at)


def _up_to(other: Report, head: str) -> tuple[str, ...]:
    return other.heads[: other.heads.index(head) + 1]


def _target(report: Report, into: str, reports: Reports, sees: Sees) -> Report:
    """The report that was named, by id or number. Raises Unreadable."""
    found = _found(into, reports)
    if found is None or not sees(found):
        raise Unreadable(Problem("head", "names no report that can be seen here", "unknown"))
    if report.id in {found.id, *found.heads}:
        raise Unreadable(Problem("head", "is this report, or merged into it", "itself"))
    head = reports.get(found.head) if found.head else found
    if head.state not in HEADS:
        raise Unreadable(Problem("head", f"stands at {head.state}: nothing is merged into it", "settled"))
    return found


def _found(named: str, reports: Reports) -> Report | None:
    try:
        return reports.get(named)
    except NotFound:
        pass
    try:
        return reports.by_number(number.read(named))
    except (NotFound, ValueError):
        return None
