"""What residents may see of a report is put where they see it, or taken away. The body of a task."""

from collections.abc import Callable

from backend.reports.moves import PUBLIC
from backend.reports.ports import Chest, Kind, Lease, LeaseLost, NotFound, Outbox, Reports, Work
from backend.reports.report import Photo, Report

SIZES = (320, 1280)
"""Long edges in pixels."""


def publish(
    lease: Lease, *, reports: Reports, outbox: Outbox, chest: Chest, draw: Callable[[str], None]
) -> None:
    """Show the photos a reviewer let through, hide the others, then `draw` the documents residents read.

    What must vanish goes before the documents are drawn, what is shown lies there before they name it.
    """
    try:
        report = reports.get(lease.work.report)
    except NotFound:
        outbox.finish(lease)
        return
    missing = [photo.sha256 for photo in report.photos if not _settle(report, photo, chest)]
    draw(report.id)
    follows = [Work(Kind.DERIVE, report.id, sha256) for sha256 in missing]
    try:
        outbox.finish(lease, work=[*follows, Work(Kind.PACK, report.kelurahan)])
    except LeaseLost:  # somebody began after us and we may have overwritten what they did: once more
        outbox.add([lease.work], due=lease.until)
        raise


def _settle(report: Report, photo: Photo, chest: Chest) -> bool:
    """Show or hide a photo. False when its copies are missing: deriving them asks for publishing again."""
    if not photo.public or report.state not in PUBLIC:
        chest.hide(report.id, photo.sha256)
        return True
    try:
        for size in SIZES:
            chest.show(report.id, photo.sha256, size, chest.copy(report.id, photo.sha256, size))
    except NotFound:
        return bool(photo.unusable)
    return True
