"""Which verdicts the page of a case offers, by the table of moves."""

from backend.reports import contesting
from backend.reports.choices import Verdict
from backend.reports.moves import MOVES, NOTES, MoveRefused, State
from backend.reports.report import Report
from backend.reports.taking_back import taking_back
from backend.routes.asker import actor
from backend.wiring import parts

S = State
OFFERED: dict[Verdict, frozenset[State]] = {
    Verdict.VERIFY: frozenset({S.RECEIVED, S.NEEDS_INFO}),
    Verdict.ASK: frozenset(state for state in S if S.NEEDS_INFO in MOVES[state]),
    Verdict.REJECT: frozenset(state for state in S if S.REJECTED in MOVES[state]),
    Verdict.MERGE: frozenset(state for state in S if S.DUPLICATE in MOVES[state]),
    Verdict.MOVE: NOTES["category"] | NOTES["kelurahan"],
    Verdict.SHOW: NOTES["shown"],
    Verdict.ASSIGN: frozenset(state for state in S if S.ASSIGNED in MOVES[state]),
}
"""From `assigned` an agency hands a case back to `verified`: that is no verdict of a reviewer."""


def can(report: Report) -> frozenset[str]:
    """Names of verdicts."""
    offered = {verdict.value for verdict, states in OFFERED.items() if report.state in states}
    if contesting.contested(report) and Verdict.MERGE.value in offered:
        offered.add(Verdict.REOPEN.value)
    if contesting.mended(report) and Verdict.MERGE.value in offered:
        offered.add(Verdict.RESOLVE.value)
    return frozenset(offered | ({Verdict.UNDO.value} if undoable(report) else set()))


def undoable(report: Report) -> bool:
    """Whether the asker may take back what was decided last."""
    try:
        taking_back(report, by=actor(), at=parts().clock(), words="", beside={}, reports=parts().reports)
    except MoveRefused:
        return False
    return True
