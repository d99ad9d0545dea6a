"""A report that was removed leaves nothing behind, whatever was being done with it meanwhile.

Its sender took it back, asked to be forgotten, or its time is past. Only what this database removed is looked
for in the bucket: what it merely does not know is never taken for rubbish.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from backend.reports import publishing
from backend.reports.ports import Chest, Clock, Effect, Kind, Lease, NotFound, Outbox, Reports, Work
from backend.reports.report import Report

AGAIN_AFTER = timedelta(days=1)
"""Of what was being done with a report when it was removed nothing lasts so long, be it killed meanwhile."""

_AT, _AGAIN = "@", "again"


def work_for(report: Report) -> list[Work]:
    """Removing what is kept of the report beside its row, which is gone by then: the work says where to look.

    Where residents read of it, that is drawn anew without it.
    """
    drawn = [publishing.without(report)] if report.was_public else []
    return [_in_bucket(report), *drawn]


def _in_bucket(report: Report) -> Work:
    return Work(Kind.DISCARD, report.id, f"{report.came_to}{_AT}{report.received_at.isoformat()}")


def discard(lease: Lease, *, reports: Reports, outbox: Outbox, chest: Chest, clock: Clock) -> None:
    """Do it. The body of a task.

    Once more a day later: a worker that was killed after it had put something there could not look any more.
    A report that was sent again keeps what it has; while this lasts it cannot be (see stores/keeping.py).
    """
    kelurahan, received_at, *again = lease.work.photo.split(_AT)
    if not again:
        outbox.add([_once_more(lease.work)], due=clock() + AGAIN_AFTER)
    if not _number(lease.work.report, reports):
        chest.forget(lease.work.report, kelurahan=kelurahan, received_at=datetime.fromisoformat(received_at))
    outbox.finish(lease)


def _once_more(work: Work) -> Work:
    return replace(work, photo=f"{work.photo}{_AT}{_AGAIN}")


def finish(
    lease: Lease,
    report: Report,
    effects: Sequence[Effect] = (),
    work: Sequence[Work] = (),
    *,
    reports: Reports,
    outbox: Outbox,
) -> None:
    """Record work that put something of the report into the chest; where it was removed meanwhile that goes.

    Looking after putting and before recording leaves no gap: a report removed later is cleared later. One
    that was sent again has another number, and what was written of the former one is written anew.
    """
    if _number(report.id, reports) != report.number:
        effects, work = (), (_in_bucket(report), Work(Kind.ARCHIVE, report.id))
    outbox.finish(lease, effects, work)


def _number(report_id: str, reports: Reports) -> str:
    """Of the report that is kept under this id; empty when none is."""
    try:
        return reports.held(report_id).number
    except NotFound:
        return ""
