"""An invitation is accepted on the phone that will send."""

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from backend.people import invitations, offers
from backend.people.person import Invitation
from backend.people.ports import Unknown
from backend.routes import cookies
from backend.routes.asker import device_if_any
from backend.routes.browsers import LABEL_MAX
from backend.routes.doors import holders
from backend.routes.hosts import host_of, intent_to
from backend.wiring import parts

bp = Blueprint("pages_invitation", __name__)
bp.add_app_template_filter(intent_to)


@bp.get("/undangan/<token>")
@holders("token")
def look(token: str) -> ResponseReturnValue:
    """What is offered. Raises Unknown when it is used up, expired or was never made."""
    return _page(_offer(token))


@bp.post("/undangan/<token>")
@holders("token")
def accept(token: str) -> ResponseReturnValue:
    """Use it once: this phone belongs to somebody from now on. Raises Unknown, NameNeeded."""
    g.offer = _offer(token)
    if "setuju" not in request.form and g.offer.person is None:
        return _page(g.offer, fault="consent"), 422
    accepted = invitations.accept(
        token,
        request.form.get("nama", ""),
        people=parts().people,
        now=parts().clock(),
        device=device_if_any(),
        cookie=cookies.device(),
        label=request.user_agent.string[:LABEL_MAX],
    )
    return cookies.let_in(accepted)


@bp.errorhandler(invitations.NameNeeded)
def name_needed(_error: invitations.NameNeeded) -> ResponseReturnValue:
    return _page(g.offer, fault="name"), 422


@bp.errorhandler(Unknown)
def over(_error: Unknown) -> ResponseReturnValue:
    why = offers.why_over((request.view_args or {})["token"], people=parts().people, now=parts().clock())
    return render_template("invitation_over.html", owner=_owner(), why=why), 404


def _offer(token: str) -> Invitation:
    return invitations.look(token, people=parts().people, now=parts().clock())


def _page(offer: Invitation, fault: str = "") -> str:
    return render_template(
        "invitation.html",
        offer=offer,
        owner=_owner(),
        fault=fault,
        form=request.form,
        host=host_of(request.user_agent.string),
        address=parts().settings.base_url + request.path,
    )


def _owner() -> str:
    """The name of whom this phone belongs to, if anybody."""
    device = device_if_any()
    return parts().people.get(device.person).name if device and device.person else ""
