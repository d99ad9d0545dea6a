"""A report that was removed leaves nothing behind, whatever was being done with it meanwhile.

Its sender took it back, asked to be forgotten, or its time is past.
"""

from collections.abc import Sequence
from datetime import datetime

from backend.reports import publishing
from backend.reports.ports import Chest, Effect, Kind, Lease, NotFound, Outbox, Reports, Work
from backend.reports.report import Report

_AT = "@"


def work_for(report: Report) -> list[Work]:
    """Removing what is kept of the report beside its row, which is gone by then: the work says where to look.

    Where residents read of it, that is drawn anew without it.
    """
    drawn = [publishing.without(report)] if report.was_public else []
    return [_in_bucket(report), *drawn]


def _in_bucket(report: Report) -> Work:
    return Work(Kind.DISCARD, report.id, f"{report.came_to}{_AT}{report.received_at.isoformat()}")


def clear(work: Work, chest: Chest) -> None:
    """Do that work."""
    kelurahan, _, received_at = work.photo.partition(_AT)
    chest.forget(work.report, kelurahan=kelurahan, received_at=datetime.fromisoformat(received_at))


def discard(lease: Lease, *, outbox: Outbox, chest: Chest) -> None:
    """Do it as the body of a task."""
    clear(lease.work, chest)
    outbox.finish(lease)


def finish(
    lease: Lease,
    report: Report,
    effects: Sequence[Effect] = (),
    work: Sequence[Work] = (),
    *,
    reports: Reports,
    outbox: Outbox,
    chest: Chest,
) -> None:
    """Record work that put something of the report into the chest, unless it was removed meanwhile.

    Looking after putting and before recording leaves no gap: a report removed later is cleared later.
    """
    if not _is_kept(report.id, reports):
        clear(_in_bucket(report), chest)
    outbox.finish(lease, effects, work)


def _is_kept(report_id: str, reports: Reports) -> bool:
    try:
        reports.held(report_id)
    except NotFound:
        return False
    return True
