"""The life of a report: which state may follow which. The only such table in the project."""

from collections.abc import Collection
from enum import StrEnum


class State(StrEnum):
    """Where a report stands. What people read for each lies in the translation files."""

    RECEIVED = "received"
    NEEDS_INFO = "needs_info"
    VERIFIED = "verified"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    RESOLVED = "resolved"
    CLOSED_UNRESOLVED = "closed_unresolved"
    REOPENED = "reopened"
    REJECTED = "rejected"
    DUPLICATE = "duplicate"


S = State

MOVES: dict[State, frozenset[State]] = {
    S.RECEIVED: frozenset({S.VERIFIED, S.REJECTED, S.NEEDS_INFO, S.DUPLICATE}),
    S.NEEDS_INFO: frozenset({S.RECEIVED, S.VERIFIED, S.REJECTED, S.DUPLICATE}),
    S.VERIFIED: frozenset({S.ASSIGNED, S.IN_PROGRESS, S.RESOLVED, S.REJECTED, S.DUPLICATE}),
    S.ASSIGNED: frozenset({S.IN_PROGRESS, S.VERIFIED}),
    S.IN_PROGRESS: frozenset({S.RESOLVED, S.CLOSED_UNRESOLVED, S.ASSIGNED}),
    S.RESOLVED: frozenset({S.REOPENED}),
    S.CLOSED_UNRESOLVED: frozenset({S.REOPENED}),
    S.REOPENED: frozenset({S.ASSIGNED, S.IN_PROGRESS, S.RESOLVED, S.CLOSED_UNRESOLVED}),
    S.REJECTED: frozenset({S.RECEIVED}),
    S.DUPLICATE: frozenset({S.RECEIVED}),
}

PUBLIC: frozenset[State] = frozenset(
    {S.VERIFIED, S.ASSIGNED, S.IN_PROGRESS, S.RESOLVED, S.CLOSED_UNRESOLVED, S.REOPENED}
)
"""What a resident may see. A merged report (duplicate) is seen through its head."""

OPEN: frozenset[State] = frozenset({S.VERIFIED, S.ASSIGNED, S.IN_PROGRESS, S.REOPENED})
"""Published, and not settled yet: what somebody might be about to report again."""


NOTES: dict[str, frozenset[State]] = {
    "category": frozenset({S.RECEIVED, S.NEEDS_INFO}) | OPEN,
    "kelurahan": frozenset({S.RECEIVED, S.NEEDS_INFO, S.VERIFIED}),
    "heads": frozenset({S.DUPLICATE}),
    "shown": PUBLIC,
    "after": frozenset({S.RESOLVED}),
}
"""What a step may say about a report that stays in its state, and in which states. Nothing else stays."""


UNDOES = "undoes"
"""A step that says so takes back those from that version on."""


class MoveRefused(Exception):
    """The report cannot go from its present state to the one asked for."""


def check(now: State, then: State, says: Collection[str] = ()) -> None:
    """Raise MoveRefused unless the table allows the move, or it stays and `says` what may be noted here.

    What is undone goes a move, or a note, backwards.
    """
    noted = now is then and any(now in NOTES.get(what, ()) for what in says)
    undone = UNDOES in says and now in MOVES[then]
    if not (then in MOVES[now] or noted or undone):
        raise MoveRefused(f"{now} cannot become {then}")
