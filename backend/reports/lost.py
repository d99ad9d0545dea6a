"""What was begun and stands still: found by the sweep, asked for again or cleaned up."""

from datetime import datetime, timedelta

from backend.reports.archive import SETTLES_WITHIN
from backend.reports.ports import Chest, Clock, Kind, NotFound, Outbox, Reports, Work
from backend.reports.report import Photo, Report

ABANDONED_AFTER = timedelta(days=30)


def unarchived(*, reports: Reports, outbox: Outbox, clock: Clock) -> int:
    """Ask for the archive documents that are missing or out of date; how many."""
    now = clock()
    ids = reports.unarchived(now - SETTLES_WITHIN)
    outbox.add([Work(Kind.ARCHIVE, report_id) for report_id in ids], due=now)
    return len(ids)


def abandoned(*, reports: Reports, chest: Chest, clock: Clock) -> int:
    """Let go of chunks nobody has completed for a month; of how many photos.

    The words stay, and a phone that comes back after all sends those photos from their beginning. The bytes
    go first: without their row nobody would find them; a row without its bytes starts over by itself.
    """
    before = clock() - ABANDONED_AFTER
    begun = [
        (report_id, photo.sha256)
        for report_id in reports.abandoned(before)
        for photo in _photos_before(before, report_id, reports)
        if photo.offset and not photo.complete_at
    ]
    for report_id, sha256 in begun:
        chest.drop_chunks(report_id, sha256)
        reports.start_over(report_id, sha256)
    return len(begun)


def strays(*, reports: Reports, chest: Chest, clock: Clock) -> int:
    """Remove chunks no photo will ever be made of: a process was killed over them. Of how many photos."""
    now = clock()
    found = [(report, photo) for report, photo in chest.incoming() if _is_stray(report, photo, reports, now)]
    for report_id, sha256 in found:
        chest.drop_chunks(report_id, sha256)
    return len(found)


def _is_stray(report_id: str, sha256: str, reports: Reports, now: datetime) -> bool:
    try:
        report = reports.get(report_id)
    except NotFound:
        return True
    return any(_is_done_with(photo, report, now) for photo in report.photos if photo.sha256 == sha256)


def _is_done_with(photo: Photo, report: Report, now: datetime) -> bool:
    """Its original is sealed, or nothing of it was ever acknowledged and nobody came back."""
    if photo.stored_at:
        return True
    return not photo.offset and now - report.promised_at(photo) > ABANDONED_AFTER


def _photos_before(before: datetime, report_id: str, reports: Reports) -> list[Photo]:
    """Those promised before then: an answer may bring photos to an old report."""
    try:
        report = reports.get(report_id)
    except NotFound:
        return []
    return [photo for photo in report.photos if report.promised_at(photo) < before]
