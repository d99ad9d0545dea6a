"""One's own account: name, password, where one is signed in, and what bears one's name."""

from collections.abc import Collection, Sequence
from typing import TypeVar

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue

from backend.people import account
from backend.people.passwords import Guessable, Weak
from backend.people.person import Device, Session
from backend.people.throttle import Throttled, Wrong
from backend.routes.asker import here, throttle
from backend.routes.browsers import called
from backend.routes.doors import signed_in_only
from backend.wiring import parts

bp = Blueprint("pages_account", __name__)
bp.add_app_template_filter(called, "browser")

HERE = "/akun"

T = TypeVar("T", Session, Device)


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
        request.form.get("lama", ""),
        request.form.get("baru", ""),
        here=here(),
        people=parts().people,
        throttle=throttle(),
        now=parts().clock(),
    )
    return redirect(f"{HERE}?jadi=password", 303)


@bp.post("/akun/sesi/akhiri")
@signed_in_only
def end_others() -> ResponseReturnValue:
    account.end_others(g.person, here=here(), people=parts().people, now=parts().clock())
    return redirect(f"{HERE}?jadi=others#masuk", 303)


@bp.post("/akun/sesi/<session_id>/akhiri")
@signed_in_only
def end_one(session_id: str) -> ResponseReturnValue:
    """Raises Unknown when it is somebody else's."""
    parts().people.end_session_of(g.person.id, session_id)
    return redirect(f"{HERE}?jadi=one#masuk", 303)


@bp.post("/akun/perangkat/<device_id>/akhiri")
@signed_in_only
def end_device(device_id: str) -> ResponseReturnValue:
    """Raises Unknown when it is somebody else's, or this one."""
    account.end_device(g.person, device_id, here=here(), people=parts().people, now=parts().clock())
    return redirect(f"{HERE}?jadi=device#memakai", 303)


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
    people, own = parts().people, here()
    return render_template(
        "account.html",
        proofs=parts().factors.of(g.person.id),
        sessions=_by_use(people.sessions_of(g.person.id), own),
        devices=_by_use(people.devices_of(g.person.id), own),
        here=own,
        done=request.args.get("jadi", ""),
        form=request.form,
        **facts,
    )


def _by_use(listed: Sequence[T], own: Collection[str]) -> list[T]:
    """This browser's, then those used last."""
    return sorted(listed, key=lambda one: (one.id not in own, -one.seen_at.timestamp()))
