"""Phones join in on a published report instead of sending it again, and take that back."""

from uuid import UUID

from apiflask import APIBlueprint
from flask import g
from flask.typing import ResponseReturnValue

from backend.reports import echoes
from backend.routes.bodies import body
from backend.routes.described import COUNT, TEXT, answer, record, tells
from backend.routes.doors_phone import senders_only
from backend.routes.marker import API
from backend.wiring import parts

bp = APIBlueprint("api_echoes", __name__, url_prefix="/api/v1/reports", tag="sync")

BODY_MAX = 1024
"""Bytes: the body says nothing yet."""
JOINED = record(id=TEXT, me_too=COUNT)


@bp.put("/<uuid:report_id>/me-too")
@bp.doc(
    **tells(
        {
            201: answer("Counted now; `me_too` is how many people have joined in.", JOINED),
            200: answer("Counted before, or the report is the sender's own.", JOINED),
        },
        refuses=(401, 403, 404, 413, 415, 429, 503),
        body={"type": "object"},
    )
)
@senders_only
def put_me_too(report_id: UUID) -> ResponseReturnValue:
    """Join in on a published report. Safe to repeat: each person, or device of nobody, counts once."""
    body(content_type="application/json", limit=BODY_MAX)
    room = parts()
    is_new = echoes.join(
        str(report_id), by=g.sender, reports=room.reports, clock=room.clock, queue=room.queue
    )
    count = len(room.reports.get(str(report_id)).echoes)
    return {"api": API, "id": str(report_id), "me_too": count}, 201 if is_new else 200


@bp.delete("/<uuid:report_id>/me-too")
@bp.doc(**tells({204: answer("Taken back, or there was nothing to take back.")}, refuses=(401, 429, 503)))
@senders_only
def delete_me_too(report_id: UUID) -> ResponseReturnValue:
    """Take it back, whatever has become of the report. Nothing tells whether the report exists."""
    room = parts()
    echoes.leave(str(report_id), by=g.sender, reports=room.reports, clock=room.clock, queue=room.queue)
    return "", 204
