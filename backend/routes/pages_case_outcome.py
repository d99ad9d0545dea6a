"""What became of a decision, for the page's script: in the reader's words, so that the script needs none."""

from typing import Any

from flask import g

from backend.reports.report import Report, Step
from backend.routes.marker import API
from backend.routes.pages_labels import reason
from backend.routes.when import minute
from backend.words import say


def decided_as_told(report: Report) -> dict[str, Any]:
    return {"api": API, "id": report.id, "state": report.state.value, "version": report.version}


def meanwhile_told(report: Report) -> dict[str, Any]:
    """Who was faster, with what, and why."""
    last = report.steps[-1]
    return {
        "api": API,
        "status": 409,
        "state": last.state.value,
        "version": report.version,
        "title": _who(last),
        "outcome": say(f"shared.state.{last.state.value}"),
        "at": minute(last.at),
        "reason": reason(last.reason) if last.reason else "",
        "words": last.words,
    }


def _who(step: Step) -> str:
    if step.by.id == g.person.id:
        return say("review.meanwhile_own")
    return say("review.meanwhile", name=step.by.name or say("review.someone"))
