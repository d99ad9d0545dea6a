"""A report about a report: its place is mended, or is not; in time to change how that stands, or too late."""

from datetime import datetime

from backend.reports import deadlines
from backend.reports.moves import OPEN, PUBLIC, State
from backend.reports.ports import Calendar, NotFound, Reports
from backend.reports.report import Report
from backend.reports.voices import SETTLED
from sync.envelope import Envelope

DAYS = 10
"""Working days after it was settled, within which a report may be reopened."""
CONTESTS, MENDS, ABOUT = deadlines.URGENT, "mends", "about"
"""How the flag begins: what it is about may be reopened; may be settled; is only named.

Behind a colon follows the id."""
MENDABLE = OPEN | {State.RESOLVED}
"""States of what somebody may show to be mended: it is open still, or lacks a picture of how it looks now."""


def flags(envelope: Envelope, at: datetime, *, reports: Reports, calendar: Calendar) -> tuple[str, ...]:
    """What the report is about, as it stands when it was captured; nothing of what residents do not see."""
    head = _head(envelope.about, reports)
    if head is None or head.state not in PUBLIC:
        return ()
    return (f"{_kind(envelope, head, at, calendar)}:{head.id}",)


def _kind(envelope: Envelope, head: Report, at: datetime, calendar: Calendar) -> str:
    """Good news is not mended: nothing was to be done about it."""
    if envelope.mended:
        is_for_mending = head.state in MENDABLE and calendar.resolve_days(head.category) is not None
        return MENDS if is_for_mending else ABOUT
    return CONTESTS if until(head, at, calendar) else ABOUT


def until(report: Report, at: datetime, calendar: Calendar) -> datetime | None:
    """When it can be reopened no more, UTC; None where that is past, or it is not settled."""
    if report.state not in SETTLED:
        return None
    ends = deadlines.after(deadlines.since(report), DAYS, calendar.is_working)
    return ends if at <= ends else None


def contested(report: Report) -> str:
    """Id of the report it says is not mended, in time; empty when there is none."""
    return _named(report, CONTESTS)


def mended(report: Report) -> str:
    """Id of the report it shows to be mended; empty when there is none."""
    return _named(report, MENDS)


def named(report: Report) -> str:
    """Id of the report it is about, in time or too late."""
    return _named(report, CONTESTS, MENDS, ABOUT)


def _named(report: Report, *kinds: str) -> str:
    found = (flag.partition(":") for flag in report.flags)
    return next((report_id for code, _, report_id in found if code in kinds), "")


def _head(report_id: str | None, reports: Reports) -> Report | None:
    """The report, or what stands for it by now."""
    try:
        found = reports.get(report_id) if report_id else None
        return reports.get(found.head) if found and found.head else found
    except NotFound:
        return None
