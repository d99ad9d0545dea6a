"""What was begun and stands still: found by the sweep, asked for again or cleaned up."""

from datetime import timedelta

from backend.reports.ports import Clock, Kind, NotFound, Outbox, Reports, Work

SETTLES_WITHIN = timedelta(minutes=15)
"""A report whose photos take longer gets a first archive document without them."""
ABANDONED_AFTER = timedelta(days=30)


def unarchived(*, reports: Reports, outbox: Outbox, clock: Clock) -> int:
    """Ask for the archive documents that are missing or out of date; how many."""
    now = clock()
    ids = reports.unarchived(now - SETTLES_WITHIN)
    outbox.add([Work(Kind.ARCHIVE, report_id) for report_id in ids], due=now)
    return len(ids)


def abandoned(*, reports: Reports, outbox: Outbox, clock: Clock) -> int:
    """Let go of chunks nobody has completed for a month; how many reports.

    The words stay, and a phone that comes back after all sends those photos from their beginning.
    """
    now = clock()
    ids = reports.abandoned(now - ABANDONED_AFTER)
    for report_id in ids:
        _rewind(report_id, reports)
    outbox.add([Work(Kind.DISCARD, report_id) for report_id in ids], due=now)
    return len(ids)


def _rewind(report_id: str, reports: Reports) -> None:
    try:
        photos = reports.held(report_id).photos
    except NotFound:
        return
    for photo in photos:
        if photo.offset and not photo.complete_at:
            reports.start_over(report_id, photo.sha256)
