"""One's own second factors: an authenticator app, passkeys, recovery codes."""

from flask import Blueprint, Response, g, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from backend.people import account, recovery, signing_in, totp
from backend.people.throttle import Key, Throttled, Wrong
from backend.routes import cookies
from backend.routes.asker import here, safe, throttle
from backend.routes.doors import proven_only
from backend.routes.pages_staff import first_page
from backend.routes.pages_way import HOME, own_path
from backend.routes.qr import qr
from backend.wiring import parts

bp = Blueprint("pages_factor", __name__)

HERE = "/akun/faktor"


@bp.get("/akun/faktor")
@proven_only
def look() -> ResponseReturnValue:
    return _page(totp.new_secret())


@bp.post("/akun/faktor/aplikasi")
@proven_only
def set_app_up() -> ResponseReturnValue:
    """The secret comes back with the form: it is kept only once the app has shown a code. Raises Wrong."""
    with throttle().one_try(Key(f"app:{g.person.id}")):
        _confirm(request.form.get("rahasia", ""), "".join(request.form.get("kode", "").split()))
    account.end_others(g.person, here=here(), people=parts().people, now=parts().clock())
    token = signing_in.strengthen(g.session, g.person, people=parts().people, now=parts().clock())
    return cookies.set_session(_codes(), token)


@bp.post("/akun/faktor/aplikasi/hapus")
@proven_only
def remove_app() -> ResponseReturnValue:
    parts().factors.set_totp(g.person.id, None)
    return redirect(HERE, 303)


@bp.post("/akun/faktor/kunci/<passkey_id>/hapus")
@proven_only
def remove_passkey(passkey_id: str) -> ResponseReturnValue:
    """Raises Unknown."""
    parts().factors.remove_passkey(g.person.id, passkey_id)
    return redirect(HERE, 303)


@bp.post("/akun/faktor/kode")
@proven_only
def make_codes() -> ResponseReturnValue:
    """New ones; those before are worth nothing from now on."""
    return _codes()


@bp.errorhandler(Wrong)
def wrong(_error: Wrong) -> ResponseReturnValue:
    return _page(request.form.get("rahasia", "") or totp.new_secret(), fault="wrong"), 422


@bp.errorhandler(Throttled)
def too_often(error: Throttled) -> ResponseReturnValue:
    seconds = max(1, round(error.retry_after_s))
    told = {"Retry-After": str(seconds)}
    return _page(request.form.get("rahasia", ""), fault="throttled", seconds=seconds), 429, told


def _confirm(secret: str, code: str) -> None:
    if not totp.confirm(g.person.id, secret, code, factors=parts().factors, safe=safe(), now=parts().clock()):
        raise Wrong("the app shows another code")


def _codes() -> Response:
    """Shown in this answer and never again."""
    codes = recovery.make(g.person.id, factors=parts().factors)
    return make_response(render_template("codes.html", codes=codes, way=_way()))


def _way() -> str:
    asked = own_path(request.values.get("lanjut", ""))
    return first_page(g.person) if asked == HOME else asked


def _page(secret: str, **facts: object) -> str:
    address = totp.address(secret, g.person.login or g.person.name) if totp.is_secret(secret) else ""
    return render_template(
        "factor.html",
        proofs=parts().factors.of(g.person.id),
        secret=secret,
        address=address,
        qr=qr(address),
        way=_way(),
        **facts,
    )
