"""What a reviewer lets residents see: which parts of a photo are covered, and which words are read."""

import json
from collections.abc import Sequence

from backend.reports.choices import Choice
from backend.reports.look import Box
from backend.reports.redacting import removed
from backend.reports.report import Photo, Report

COVERS, NOTE, REDACTED = "covers", "public_note", "redacted"
"""What a step says of it, by name."""


def says(report: Report, choice: Choice) -> dict[str, str]:
    """For the step's detail. Of what was taken out of the words only the kind is kept."""
    said: dict[str, str] = {}
    if choice.covers is not None:
        said[COVERS] = json.dumps({photo: list(map(list, parts)) for photo, parts in choice.covers.items()})
    if choice.public_note is not None:
        said[NOTE] = choice.public_note.strip()
        said[REDACTED] = " ".join(removed(report.envelope.note, choice.public_note))
    return said


def covers(report: Report, photo: Photo) -> Sequence[Box]:
    """What nobody may see of a photo: as a person said last, or else as the machine proposes."""
    for step in reversed(report.steps):
        chosen = json.loads(step.detail.get(COVERS) or "{}")
        if photo.sha256 in chosen:
            return [Box(*part) for part in chosen[photo.sha256]]
    return (photo.look.boxes if photo.look else None) or ()
