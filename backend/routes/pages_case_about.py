"""A case about an earlier report: that as it stands now, and a photo of each to compare."""

from collections.abc import Callable
from dataclasses import dataclass

from backend.reports import alike, contesting, mending, merging
from backend.reports.alike import Candidate
from backend.reports.ports import NotFound, Reports
from backend.reports.report import Photo, Report
from backend.routes.api_duplicates import as_seen
from backend.routes.deciding import held, seen
from backend.routes.faults import by_field
from backend.routes.pages_labels import kelurahan_name
from backend.wiring import parts
from backend.words import say
from sync.envelope import Unreadable


@dataclass(frozen=True, slots=True)
class About:
    """`earlier` and `now` are addresses of pictures, empty where there is none the asker may see.

    `why_not` says in words why the asker cannot give the verdict it asks for; empty where they can.
    """

    other: Candidate
    earlier: str
    now: str
    why_not: str = ""


def about(report: Report) -> About | None:
    """None for a report of its own, or about one that is gone or the asker may know nothing of."""
    try:
        earlier = _standing(parts().reports.get(contesting.named(report)))
    except NotFound:
        return None
    if not seen(earlier):
        return None
    other = as_seen(alike.compared(report, earlier), report)
    return About(other, _picture(earlier, is_held=held(earlier)), _picture(report), _why_not(report))


def _standing(report: Report) -> Report:
    """The report, or what stands for it by now."""
    return parts().reports.get(report.head) if report.head else report


def _picture(report: Report, *, is_held: bool = True) -> str:
    """Of a report of another kelurahan, what residents see."""
    ready = (photo for photo in report.photos if photo.derived_at and not photo.unusable)
    shown = next((photo for photo in ready if is_held or photo.public), None)
    return _address(report, shown, is_held=is_held) if shown else ""


def _address(report: Report, photo: Photo, *, is_held: bool) -> str:
    if is_held:
        return f"/api/v1/reports/{report.id}/photos/{photo.sha256}/1280"
    return f"/media/{report.id}/{photo.sha256}/1280.webp"


def _why_not(report: Report) -> str:
    if contesting.mended(report):
        return _obstacle(report, mending.mendable, "mending.elsewhere")
    if contesting.contested(report):
        return _obstacle(report, merging.settled, "contest.elsewhere")
    return ""


def _obstacle(report: Report, found: Callable[[Report, Reports], Report], elsewhere: str) -> str:
    try:
        earlier = found(report, parts().reports)
    except Unreadable as why:
        return by_field(why)["head"]
    return "" if held(earlier) else say(elsewhere, place=kelurahan_name(earlier.kelurahan))
