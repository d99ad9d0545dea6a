"""One's own account: name, password, and where one is signed in."""

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue

from backend.people import account
from backend.people.passwords import Guessable, Weak
from backend.people.person import Session
from backend.people.throttle import Throttled, Wrong
from backend.routes.asker import throttle
from backend.routes.browsers import called
from backend.routes.doors import signed_in_only
from backend.wiring import parts

bp = Blueprint("pages_account", __name__)
bp.add_app_template_filter(called, "browser")

HERE = "/akun"


@bp.get("/akun")
@signed_in_only
def look() -> ResponseReturnValue:
    return _page()


@bp.post("/akun/nama")
@signed_in_only
def rename() -> ResponseReturnValue:
    """Raises NoName."""
    account.rename(g.person, request.form.get("nama", ""), people=parts().people)
    return redirect(f"{HERE}?jadi=name", 303)


@bp.post("/akun/sandi")
@signed_in_only
def change_password() -> ResponseReturnValue:
    """Raises Wrong, Throttled, Weak."""
    account.change_password(
        g.person,
        g.session,
        request.form.get("lama", ""),
        request.form.get("baru", ""),
        people=parts().people,
        throttle=throttle(),
    )
    return redirect(f"{HERE}?jadi=password", 303)


@bp.post("/akun/sesi/akhiri")
@signed_in_only
def end_others() -> ResponseReturnValue:
    account.end_others(g.session, people=parts().people)
    return redirect(f"{HERE}?jadi=others#masuk", 303)


@bp.post("/akun/sesi/<session_id>/akhiri")
@signed_in_only
def end_one(session_id: str) -> ResponseReturnValue:
    """Raises Unknown when it is somebody else's."""
    parts().people.end_session_of(g.person.id, session_id)
    return redirect(f"{HERE}?jadi=one#masuk", 303)


@bp.errorhandler(account.NoName)
def no_name(_error: account.NoName) -> ResponseReturnValue:
    return _page(fault="name"), 422


@bp.errorhandler(Weak)
def weak(error: Weak) -> ResponseReturnValue:
    return _page(fault="guessable" if isinstance(error, Guessable) else "weak"), 422


@bp.errorhandler(Wrong)
def wrong(_error: Wrong) -> ResponseReturnValue:
    return _page(fault="wrong"), 422


@bp.errorhandler(Throttled)
def too_often(error: Throttled) -> ResponseReturnValue:
    seconds = max(1, round(error.retry_after_s))
    return _page(fault="throttled", seconds=seconds), 429, {"Retry-After": str(seconds)}


def _page(**facts: object) -> str:
    return render_template(
        "account.html",
        proofs=parts().factors.of(g.person.id),
        sessions=sorted(parts().people.sessions_of(g.person.id), key=_by_use),
        done=request.args.get("jadi", ""),
        form=request.form,
        **facts,
    )


def _by_use(session: Session) -> tuple[bool, float]:
    """This one, then those used last."""
    return session.id != g.session.id, -session.seen_at.timestamp()
