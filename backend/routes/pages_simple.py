"""One report without a script, for browsers too old for the app: words and a photo in one form.

It is kept by the same rules as a phone's. There is no queue: what does not arrive is not kept.
"""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, g, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from backend.city.register import Category
from backend.people import devices
from backend.reports import whole
from backend.reports.plain import Filled, new_report_id, sealed
from backend.reports.ports import NotFound
from backend.reports.report import Sender
from backend.routes import admission, cookies
from backend.routes.asker import device_if_any
from backend.routes.doors import anyone
from backend.routes.limits import limits
from backend.routes.plain_form import FORM_MAX, Incomplete, read, says_mended
from backend.wiring import parts
from sync.digest import content_digest
from sync.envelope import open_envelope

bp = Blueprint("pages_simple", __name__)

KNOWN = ("tentang", "beres", "kelurahan", "rt")
"""What the page of a report says of the next one about it, whatever kind it is."""


@bp.get("/lapor/sederhana")
@anyone
def ask() -> ResponseReturnValue:
    """What is it about? Then the form for that. A report's page says so, and where it is."""
    return _page(parts().city.register().categories.get(request.args.get("jenis", "")))


@bp.post("/lapor/sederhana")
@anyone
def hand_in() -> ResponseReturnValue:
    """Keep the report and lead to its number; or the form again, with what is missing."""
    request.max_content_length = FORM_MAX
    register = parts().city.register()
    category = register.categories.get(request.form.get("jenis", ""))
    try:
        filled = read(category, register.kelurahan) if category else None
    except Incomplete as fault:
        return _page(category, fault), 422
    if filled is None:
        return _page(None)
    token = introduce()
    answer = make_response(redirect(f"/lacak/{keep(filled)}", 303))
    return cookies.set_device(answer, token, person=None) if token else answer


def _page(category: Category | None, fault: Incomplete | None = None) -> str:
    about = _about(request.values.get("tentang", ""))
    return render_template(
        "simple.html",
        register=parts().city.register(),
        chosen=category,
        report_id=request.form.get("id") or new_report_id(parts().clock()),
        shown_at=request.form.get("dibuka") or int(parts().clock().timestamp()),
        fault=fault,
        about=about,
        mended=bool(about) and says_mended(),
        known={name: said for name in KNOWN if (said := request.values.get(name))} if about else {},
    )


def _about(report_id: str) -> Mapping[str, Any] | None:
    """The published report it says more of. None: it is a report of its own."""
    try:
        return parts().public.showcase.get(report_id).document if report_id else None
    except NotFound:
        return None


def introduce() -> str:
    """Who hands it in: the device this browser is, or a new one, whose credential is returned."""
    g.device, token = device_if_any(), ""
    admission.invited_or_open()
    if g.device is None:
        limits().new_device()
        g.device, token = devices.introduce(parts().people, now=parts().clock())
    limits().request(g.device.id)
    g.sender = Sender(g.device.id, g.device.person, alone=g.device.let_in)
    return token


def keep(filled: Filled) -> str:
    """Words first, then the photo. Returns the report's number. Raises Unreadable, Limited, Clash."""
    body = sealed(filled, register=parts().city.version)
    envelope = open_envelope(filled.id, body, content_digest=content_digest(body))
    _, held = admission.receive(envelope)
    if filled.photo:
        _keep_photo(filled.id, filled.photo.data)
    return held.number


def _keep_photo(report_id: str, data: bytes) -> None:
    room = parts()
    whole.take(
        report_id,
        data,
        by=g.sender,
        reports=room.reports,
        chest=room.chest,
        clock=room.clock,
        queue=room.queue,
    )
