"""The way of a report as residents read it: the steps that stood, who held it, how the place looked after."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from backend.reports.moves import PUBLIC, UNDOES, State
from backend.reports.report import Report, Step
from backend.reports.wita import WITA

AFTER = "after"
"""A step that says so names photos (SHA-256) of how the place looked after it."""


def told(report: Report) -> list[dict[str, str]]:
    """Each public state it came to: `state`, `on` (a day in Bontang), `opd` (an agency's code).

    `opd` is who held it from then on, empty where that was the kelurahan.
    """
    found: list[dict[str, str]] = []
    opd, before = "", None
    for step in stood(report.steps):
        opd = step.detail.get("opd", opd)
        if step.state in PUBLIC and step.state is not before:
            found.append({"state": step.state.value, "on": day(step.at), "opd": opd})
        elif found and step.state is before:  # a note: the state lasts, who holds it may be another
            found[-1]["opd"] = opd
        before = step.state
    return found


def hand_overs(report: Report) -> int:
    """How often it was handed to an agency."""
    return sum(bool(step.detail.get("opd")) for step in stood(report.steps))


def stood(steps: Sequence[Step]) -> list[Step]:
    """Without what was taken back, and without the taking back."""
    return [step for _, step in numbered(steps)]


def numbered(steps: Sequence[Step]) -> list[tuple[int, Step]]:
    """Those that stood, each with the version it gave the report."""
    kept: list[tuple[int, Step]] = []
    for version, step in enumerate(steps, 1):
        if undone := step.detail.get(UNDOES):
            kept = [one for one in kept if one[0] < int(undone)]
        else:
            kept.append((version, step))
    return kept


def compared(report: Report, shown: Sequence[str]) -> dict[str, str | None]:
    """Of a fixed report, the first photo of how it was and of how it is; None unless there are both.

    `shown` are the photos residents see.
    """
    later = {sha256 for step in report.steps for sha256 in _after(step)}
    before = next((sha256 for sha256 in shown if sha256 not in later), None)
    after = next((sha256 for sha256 in _now(report) if sha256 in shown), None)
    both = before is not None and after is not None
    return {"before": before if both else None, "after": after if both else None}


def _now(report: Report) -> Iterator[str]:
    if report.state is State.RESOLVED:
        for step in reversed(stood(report.steps)):
            if step.state is not State.RESOLVED:
                return
            yield from _after(step)


def _after(step: Step) -> list[str]:
    return step.detail.get(AFTER, "").split()


def day(moment: datetime) -> str:
    """The date in Bontang; the minute could tell who stood there."""
    return moment.astimezone(WITA).date().isoformat()
