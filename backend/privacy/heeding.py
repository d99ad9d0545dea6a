"""A backup may be older than somebody's wish to be forgotten: what it brings back of them goes again."""

from collections.abc import Collection
from dataclasses import replace

from backend.privacy.forgotten import forgotten, is_record, loosened, unsaid, unseen
from backend.reports.moves import State
from backend.reports.ports import Chest, mark_of
from backend.reports.report import Report, Sender


def heeded(report: Report, buried: Collection[str], *, chest: Chest) -> Report | None:
    """The report as it may be kept; None when it may not. `buried` are the marks of who was forgotten."""
    loose = (loosened(echo) if _is_of(echo.by, buried) else echo for echo in report.echoes)
    said = (unsaid(voice) if _is_of(voice.by, buried) else voice for voice in report.voices)
    report = replace(report, echoes=tuple(loose), voices=tuple(said))
    if not _is_of(report.sender, buried):
        return report
    if not (is_record(report) or report.state is State.DUPLICATE):  # what it stands behind is not read yet
        chest.forget(report.id, kelurahan=report.came_to, received_at=report.received_at)
        return None
    for photo in unseen(report):
        chest.forget_photo(report, photo)
    kept = forgotten(report)
    chest.write_archive(kept)
    return kept


def _is_of(sender: Sender, buried: Collection[str]) -> bool:
    return mark_of(sender.owner) in buried or mark_of(sender.device) in buried
