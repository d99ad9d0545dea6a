"""Somebody signed out of this phone while there was no network: the next request brings the wish along."""

from flask import Flask, Response, g

from backend.people import leaving
from backend.people.person import Device
from backend.routes import cookies
from backend.routes.asker import device_if_any, devices
from backend.wiring import parts


def register(app: Flask) -> None:
    app.before_request(obey)
    app.after_request(forget)


def obey() -> None:
    """A page cannot delete the credential itself, scripts do not reach it. See cookies.py."""
    wish = cookies.leaving()
    device = device_if_any() if wish else None
    if device and device.id == wish:
        leave(device)


def leave(device: Device) -> None:
    """From here on this request is a stranger's."""
    leaving.leave(device, cookies.session(), people=parts().people, now=parts().clock())
    devices().forget(device)
    g.left = True


def forget(answer: Response) -> Response:
    if g.get("left"):
        return cookies.drop_all(answer)
    return cookies.drop_wish(answer) if cookies.leaving() else answer
