"""What residents may see of a report is put where they see it, or taken away. The body of a task."""

from collections.abc import Callable

from backend.reports.moves import PUBLIC
from backend.reports.ports import Chest, Lease, NotFound, Outbox, Reports
from backend.reports.report import Report

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
    for photo in report.photos:
        if photo.public and report.state in PUBLIC:
            _show(report, photo.sha256, chest)
        else:
            chest.hide(report.id, photo.sha256)
    draw(report.id)
    outbox.finish(lease)


def _show(report: Report, sha256: str, chest: Chest) -> None:
    for size in SIZES:
        chest.show(report.id, sha256, size, chest.copy(report.id, sha256, size))
