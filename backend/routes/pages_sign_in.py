"""Staff sign in and out."""

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from backend.people import signing_in
from backend.people.ports import Unknown
from backend.people.throttle import Throttled, Wrong
from backend.routes import cookies
from backend.routes.asker import device_if_any, signed_in, throttle
from backend.routes.auditing import noted
from backend.routes.browsers import LABEL_MAX
from backend.routes.doors import anyone
from backend.routes.pages_staff import first_page, sections
from backend.routes.pages_way import HOME, own_path, with_way
from backend.wiring import parts

bp = Blueprint("pages_sign_in", __name__)


@bp.get("/masuk")
@anyone
def form() -> ResponseReturnValue:
    """Whoever is signed in already goes on to their work."""
    person = signed_in()
    return redirect(first_page(person), 303) if person and sections(person) else _page()


@bp.post("/masuk")
@anyone
def sign_in() -> ResponseReturnValue:
    """Raises Wrong, Throttled."""
    device = device_if_any()
    done = signing_in.sign_in(
        request.form.get("nama", ""),
        request.form.get("sandi", ""),
        people=parts().people,
        factors=parts().factors,
        throttle=throttle(),
        now=parts().clock(),
        device=device.id if device else "",
        label=request.user_agent.string[:LABEL_MAX],
        replaces=cookies.session(),
    )
    noted("sign_in", "person", done.person.id, by=done.person)
    asked = own_path(request.form.get("lanjut", ""))
    way = first_page(done.person) if asked == HOME else asked
    way = with_way("/masuk/bukti", way) if done.half else way
    return cookies.set_session(redirect(way, 303), done.token)  # type: ignore[arg-type]  # Flask's own


@bp.errorhandler(Wrong)
def wrong(_error: Wrong) -> ResponseReturnValue:
    """What was typed is not kept: it may be a password in the wrong field."""
    noted("sign_in_refused", "person", _known(request.form.get("nama", "")))
    return _page(fault="wrong"), 401


@bp.errorhandler(Throttled)
def too_often(error: Throttled) -> ResponseReturnValue:
    seconds = max(1, round(error.retry_after_s))
    return _page(fault="throttled", seconds=seconds), 429, {"Retry-After": str(seconds)}


@bp.get("/keluar")
@anyone
def ask_to_leave() -> ResponseReturnValue:
    """A page with one button: a link, or a picture of another site, signs nobody out."""
    return render_template("sign_out.html", person=signed_in())


@bp.post("/keluar")
@anyone
def sign_out() -> ResponseReturnValue:
    if person := signed_in():
        noted("sign_out", "person", person.id, by=person)
    signing_in.sign_out(cookies.session(), people=parts().people)
    return cookies.drop_session(redirect(HOME, 303))  # type: ignore[arg-type]  # Flask's own


def _known(login: str) -> str:
    """Whose login it is, if it is anybody's."""
    try:
        return parts().people.by_login(login.strip()).id
    except Unknown:
        return ""


def _page(**facts: object) -> str:
    return render_template("sign_in.html", form=request.values, **facts)
