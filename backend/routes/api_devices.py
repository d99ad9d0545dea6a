"""Phones introduce themselves, and learn who they are taken for."""

from apiflask import APIBlueprint
from flask import make_response
from flask.typing import ResponseReturnValue

from backend.people import devices
from backend.people.person import Device, Person
from backend.routes import admission, cookies
from backend.routes.api_waiting import WAITING, told_by
from backend.routes.asker import device_if_any, signed_in
from backend.routes.bodies import body
from backend.routes.described import TEXT, answer, maybe, record, tells
from backend.routes.doors import anyone
from backend.routes.limits import limits
from backend.routes.marker import API
from backend.wiring import parts

bp = APIBlueprint("api_devices", __name__, url_prefix="/api/v1", tag="sync")

BODY_MAX = 1024
"""Bytes: the body says nothing yet."""

DEVICE = record(device=TEXT, person=maybe(TEXT))
PERSON = {"type": "object", "required": ["id", "name", "roles"]}
ME = record(
    device=maybe(TEXT),
    person=maybe(PERSON),
    staff=maybe(PERSON),
    may_send={"type": "boolean"},
    public_reporting={"type": "boolean"},
    waiting=maybe(WAITING),
)


@bp.post("/devices")
@bp.doc(
    **tells(
        {
            201: answer("A new anonymous device; its credential is in the cookie `md_device`.", DEVICE),
            200: answer("This device is known already.", DEVICE),
        },
        refuses=(403, 413, 415, 429, 503),
        body={"type": "object"},
    )
)
@anyone
def post_device() -> ResponseReturnValue:
    """Ask for a device credential without an invitation."""
    body(content_type="application/json", limit=BODY_MAX)
    if known := device_if_any():
        return _device(known), 200
    admission.invited_or_open()
    limits().new_device()
    device, token = devices.introduce(parts().people, now=parts().clock())
    return cookies.set_device(make_response(_device(device), 201), token, person=None)


@bp.get("/me")
@bp.doc(**tells({200: answer("Null for what is not known.", ME)}, refuses=(503,)))
@anyone
def get_me() -> ResponseReturnValue:
    """Who this browser is taken for: its device, the device's person, and the staff member signed in."""
    device = device_if_any()
    owner = parts().people.get(device.person) if device and device.person else None
    return {
        "api": API,
        "device": device.id if device else None,
        "person": _person(owner),
        "staff": _person(signed_in()),
        "may_send": bool(device and (device.person or parts().settings.public_reporting)),
        "public_reporting": parts().settings.public_reporting,
        "waiting": told_by(device) if device else None,
    }


def _device(device: Device) -> dict[str, object]:
    return {"api": API, "device": device.id, "person": device.person}


def _person(person: Person | None) -> dict[str, object] | None:
    if person is None:
        return None
    grants = [{"role": grant.role.value, "scope": grant.scope} for grant in person.grants]
    return {"id": person.id, "name": person.name, "roles": grants}
