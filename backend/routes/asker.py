"""Who is asking: the device, the person, and how they are named in a step."""

from typing import cast

from flask import Flask, current_app, g

from backend.people import sessions
from backend.people.devices import Devices
from backend.people.person import Device, Person, Session, Stage
from backend.people.ports import Unknown
from backend.people.roles import TABLE
from backend.people.safe import Safe
from backend.people.throttle import Throttle
from backend.reports.report import Actor
from backend.routes import cookies
from backend.wiring import Parts, parts


class SignIn(Exception):
    """Nobody is known to be asking; a credential is needed first (401)."""


class ProveFirst(Exception):
    """Signed in, and still to show a second factor, or to show it once more (401)."""


def register(app: Flask) -> None:
    room: Parts = app.extensions["masdarling"]
    app.extensions["devices"] = Devices(room.people, room.clock)
    app.extensions["throttle"] = Throttle(room.tries, room.clock)
    app.extensions["safe"] = Safe(
        room.settings.secret_key.get_secret_value(), room.settings.secret_key_before.get_secret_value()
    )


def safe() -> Safe:
    return cast(Safe, current_app.extensions["safe"])


def throttle() -> Throttle:
    return cast(Throttle, current_app.extensions["throttle"])


def devices() -> Devices:
    return cast(Devices, current_app.extensions["devices"])


def device() -> Device:
    """The device of this request. Raises SignIn."""
    try:
        return devices().known(cookies.device())
    except Unknown as cause:
        raise SignIn("this device is not known; POST /api/v1/devices or accept an invitation") from cause


def device_if_any() -> Device | None:
    try:
        return device()
    except SignIn:
        return None


def here() -> frozenset[str]:
    """The ids of what the person signed in acts through in this browser: its session, and its device."""
    device = device_if_any()
    return frozenset({g.session.id, *([device.id] if device else [])})


def signed_in() -> Person | None:
    """The staff member of this request, if any."""
    session, person = session_of_asker()
    return None if session is None or session.stage is Stage.HALF else person


def session_of_asker() -> tuple[Session, Person] | tuple[None, None]:
    """Half signed in, too: who has shown the password, and still owes the second factor."""
    try:
        return sessions.known(cookies.session(), people=parts().people, now=parts().clock())
    except Unknown:
        return None, None


def actor() -> Actor:
    """The signed-in person, as a step names who took it: by the first role that allows what is done."""
    person: Person = g.person
    role = next(grant.role for grant in person.grants if grant.role in TABLE[g.action])
    return Actor(kind=role.value, id=person.id, name=person.name)
