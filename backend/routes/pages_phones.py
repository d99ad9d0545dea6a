"""A volunteer's own phones: another one is added by six digits, one that is lost is ended."""

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue

from backend.people import devices, pairing
from backend.people.person import Person
from backend.people.throttle import Throttled, Wrong
from backend.routes import cookies
from backend.routes.asker import device_if_any, safe, throttle
from backend.routes.browsers import LABEL_MAX
from backend.routes.doors import anyone
from backend.routes.doors_phone import senders_only
from backend.routes.hosts import host_of
from backend.wiring import parts

bp = Blueprint("pages_phones", __name__)

HERE = "/hp-saya"


@bp.get("/hp-saya")
@senders_only
def list_phones() -> ResponseReturnValue:
    return _phones()


@bp.post("/hp-saya/kode")
@senders_only
def show_code() -> ResponseReturnValue:
    """Shown in this answer and never again; the one before ends. Raises NotAVolunteer."""
    room = parts()
    code = pairing.show(g.device, people=room.people, tickets=room.tickets, safe=safe(), now=room.clock())
    address = f"{room.settings.base_url}/pasangkan"
    return _phones(code=code, until=room.clock() + pairing.LASTS, address=address), 201


@bp.post("/hp-saya/cabut")
@senders_only
def drop_phone() -> ResponseReturnValue:
    devices.drop(request.form.get("hp", ""), by=g.device, people=parts().people, now=parts().clock())
    return redirect(f"{HERE}?jadi=dicabut", 303)


@bp.get("/pasangkan")
@anyone
def ask_for_code() -> ResponseReturnValue:
    return _pair()


@bp.post("/pasangkan")
@anyone
def pair() -> ResponseReturnValue:
    """This phone becomes one more of whoever shows the code. Raises Wrong, Throttled."""
    paired = pairing.pair(
        request.form.get("kode", ""),
        people=parts().people,
        tickets=parts().tickets,
        safe=safe(),
        throttle=throttle(),
        now=parts().clock(),
        device=device_if_any(),
        cookie=cookies.device(),
        label=request.user_agent.string[:LABEL_MAX],
    )
    return cookies.let_in(paired)


@bp.errorhandler(Wrong)
def wrong(_error: Wrong) -> ResponseReturnValue:
    return _pair(fault="wrong"), 422


@bp.errorhandler(Throttled)
def too_often(error: Throttled) -> ResponseReturnValue:
    seconds = max(1, round(error.retry_after_s))
    return _pair(fault="throttled", seconds=seconds), 429, {"Retry-After": str(seconds)}


def _phones(**facts: object) -> str:
    owner = _owner(g.device.person)
    listed = parts().people.devices_of(owner.id) if owner else ()
    is_dropped = request.args.get("jadi") == "dicabut"
    return render_template("phones.html", owner=owner, listed=listed, is_dropped=is_dropped, **facts)


def _pair(**facts: object) -> str:
    here = device_if_any()
    owner = _owner(here.person) if here else None
    return render_template("pair.html", owner=owner, host=host_of(request.user_agent.string), **facts)


def _owner(person_id: str | None) -> Person | None:
    return parts().people.get(person_id) if person_id else None
