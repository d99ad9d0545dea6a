"""Between the password and the work: the second factor; once more before what is sensitive."""

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue

from backend.people import signing_in, standing
from backend.people.person import Stage
from backend.people.throttle import Throttled, Wrong
from backend.routes import cookies
from backend.routes.asker import safe, throttle
from backend.routes.auditing import noted
from backend.routes.doors import half_signed_in
from backend.routes.pages_staff import first_page
from backend.routes.pages_way import HOME, own_path, with_way
from backend.wiring import parts

bp = Blueprint("pages_prove", __name__)


@bp.get("/masuk/bukti")
@half_signed_in
def ask() -> ResponseReturnValue:
    """Who has no second factor and must have one sets it up; who needs none shows the password again."""
    if not _proofs() and _lacks_a_demanded_factor():
        return redirect(with_way("/akun/faktor", _way()), 303)
    return _page()


@bp.post("/masuk/bukti")
@half_signed_in
def show() -> ResponseReturnValue:
    """Raises Wrong, Throttled."""
    way = _way()
    token = _by_code() if _proofs() else _by_password()
    noted("prove", "person", g.person.id)
    return cookies.set_session(redirect(way, 303), token)  # type: ignore[arg-type]  # Flask's own


@bp.errorhandler(Wrong)
def wrong(_error: Wrong) -> ResponseReturnValue:
    return _page(fault="wrong"), 401


@bp.errorhandler(Throttled)
def too_often(error: Throttled) -> ResponseReturnValue:
    seconds = max(1, round(error.retry_after_s))
    return _page(fault="throttled", seconds=seconds), 429, {"Retry-After": str(seconds)}


def _by_code() -> str:
    return signing_in.prove(
        g.session,
        g.person,
        request.form.get("kode", ""),
        people=parts().people,
        factors=parts().factors,
        safe=safe(),
        throttle=throttle(),
        now=parts().clock(),
    )


def _by_password() -> str:
    return signing_in.prove_by_password(
        g.session,
        g.person,
        request.form.get("sandi", ""),
        people=parts().people,
        throttle=throttle(),
        now=parts().clock(),
    )


def _proofs() -> bool:
    if "proofs" not in g:
        g.proofs = parts().factors.of(g.person.id)
    return bool(g.proofs)


def _lacks_a_demanded_factor() -> bool:
    recent = standing.is_recent(g.session, parts().clock())
    return recent and g.session.stage is Stage.PLAIN and standing.is_demanded(g.person)


def _way() -> str:
    asked = own_path(request.values.get("lanjut", ""))
    return first_page(g.person) if asked == HOME else asked


def _page(**facts: object) -> str:
    _proofs()
    return render_template("prove.html", proofs=g.proofs, way=_way(), **facts)
