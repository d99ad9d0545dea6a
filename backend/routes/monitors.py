"""The door of those who watch the machine."""

from functools import wraps
from hmac import compare_digest
from ipaddress import ip_address

from flask import request
from flask.typing import ResponseReturnValue

from backend.routes.asker import SignIn
from backend.routes.door_names import P, View, named
from backend.wiring import parts

FORWARDED = frozenset({"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Via"})


def monitors_only(view: View[P]) -> View[P]:
    """Prometheus: from this machine without a proxy between, or with the bearer token of the settings."""

    @wraps(view)
    def behind(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        if not (_is_local() or _has_token()):
            raise SignIn("from this machine, or with the bearer token of the settings")
        return view(*args, **kwargs)

    return named("monitors", behind)


def _is_local() -> bool:
    """A proxy on this machine makes strangers look local; its forwarding header gives them away."""
    forwarded = FORWARDED & {name.title() for name in request.headers.keys()}  # noqa: SIM118 - not a dict
    try:
        return not forwarded and ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False


def _has_token() -> bool:
    token = parts().settings.metrics_token.get_secret_value()
    sent = request.authorization.token if request.authorization else None
    return bool(token and sent) and compare_digest(token.encode(), (sent or "").encode())
