"""How long what is kept stays, and what is past its time: for whoever looks after the city's data."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from backend.people.roles import Action
from backend.retaining import look
from backend.routes.doors import may
from backend.wiring import parts

bp = Blueprint("pages_retention", __name__)


@bp.get("/admin/retensi")
@may(Action.MANAGE_CITY)
def retained() -> ResponseReturnValue:
    """Counted at this moment; nothing is changed here."""
    room = parts()
    return render_template("retention.html", found=look(room), is_on=room.settings.retention == "on")
