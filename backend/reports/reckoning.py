"""The order of the queue follows the calendar: kept due dates are reckoned again when it changes."""

from backend.reports.ports import Clock, Reckoned, Reports

AT_ONCE = 200
"""Reports in one transaction: others write in between."""


def reckon(mark: str, *, reports: Reports, until_s: float, clock: Clock) -> Reckoned:
    """Bring kept due dates up to the calendar that bears this mark, for so many seconds.

    What is left is gone on with next time; where all is done, that is found out with one look.
    """
    end, looked, mended = clock().timestamp() + until_s, 0, 0
    while part := reports.reckon(mark, most=AT_ONCE):
        looked, mended = looked + part.looked, mended + part.mended
        if part.looked < AT_ONCE or clock().timestamp() >= end:
            break
    return Reckoned(looked, mended)
