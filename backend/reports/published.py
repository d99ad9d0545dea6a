"""What residents may know of a report, field by field.

Nothing is copied wholesale: a field that is not named here does not become public, whatever Report gains.
Left out on purpose: who sent it, from which device, the minute, the exact place, answers, flags, the number,
and the words between reviewer and sender. Of sensitive categories no cell is told, of some not even the RT.
"""

import re
from collections.abc import Sequence
from typing import Any, Protocol

from backend.reports import coarse, contesting, course, deadlines, voices
from backend.reports.course import day
from backend.reports.moves import OPEN, PUBLIC
from backend.reports.ports import Calendar, Catalogue
from backend.reports.report import Photo, Report
from backend.reports.showing import NOTE

EXCERPT = 140
"""Characters of the note on a list."""
_CONTACT = re.compile(r"\+?\d(?:[\s.()/-]*\d){8,}|[^\s@]+@[^\s@]+\.[^\s@]+")
"""Nine digits or more, however they are set apart (telephone, NIK, account), or an e-mail address."""


class NotPublic(Exception):
    """The report is in a state residents do not see."""


class Known(Catalogue, Calendar, Protocol):
    """What the city says of categories and of days."""


def full(report: Report, city: Known, members: Sequence[Report] = ()) -> dict[str, Any]:
    """For the report's own page, in plain JSON values. `members` are merged into it. Raises NotPublic.

    `opd` is the agency that holds it while it is open, empty where that is the kelurahan.
    """
    shown, due = _shown(report, members), deadlines.due(report, city)
    return {
        **brief(report, city, members),
        "note": note(report),
        "photos": shown,
        "steps": course.told(report),
        "opd": report.opd if report.state in OPEN else "",
        "due_on": day(due) if due else None,
        "hand_overs": course.hand_overs(report),
        "confirmed": voices.confirmed(report),
        **course.compared(report, shown),
    }


def brief(report: Report, catalogue: Catalogue, members: Sequence[Report] = ()) -> dict[str, Any]:
    """For lists and maps. Raises NotPublic."""
    if report.state not in PUBLIC:
        raise NotPublic(report.state.value)
    shown = _shown(report, members)
    return {
        "id": report.id,
        "category": report.category,
        "kelurahan": report.kelurahan,
        "state": report.state.value,
        "excerpt": shortened(note(report)),
        "photo": shown[0] if shown else None,
        **coarse.shown(report.envelope.where, report.envelope.rt, catalogue.sensitive(report.category)),
        "me_too": _others(report, members),
        "reported_on": day(report.captured_estimate),
        "changed_on": day(report.steps[-1].at),
    }


def _shown(report: Report, members: Sequence[Report]) -> list[str]:
    """Photos of all of them, the report's own first, each once."""
    every = (photo for one in (report, *members) for photo in one.photos)
    return list(dict.fromkeys(photo.sha256 for photo in every if _is_shown(photo)))


def _others(report: Report, members: Sequence[Report]) -> int:
    """How many beside its sender said so, by "Saya juga" or by a report of their own; each counts once."""
    family = (report, *members)
    same = (one for one in members if not contesting.mended(one))  # those show that it is over
    said = {one.sender.owner for one in same} | {echo.by.owner for one in family for echo in one.echoes}
    return len(said - {report.sender.owner})


def note(report: Report) -> str:
    """The words residents read: as a reviewer let them through last, or else the sender's, masked."""
    chosen = (step.detail[NOTE] for step in reversed(report.steps) if NOTE in step.detail)
    return scrubbed(next(chosen, report.envelope.note))


def scrubbed(words: str) -> str:
    """Without what reaches a person: telephone numbers, NIK, e-mail addresses."""
    return _CONTACT.sub("•••", words).strip()


def _is_shown(photo: Photo) -> bool:
    """A reviewer let it through, and there is a small copy to show."""
    return photo.public and photo.derived_at is not None and not photo.unusable


def shortened(words: str, most: int = EXCERPT) -> str:
    """One line of at most so many characters, cut between words."""
    flat = " ".join(words.split())
    return flat if len(flat) <= most else flat[: most - 1].rsplit(" ", 1)[0] + "…"
