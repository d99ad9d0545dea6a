"""A report that was removed leaves nothing behind, whatever was being done with it meanwhile.

Its sender took it back, asked to be forgotten, or its time is past. Only what this database removed is looked
for in the bucket: what it merely does not know is never taken for rubbish.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from backend.reports import publishing
from backend.reports.ports import Chest, Clock, Effect, Held, Kind, Lease, NotFound, Outbox, Reports, Work
from backend.reports.report import GONE, Report

AGAIN_AFTER = timedelta(days=1)
"""Of what was being done with a report when it was removed nothing lasts so long, be it killed meanwhile."""

_AT, _AGAIN, _ORIGINALS = "@", "again", "originals"


def work_for(report: Report) -> list[Work]:
    """Removing what is kept of the report beside its row, which is gone by then: the work says where to look.

    Where residents read of it, that is drawn anew without it.
    """
    drawn = [publishing.without(report)] if report.was_public else []
    return [_in_bucket(report), *drawn]


def photos_of(report: Report, *, originals: bool = False) -> Work:
    """Removing the photos of a report that stays which went with their sender.

    With `originals` of the others what is sealed: residents see their copies.
    """
    work = _in_bucket(report)
    return _marked(work, _ORIGINALS) if originals else work


def _in_bucket(report: Report) -> Work:
    return Work(Kind.DISCARD, report.id, f"{report.came_to}{_AT}{report.received_at.isoformat()}")


def _marked(work: Work, mark: str) -> Work:
    return replace(work, photo=f"{work.photo}{_AT}{mark}")


def discard(lease: Lease, *, reports: Reports, outbox: Outbox, chest: Chest, clock: Clock) -> None:
    """Remove what the database says is gone. The body of a task.

    Once more a day later: a worker that was killed after it had put something there could not look any more.
    A report that was sent again keeps what it has, and nothing where it lay before in another month or
    kelurahan; while this lasts it cannot be sent again (see stores/keeping.py).
    """
    work = lease.work
    kelurahan, received_at, *marks = work.photo.split(_AT)
    at = datetime.fromisoformat(received_at)
    if _AGAIN not in marks:
        outbox.add([_marked(work, _AGAIN)], due=clock() + AGAIN_AFTER)
    try:
        report = reports.get(work.report)
    except NotFound:
        chest.forget(work.report, kelurahan=kelurahan, received_at=at)
    else:
        chest.forget_elsewhere(report, kelurahan=kelurahan, received_at=at)
        _thin(report, chest, originals=_ORIGINALS in marks and report.received_at == at)
    outbox.finish(lease)


def _thin(report: Report, chest: Chest, *, originals: bool) -> None:
    for photo in report.photos:
        if photo.unusable == GONE:
            chest.forget_photo(report, photo)
        elif originals:
            chest.drop_original(report, photo)


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
    now = _held(report.id, reports)
    if now is None or now.number != report.number:
        effects, work = (), (_in_bucket(report), Work(Kind.ARCHIVE, report.id))
    elif _gone(now) != _gone(report):
        work = (*work, _in_bucket(report))
    outbox.finish(lease, effects, work)


def _gone(kept: Report | Held) -> set[str]:
    return {photo.sha256 for photo in kept.photos if photo.unusable == GONE}


def _held(report_id: str, reports: Reports) -> Held | None:
    try:
        return reports.held(report_id)
    except NotFound:
        return None
