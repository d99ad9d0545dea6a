"""A request to delete is carried out. The body of a task: it may run twice, and be killed at any point."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from backend.people.ports import LastAdmin
from backend.privacy.forgotten import forgotten, is_record
from backend.privacy.ports import ALARM, Request, Requests, Traces
from backend.reports import remains
from backend.reports.ports import Chest, Clock, Kind, Lease, NotFound, Outbox, Reports, Work
from backend.reports.report import Report
from backend.reports.standing_alone import part_from

SETTLES = timedelta(seconds=30)
"""A web process believes in a phone it knows for some seconds: what still comes in is let go of, too."""


def erase(
    lease: Lease,
    *,
    requests: Requests,
    traces: Traces,
    reports: Reports,
    outbox: Outbox,
    chest: Chest,
    clock: Clock,
) -> Request | None:
    """The request, with what became of how many reports, when it is done now.

    Nothing more comes in, then a tombstone that outlives every backup, then the reports, then the person.
    The person goes last: until then a worker that begins anew finds everything that is still to be done.
    The last admin keeps everything, sign-ins too, and the request stays open until there is another.
    """
    try:
        request = _still_wanted(lease.work.report, requests)
    except LastAdmin:  # the sweep asks again until there is another
        request = None
    if request and traces.shut_out(request.owner, clock()):
        outbox.postpone(lease, due=clock() + SETTLES, error="", counts=False)
        return None
    if request:
        owners = traces.owners(request.owner)
        chest.bury(owners, at=clock())
        traces.loosen_echoes(owners)
        for report_id in _each(owners, traces):
            request = _let_go(report_id, request, traces=traces, reports=reports, at=clock())
        traces.forget(request, owners, clock())
    outbox.finish(lease)
    return request


def _still_wanted(request_id: str, requests: Requests) -> Request | None:
    try:
        return requests.get(request_id) if requests.begun(request_id) else None
    except NotFound:
        return None


def _each(owners: Sequence[str], traces: Traces) -> Iterator[str]:
    """Whatever is left at this moment: what was let go of is not found any more."""
    while found := traces.reports_of(owners):
        yield from found


def _let_go(report_id: str, request: Request, *, traces: Traces, reports: Reports, at: datetime) -> Request:
    """The request, with one more report counted."""
    try:
        report = reports.get(report_id)
    except NotFound:
        return request
    if not _stays(report, reports):
        part_from(report.id, report.head or report.id, reports=reports, at=at)
        traces.remove(report_id, remains.work_for(report), at=at)
        return replace(request, removed=request.removed + 1)
    follows = [Work(Kind.ARCHIVE, report_id), Work(Kind.PUBLISH, report_id), remains.photos_of(report)]
    traces.rewrite(report_id, forgotten, follows, at=at)
    return replace(request, kept=request.kept + 1)


def _stays(report: Report, reports: Reports) -> bool:
    """Residents see it, or see it through what stands for it."""
    try:
        return is_record(reports.get(report.head) if report.head else report)
    except NotFound:  # what stood for it went
        return False


def ask_again(*, requests: Requests, outbox: Outbox, now: datetime) -> int:
    """For the sweep: requests whose work was lost on the way. How many are open and should have begun."""
    due = [request for request in requests.waiting(now) if request.begins_at <= now]
    outbox.add([Work(Kind.ERASE, request.id) for request in due], due=now)
    return len(due)


def bytes_left(outbox: Outbox, now: datetime) -> int:
    """Removals from the bucket that are late, or failed: the database has let go, and calls it done."""
    return outbox.late(Kind.DISCARD, now - ALARM)
