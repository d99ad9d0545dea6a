"""Somebody says that a place is not mended: a report about a report, in time to reopen it, or too late."""

from datetime import datetime

from backend.reports import deadlines
from backend.reports.moves import PUBLIC
from backend.reports.ports import Calendar, NotFound, Reports
from backend.reports.report import Report
from backend.reports.voices import SETTLED
from sync.envelope import Envelope

DAYS = 10
"""Working days after it was settled, within which a report may be reopened."""
CONTESTS, ABOUT = deadlines.URGENT, "about"
"""How the flag begins: it may be reopened; it is only named. Behind a colon follows the id."""


def flags(envelope: Envelope, at: datetime, *, reports: Reports, calendar: Calendar) -> tuple[str, ...]:
    """What the report is about, as it stands when it was captured; nothing of what residents do not see."""
    head = _head(envelope.about, reports)
    if head is None or head.state not in PUBLIC:
        return ()
    return (f"{CONTESTS if until(head, at, calendar) else ABOUT}:{head.id}",)


def until(report: Report, at: datetime, calendar: Calendar) -> datetime | None:
    """When it can be reopened no more, UTC; None where that is past, or it is not settled."""
    if report.state not in SETTLED:
        return None
    ends = deadlines.after(deadlines.since(report), DAYS, calendar.is_working)
    return ends if at <= ends else None


def contested(report: Report) -> str:
    """Id of the report it says is not mended, in time; empty when there is none."""
    return _named(report, CONTESTS)


def named(report: Report) -> str:
    """Id of the report it is about, in time or too late."""
    return _named(report, CONTESTS) or _named(report, ABOUT)


def _named(report: Report, kind: str) -> str:
    found = (flag.partition(":") for flag in report.flags)
    return next((report_id for code, _, report_id in found if code == kind), "")


def _head(report_id: str | None, reports: Reports) -> Report | None:
    """The report, or what stands for it by now."""
    try:
        found = reports.get(report_id) if report_id else None
        return reports.get(found.head) if found and found.head else found
    except NotFound:
        return None
