"""What a reviewer lets residents see: which parts of a photo are covered, and which words are read."""

import json
from collections.abc import Sequence
from typing import Any

from backend.reports.choices import Choice
from backend.reports.look import Box
from backend.reports.redacting import removed
from backend.reports.report import Photo, Report, Step

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


def is_seen_to(report: Report, photo: Photo) -> bool:
    """Whether a person or the machine has looked for what must be covered."""
    by_machine = photo.look is not None and photo.look.boxes is not None
    return by_machine or any(photo.sha256 in _chosen(step) for step in report.steps)


def covers(report: Report, photo: Photo) -> Sequence[Box]:
    """What nobody may see of a photo: as a person said last, or else as the machine proposes."""
    for step in reversed(report.steps):
        if (chosen := _chosen(step).get(photo.sha256)) is not None:
            return [Box(*part) for part in chosen]
    return (photo.look.boxes if photo.look else None) or ()


def _chosen(step: Step) -> dict[str, list[list[Any]]]:
    """The parts of each photo that a step covers."""
    found: dict[str, list[list[Any]]] = json.loads(step.detail.get(COVERS) or "{}")
    return found
