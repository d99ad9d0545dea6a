"""Whether a decision may be taken back: by who took it, within the hour."""

from datetime import datetime, timedelta

from backend.reports.moves import UNDOES, MoveRefused
from backend.reports.report import Actor, Step

WITHIN = timedelta(hours=1)
"""So long one's own last decision can be taken back."""


def is_own_and_fresh(last: Step, by: Actor, at: datetime) -> None:
    """Raise MoveRefused unless `by` took the step, within the hour."""
    if UNDOES in last.detail or last.by.id != by.id or last.by.kind == "sender":
        raise MoveRefused("only the own last decision can be undone")
    if "shown" in last.detail:
        raise MoveRefused("what residents see is chosen again, not taken back")
    if at - last.at > WITHIN:
        raise MoveRefused("it was decided more than an hour ago")


def may_go(step: Step, by: Actor, at: datetime) -> bool:
    try:
        is_own_and_fresh(step, by, at)
    except MoveRefused:
        return False
    return True
