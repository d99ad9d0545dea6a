"""The sender's own reports, for the list on the phone."""

from datetime import UTC, datetime
from typing import Any

from apiflask import APIBlueprint
from flask import g, jsonify, request
from flask.typing import ResponseReturnValue

from backend.reports.notices import LATE
from backend.reports.ports import Line
from backend.routes.described import CUSTODY, TEXT, TIME, answer, many, maybe, record, tells
from backend.routes.doors_phone import senders_only
from backend.routes.marker import API
from backend.step_words import beside
from backend.wiring import parts
from sync.envelope import Problem, Unreadable

bp = APIBlueprint("api_mine", __name__, url_prefix="/api/v1/reports", tag="sync")

EARLIEST = datetime(2020, 1, 1, tzinfo=UTC)
"""Before any report."""

MINE = record(
    reports=many(
        {
            "type": "object",
            "properties": {
                "id": TEXT,
                "number": TEXT,
                "state": CUSTODY,
                "category": TEXT,
                "kelurahan": TEXT,
                "received_at": TIME,
                "step": {
                    "type": "object",
                    "properties": {
                        "state": TEXT,
                        "at": TIME,
                        "reason": TEXT,
                        "words": TEXT,
                        "note": maybe(
                            {
                                "type": "object",
                                "properties": {"id": TEXT, "en": TEXT},
                                "description": "What the step says beside the state, by language.",
                            }
                        ),
                    },
                },
                "answered": {"type": "boolean", "description": "The last step is the sender's answer."},
            },
        }
    )
)


@bp.get("/mine")
@bp.doc(
    **tells(
        {200: answer("Newest first.", MINE), 304: answer("As the ETag says.")},
        refuses=(401, 422, 503),
        headers=("If-None-Match",),
        query=("since",),
    )
)
@senders_only
def get_mine() -> ResponseReturnValue:
    """State, number and last step of what this person, or this anonymous device, has sent."""
    lines = parts().reports.lines_of(g.sender, since=_since())
    told = jsonify({"api": API, "reports": [_told(line) for line in lines]})
    # Phones are shared: the phone keeps it itself, for each person apart, with the ETag it asks again by.
    told.headers["Cache-Control"] = "no-store"
    told.add_etag()
    told.make_conditional(request)
    return told


def _told(line: Line) -> dict[str, Any]:
    step = line.last_step
    return {
        "id": line.id,
        "number": line.number,
        "state": line.custody.value,
        "category": line.category,
        "kelurahan": line.kelurahan,
        "received_at": line.received_at.isoformat(),
        "step": {
            "state": step.state.value,
            "at": step.at.isoformat(),
            "reason": step.reason,
            "label": _label(step.reason),
            "words": step.words,
            "note": beside(step, parts().city.register(), line.stands if line.head else None),
        },
        "answered": line.answered,
    }


def _label(reason: str) -> dict[str, str] | None:
    """The reason in every language: a phone shows it later, without us."""
    known = parts().city.register().reasons.get(reason)
    return {"id": known.label.id, "en": known.label.en} if known else None


def _since() -> datetime | None:
    """From some time before what was asked: a step may have been committed after a later one was told.

    The phone replaces what it knows. Raises Unreadable.
    """
    text = request.args.get("since")
    if not text:
        return None
    try:
        since = datetime.fromisoformat(text)
    except ValueError:
        since = None
    if since is None or since.tzinfo is None:
        raise Unreadable(Problem("since", "must be a time with its offset, e.g. 2026-11-23T08:15:04+08:00"))
    return max(since, EARLIEST) - LATE
