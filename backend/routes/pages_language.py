"""The language switch at the foot of every page."""

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from backend.routes.doors import anyone
from backend.routes.pages_way import own_path
from backend.wiring import parts
from backend.words import COOKIE, LANGUAGES

bp = Blueprint("pages_language", __name__)

YEAR_S = 365 * 24 * 3600


@bp.post("/bahasa")
@anyone
def choose_language() -> ResponseReturnValue:
    """Remember the choice on this browser, and go back. An unknown language changes nothing."""
    answer = redirect(own_path(request.form.get("lanjut", "")), 303)
    chosen = request.form.get("bahasa", "")
    if chosen in LANGUAGES:
        secure = parts().settings.base_url.startswith("https://")
        answer.set_cookie(COOKIE, chosen, max_age=YEAR_S, secure=secure, samesite="Lax")
    return answer
