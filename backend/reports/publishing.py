"""What residents may see of a report is put where they see it, or taken away. The body of a task."""

from collections.abc import Callable, Mapping, Sequence

from backend.reports import showing
from backend.reports.moves import PUBLIC
from backend.reports.ports import (
    Chest,
    Darkroom,
    Kind,
    Lease,
    LeaseLost,
    NotFound,
    Outbox,
    Reports,
    Unusable,
    Work,
)
from backend.reports.report import Photo, Report

SIZES = (320, 1280)
"""Long edges in pixels."""
ACROSS = 720
"""Pixels of width: what a phone of two pixels to one shows across its own. Only residents see it, and what an
older version published has none."""
CITY = "city"
"""What a link to the site as such is about."""


def publish(
    lease: Lease,
    *,
    reports: Reports,
    outbox: Outbox,
    chest: Chest,
    darkroom: Darkroom,
    draw: Callable[[str, Sequence[str]], None],
) -> None:
    """Show the photos a reviewer let through, hide the others, then `draw` the documents residents read.

    What must vanish goes before the documents are drawn, what is shown lies there before they name it.
    """
    report_id = lease.work.report
    report = _kept(report_id, reports)
    missing = _settle(report, reports, chest, darkroom) if report else []
    places = report.places if report else tuple(lease.work.photo.split())
    draw(report_id, places)
    if not _kept(report_id, reports):  # removed, perhaps while its photos were put there
        chest.hide(report_id)
    follows = [Work(Kind.PACK, code) for code in places]
    follows += [Work(Kind.POSTER, subject) for subject in (report_id, *places, CITY)]
    try:
        outbox.finish(lease, work=[*missing, *follows])
    except LeaseLost:  # somebody began after us and we may have overwritten what they did: once more
        outbox.add([lease.work], due=lease.until)
        raise


def without(report: Report) -> Work:
    """Draw what residents read without the report: it is removed, so the work says where it was told of."""
    return Work(Kind.PUBLISH, report.id, " ".join(report.places))


def _kept(report_id: str, reports: Reports) -> Report | None:
    try:
        return reports.get(report_id)
    except NotFound:
        return None


def _settle(report: Report, reports: Reports, chest: Chest, darkroom: Darkroom) -> list[Work]:
    """Show or hide its photos, and under its own address those of what is merged into it.

    Whatever else lies there goes: what was parted from it, perhaps while it was being published.
    What is missing must be drawn: deriving it asks for publishing again.
    """
    if report.state not in PUBLIC:
        chest.hide(report.id)
        return []
    family = (report, *reports.members([report.id]).get(report.id, ()))
    shown = [(owner, photo) for owner in family for photo in owner.photos if photo.public]
    chest.hide(report.id, but={photo.sha256 for _, photo in shown})
    return [
        Work(Kind.DERIVE, owner.id, photo.sha256)
        for owner, photo in shown
        if not _show(report, owner, photo, chest, darkroom)
    ]


def _show(report: Report, owner: Report, photo: Photo, chest: Chest, darkroom: Darkroom) -> bool:
    """False when its copies are missing."""
    try:
        for size, copy in _fit_to_show(owner, photo, chest, darkroom).items():
            chest.show(report.id, photo.sha256, size, copy)
    except (NotFound, Unusable):
        return bool(photo.unusable)
    return True


def _fit_to_show(owner: Report, photo: Photo, chest: Chest, darkroom: Darkroom) -> Mapping[int, bytes]:
    """Our own copies, which tell nothing but the picture; drawn anew where something is covered."""
    if boxes := showing.covers(owner, photo):
        copies = darkroom.covered(chest.copy(owner.id, photo.sha256, max(SIZES)), boxes, SIZES)
    else:
        copies = {size: chest.copy(owner.id, photo.sha256, size) for size in SIZES}
    return {**copies, ACROSS: darkroom.across(copies[max(SIZES)], ACROSS)}
