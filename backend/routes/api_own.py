"""What belongs to whoever holds this phone: the key of their queue, the way back, and the way out."""

import base64
import json

from apiflask import APIBlueprint
from flask import g
from flask.typing import ResponseReturnValue

from backend.bundles import opening
from backend.people import invitations, keys
from backend.routes import leaving
from backend.routes.asker import device_if_any
from backend.routes.bodies import body
from backend.routes.described import TEXT, TIME, answer, maybe, record, tells
from backend.routes.doors import anyone
from backend.routes.doors_phone import senders_only
from backend.routes.marker import API
from backend.routes.turning_away import NotYours
from backend.wiring import parts

bp = APIBlueprint("api_own", __name__, url_prefix="/api/v1", tag="sync")

BODY_MAX = 1024
"""Bytes."""

KEY = record(key=TEXT, person=maybe(TEXT), device=TEXT)
OFFICE = record(kid=TEXT, key=TEXT)
RETURN = record(link=TEXT, expires_at=TIME)
LEFT = record(device=maybe(TEXT))
WHICH = {"type": "object", "properties": {"device": maybe(TEXT)}}


@bp.get("/me/key")
@bp.doc(**tells({200: answer("32 bytes in base64.", KEY)}, refuses=(401, 429, 503)))
@senders_only
def get_key() -> ResponseReturnValue:
    """The key this phone seals its queue with when its person leaves; all their phones have the same."""
    key = keys.of_queue(g.device, people=parts().people)
    told = base64.b64encode(key).decode()
    return {"api": API, "key": told, "person": g.device.person, "device": g.device.id}


@bp.get("/bundle-key")
@bp.doc(**tells({200: answer("A point of P-256, uncompressed, in base64.", OFFICE)}, refuses=(503,)))
@anyone
def get_bundle_key() -> ResponseReturnValue:
    """The key a phone seals a rescue bundle for the office with."""
    kid, point = opening.public_key(parts().people)
    return {"api": API, "kid": kid, "key": base64.b64encode(point).decode()}


@bp.post("/me/return-link")
@bp.doc(
    **tells(
        {201: answer("Shown once; it ends the one made before.", RETURN)},
        refuses=(401, 403, 413, 415, 429, 503),
        body={"type": "object"},
    )
)
@senders_only
def post_return_link() -> ResponseReturnValue:
    """A link that lets this phone's person in again, once, here or on another phone."""
    body(content_type="application/json", limit=BODY_MAX)
    if g.device.person is None:
        raise NotYours("this phone is nobody's: there is nobody to come back")
    room = parts()
    by = "" if g.device.let_in else g.device.person
    made, token = invitations.make_return(
        room.people.get(g.device.person), people=room.people, now=room.clock(), by=by
    )
    link = invitations.link(room.settings.base_url, token)
    return {"api": API, "link": link, "expires_at": made.expires_at.isoformat()}, 201


@bp.post("/sign-out")
@bp.doc(
    **tells(
        {200: answer("Which device is signed out; null when it was not the one named.", LEFT)},
        refuses=(403, 413, 415, 503),
        body=WHICH,
    )
)
@anyone
def post_sign_out() -> ResponseReturnValue:
    """End this phone's credential. The one that is meant is named: the next person may be here already."""
    wanted = _device_in(body(content_type="application/json", limit=BODY_MAX))
    device = device_if_any()
    if device is None or device.id != wanted:
        return {"api": API, "device": None}
    leaving.leave(device)
    return {"api": API, "device": device.id}


def _device_in(data: bytes) -> object:
    try:
        named = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return named.get("device") if isinstance(named, dict) else None
