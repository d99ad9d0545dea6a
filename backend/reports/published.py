"""What residents may know of a report, field by field.

Nothing is copied wholesale: a field that is not named here does not become public, whatever Report gains.
Left out on purpose: who sent it, from which device, the minute, the exact place, answers, flags, the number,
and the words between reviewer and sender. Of sensitive categories no cell is told, of some not even the RT.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from backend.reports import coarse
from backend.reports.moves import PUBLIC
from backend.reports.ports import Catalogue
from backend.reports.report import Photo, Report, Step
from backend.reports.showing import NOTE
from backend.reports.wita import WITA

EXCERPT = 140
"""Characters of the note on a list."""
_CONTACT = re.compile(r"\+?\d(?:[\s.()/-]*\d){8,}|[^\s@]+@[^\s@]+\.[^\s@]+")
"""Nine digits or more, however they are set apart (telephone, NIK, account), or an e-mail address."""


class NotPublic(Exception):
    """The report is in a state residents do not see."""


def full(report: Report, catalogue: Catalogue, members: Sequence[Report] = ()) -> dict[str, Any]:
    """For the report's own page, in plain JSON values. `members` are merged into it. Raises NotPublic."""
    return {
        **brief(report, catalogue, members),
        "note": note(report),
        "photos": _shown(report, members),
        "steps": [_step(step) for step in _moves(report.steps) if step.state in PUBLIC],
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
        "reported_on": _day(report.captured_estimate),
        "changed_on": _day(report.steps[-1].at),
    }


def _shown(report: Report, members: Sequence[Report]) -> list[str]:
    """Photos of all of them, the report's own first, each once."""
    every = (photo for one in (report, *members) for photo in one.photos)
    return list(dict.fromkeys(photo.sha256 for photo in every if _is_shown(photo)))


def _others(report: Report, members: Sequence[Report]) -> int:
    """How many beside its sender said so, by "Saya juga" or by a report of their own; each counts once."""
    family = (report, *members)
    said = {one.sender.owner for one in members} | {echo.by.owner for one in family for echo in one.echoes}
    return len(said - {report.sender.owner})


def note(report: Report) -> str:
    """The words residents read: as a reviewer let them through last, or else the sender's, masked."""
    chosen = (step.detail[NOTE] for step in reversed(report.steps) if NOTE in step.detail)
    return scrubbed(next(chosen, report.envelope.note))


def scrubbed(words: str) -> str:
    """Without what reaches a person: telephone numbers, NIK, e-mail addresses."""
    return _CONTACT.sub("•••", words).strip()


def _moves(steps: Sequence[Step]) -> list[Step]:
    """Without those that only noted something: the first of each state that lasts."""
    return [step for before, step in zip((None, *steps), steps, strict=False) if not _stays(before, step)]


def _stays(before: Step | None, step: Step) -> bool:
    return before is not None and before.state is step.state


def _step(step: Step) -> dict[str, str]:
    return {"state": step.state.value, "on": _day(step.at)}


def _is_shown(photo: Photo) -> bool:
    """A reviewer let it through, and there is a small copy to show."""
    return photo.public and photo.derived_at is not None and not photo.unusable


def shortened(words: str, most: int = EXCERPT) -> str:
    """One line of at most so many characters, cut between words."""
    flat = " ".join(words.split())
    return flat if len(flat) <= most else flat[: most - 1].rsplit(" ", 1)[0] + "…"


def _day(moment: datetime) -> str:
    """The date in Bontang; the minute could tell who stood there."""
    return moment.astimezone(WITA).date().isoformat()
