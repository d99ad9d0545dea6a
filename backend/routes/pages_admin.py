"""The office: what is in force, and where its parts are."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from backend.people.roles import Action
from backend.routes.doors import may
from backend.wiring import parts

bp = Blueprint("pages_admin", __name__)


@bp.get("/admin")
@may(Action.MANAGE_PEOPLE)
def office() -> ResponseReturnValue:
    lost = parts().vigil.losses()
    return render_template("admin.html", register=parts().city.register(), lost=lost)
