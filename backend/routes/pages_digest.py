"""Whether and where one wants the morning's digest, on one's own account page; a desk is a place too."""

import re

from flask import Blueprint, g, redirect, request
from flask.typing import ResponseReturnValue

from backend.people import devices
from backend.people.reviewing import reviewed_by
from backend.people.roles import Action
from backend.reports.digest_ports import Choice
from backend.routes import cookies
from backend.routes.asker import device_if_any
from backend.routes.browsers import LABEL_MAX
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


@bp.post("/akun/peramban")
@may(Action.REVIEW)
def own_browser() -> ResponseReturnValue:
    """This browser bears the reviewer's name from now on, and asks whether it may show notices."""
    joined = devices.join(
        g.person,
        people=parts().people,
        now=parts().clock(),
        device=device_if_any(),
        cookie=cookies.device(),
        label=request.user_agent.string[:LABEL_MAX],
    )
    return cookies.let_in(joined, "/lapor#setelan")


@bp.app_context_processor
def digest_choice() -> dict[str, object]:
    """For the account page: None for whoever reviews nothing."""
    return {
        "digest_choice": _choice,
        "mail_is_there": lambda: parts().mailman.is_there,
        "push_is_there": lambda: bool(parts().postman.key),
        "is_own_browser": _is_own_browser,
    }


def _is_own_browser() -> bool:
    here = device_if_any()
    return here is not None and here.person == g.person.id


def _choice() -> Choice | None:
    reviews = reviewed_by(g.person, parts().city.register().kelurahan)
    return parts().digests.choice(g.person.id) if reviews else None
