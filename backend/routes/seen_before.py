"""Pictures like those of a report, in other reports the asker may see."""

from dataclasses import dataclass

from flask import g

from backend.reports.ports import Alike
from backend.reports.report import Report
from backend.wiring import parts


@dataclass(frozen=True, slots=True)
class Seen:
    """Which of the report's own photos (SHA-256), and where there is one like it."""

    own: str
    alike: Alike


def seen_before(report: Report) -> list[Seen]:
    """Each other report once, the likest first."""
    looks = [(photo.sha256, photo.look.likeness) for photo in report.photos if photo.look]
    found = [
        Seen(own, alike)
        for own, likeness in looks
        if likeness
        for alike in parts().likenesses.alike(likeness, but=report.id)
        if g.scopes.covers(alike.kelurahan)
    ]
    likest: dict[str, Seen] = {}
    for seen in sorted(found, key=lambda seen: seen.alike.apart):
        likest.setdefault(seen.alike.report, seen)
    return list(likest.values())
