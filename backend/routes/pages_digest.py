"""Whether and where one wants the morning's digest, on one's own account page."""

import re

from flask import Blueprint, g, redirect, request
from flask.typing import ResponseReturnValue

from backend.people.reviewing import reviewed_by
from backend.people.roles import Action
from backend.reports.digest_ports import Choice
from backend.routes.doors import may
from backend.wiring import parts
from backend.words import language

bp = Blueprint("pages_digest", __name__)

EMAIL = re.compile(r"[^\s@<>,;:\"]{1,64}@(?:[\w-]{1,63}\.)+[\w-]{2,63}", re.ASCII)
"""What may be one; whether it is, its server knows."""
EMAIL_MAX = 254


@bp.post("/akun/ringkasan")
@may(Action.REVIEW)
def choose_digest() -> ResponseReturnValue:
    email = request.form.get("surel", "").strip()
    if email and (len(email) > EMAIL_MAX or not EMAIL.fullmatch(email)):
        return redirect("/akun?ringkasan=salah#ringkasan", 303)
    choice = Choice(request.form.get("aktif") == "1", email, language())
    parts().digests.choose(g.person.id, choice)
    return redirect("/akun?ringkasan=simpan#ringkasan", 303)


@bp.app_context_processor
def digest_choice() -> dict[str, object]:
    """For the account page: None for whoever reviews nothing."""
    return {"digest_choice": _choice, "mail_is_there": lambda: parts().mailman.is_there}


def _choice() -> Choice | None:
    reviews = reviewed_by(g.person, parts().city.register().kelurahan)
    return parts().digests.choice(g.person.id) if reviews else None
