"""Phones tell what waits on them, and what their browsers have cleared away."""

from uuid import UUID

from apiflask import APIBlueprint
from flask import g
from flask.typing import ResponseReturnValue
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from backend.people.person import Device
from backend.people.waiting import COUNT_MAX, Waiting
from backend.routes.bodies import body
from backend.routes.described import COUNT, TIME, answer, maybe, record, tells
from backend.routes.doors_phone import senders_only
from backend.routes.marker import API
from backend.wiring import parts
from sync.problem import Problem, Unreadable
from sync.values import Moment

bp = APIBlueprint("api_waiting", __name__, url_prefix="/api/v1/me", tag="sync")

BODY_MAX = 1024
"""Bytes."""
WAITING = {
    "type": "object",
    "required": ["count", "last_saved_at"],
    "properties": {"count": COUNT, "last_saved_at": maybe(TIME)},
}
REFUSES = (400, 401, 403, 413, 415, 422, 429, 503)


class Told(BaseModel):
    """How many reports, and when the last of them was saved, by the phone's own clock."""

    model_config = ConfigDict(extra="forbid")

    count: int = Field(ge=0, le=COUNT_MAX, strict=True)
    last_saved_at: Moment | None = None


@bp.put("/waiting")
@bp.doc(**tells({200: answer("Noted.", record())}, refuses=REFUSES, body=Told.model_json_schema()))
@senders_only
def put_waiting() -> ResponseReturnValue:
    """Note how many reports wait on this phone. `GET /me` tells it back to a phone that lost its notes."""
    parts().vigil.waits(g.device.id, _read(), parts().clock())
    return {"api": API}


@bp.put("/losses/<uuid:loss_id>")
@bp.doc(
    **tells(
        {201: answer("Counted.", record()), 200: answer("Counted before.", record())},
        refuses=REFUSES,
        body=Told.model_json_schema(),
    )
)
@senders_only
def put_loss(loss_id: UUID) -> ResponseReturnValue:
    """Count reports the browser cleared before they were sent. Safe to repeat: the phone makes the id."""
    is_new = parts().vigil.lost(g.device.id, str(loss_id), _read(), parts().clock())
    return {"api": API}, 201 if is_new else 200


def told_by(device: Device) -> dict[str, object] | None:
    """What waits there, as it was last told; None when it never was."""
    waiting = parts().vigil.waiting(device.id)
    if waiting is None:
        return None
    saved = waiting.last_saved_at
    return {"count": waiting.count, "last_saved_at": saved.isoformat() if saved else None}


def _read() -> Waiting:
    """Raises Unreadable."""
    sent = body(content_type="application/json", limit=BODY_MAX)
    try:
        told = Told.model_validate_json(sent)
    except ValidationError as error:
        faults = [Problem(".".join(map(str, e["loc"])), e["msg"]) for e in error.errors()]
        raise Unreadable(*faults) from error
    return Waiting(told.count, told.last_saved_at)
