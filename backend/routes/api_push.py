"""A phone says where it wants to hear what becomes of its reports, and takes that back."""

import base64
import binascii
from typing import Annotated, Literal

from apiflask import APIBlueprint
from flask import g
from flask.typing import ResponseReturnValue
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from backend.reports import notices
from backend.reports.notice_ports import Subscription
from backend.routes.bodies import body
from backend.routes.described import TEXT, answer, maybe, record, tells
from backend.routes.doors_phone import senders_only
from backend.routes.marker import API
from backend.wiring import parts
from sync.envelope import Problem, Unreadable

bp = APIBlueprint("api_push", __name__, url_prefix="/api/v1/me", tag="sync")

BODY_MAX = 4_096
"""Bytes."""
POINT, SECRET = 65, 16
"""Bytes of a browser's two keys (RFC 8291)."""


def _reachable(endpoint: str) -> str:
    if not endpoint.isprintable() or not parts().postman.reaches(endpoint):
        raise ValueError("is not the https address of a push service")
    return endpoint


def _of_bytes(text: str, length: int) -> str:
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as cause:
        raise ValueError("is not base64url") from cause
    if len(data) != length:
        raise ValueError(f"has {len(data)} bytes, not {length}")
    return text


class Keys(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    p256dh: Annotated[str, Field(max_length=100), AfterValidator(lambda text: _of_bytes(text, POINT))]
    auth: Annotated[str, Field(max_length=40), AfterValidator(lambda text: _of_bytes(text, SECRET))]


class Asked(BaseModel):
    """What `PushSubscription.toJSON()` gives, and the language to be told in."""

    model_config = ConfigDict(extra="forbid", strict=True)

    endpoint: Annotated[str, Field(max_length=2_000), AfterValidator(_reachable)]
    keys: Keys
    language: Literal["id", "en"]


KEY = record(key=maybe(TEXT))


@bp.get("/push")
@bp.doc(
    **tells({200: answer("The key to subscribe with; null where nobody is told.", KEY)}, refuses=(401, 503))
)
@senders_only
def get_push() -> ResponseReturnValue:
    """The server's public VAPID key (RFC 8292), in base64url."""
    return {"api": API, "key": parts().postman.key or None}


@bp.put("/push")
@bp.doc(
    **tells(
        {204: answer("From now on this device is told.")},
        refuses=(400, 401, 403, 413, 415, 422, 429, 503),
        body=Asked.model_json_schema(),
    )
)
@senders_only
def put_push() -> ResponseReturnValue:
    """Be told on this device, as whoever it belongs to. Takes the place of what was asked before."""
    asked = read(body(content_type="application/json", limit=BODY_MAX))
    room = parts()
    until = room.clock() - notices.LATE
    lines = room.reports.lines_of(g.sender, since=until)
    room.subscriptions.put(
        Subscription(
            device=g.sender.device,
            owner=g.sender.owner,
            endpoint=asked.endpoint,
            p256dh=asked.keys.p256dh,
            auth=asked.keys.auth,
            language=asked.language,
            told_at=until,
            told=notices.known(lines, until),
        )
    )
    return "", 204


@bp.delete("/push")
@bp.doc(**tells({204: answer("Nothing is sent to this device any more.")}, refuses=(401, 503)))
@senders_only
def delete_push() -> ResponseReturnValue:
    """Be told no more on this device."""
    parts().subscriptions.remove(g.sender.device)
    return "", 204


def read(sent: bytes) -> Asked:
    """Raises Unreadable."""
    try:
        return Asked.model_validate_json(sent)
    except ValidationError as error:
        faults = [Problem(".".join(map(str, e["loc"])) or "body", e["msg"]) for e in error.errors()]
        raise Unreadable(*faults) from error
