"""Who may pass: every view carries exactly one door. `view.door` names it; a test asks every route for it."""

from collections.abc import Callable
from functools import wraps
from hmac import compare_digest
from ipaddress import ip_address
from typing import ParamSpec

from flask import g, redirect, request
from flask.typing import ResponseReturnValue

from backend.people import standing
from backend.people.person import Device, Person, Stage
from backend.people.ports import Unknown
from backend.people.roles import Action, Scopes, scopes
from backend.reports.ports import NotFound
from backend.reports.report import Sender
from backend.routes.asker import ProveFirst, SignIn, device, devices, session_of_asker, signed_in
from backend.routes.auditing import as_an_act
from backend.routes.limits import limits
from backend.routes.pages_way import with_way
from backend.wiring import parts

FORWARDED = frozenset({"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Via"})

OWNER = "Masdarling-Owner"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

P = ParamSpec("P")
View = Callable[P, ResponseReturnValue]


class NotYours(Exception):
    """The asker is known and may not do this (403)."""


class OtherOwner(Exception):
    """The phone sends as somebody it is not taken for (403). `now` is whose it is; empty: nobody's."""

    def __init__(self, now: str) -> None:
        super().__init__("this device is somebody else's now; ask /api/v1/me whose")
        self.now = now


REFUSALS = (NotYours, NotFound, Unknown)
"""What is tried beyond one's rights is told in the audit log."""


def anyone(view: View[P]) -> View[P]:
    """Open to all."""
    return _named("anyone", view)


def holders(what: str) -> Callable[[View[P]], View[P]]:
    """Open to whoever knows the secret in the path, e.g. a report's number. Never cached, never indexed."""

    def door(view: View[P]) -> View[P]:
        return _named(f"holders:{what}", view)

    return door


def senders_only(view: View[P]) -> View[P]:
    """A phone with a device credential, sent as whom the phone says: sets g.device and g.sender."""

    @wraps(view)
    def behind(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        g.device = device()
        limits().request(g.device.id)
        g.slides = devices().slides(g.device)
        g.sender = Sender(device=g.device.id, person=g.device.person)
        _as_said(g.device)
        return view(*args, **kwargs)

    return _named("senders", behind)


def may(action: Action) -> Callable[[View[P]], View[P]]:
    """A signed-in person whose roles allow the action somewhere: sets g.session, g.person and g.scopes.

    Nobody else learns that there is something here. Where it is allowed is for the view to ask: see `within`.
    What it changes leaves a line of the audit log.
    """

    def door(view: View[P]) -> View[P]:
        @wraps(view)
        def behind(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            if not _somebody_is_signed_in():
                return _sign_in_first()
            limits().request(g.person.id)
            g.action, g.scopes = action, scopes(g.person, action)
            now, hands_in = parts().clock(), request.method not in SAFE
            is_proven = standing.suffices(g.session, g.person, action, now, handing_in=hands_in)
            if g.scopes and not is_proven:
                return _prove_first()

            def allowed() -> ResponseReturnValue:
                if not g.scopes:
                    raise NotFound(f"your roles do not include: {action.value}")
                return view(*args, **kwargs)

            return as_an_act(allowed, kwargs, REFUSALS)

        return _named(f"may:{action.value}", behind)

    return door


def signed_in_only(view: View[P]) -> View[P]:
    """Any signed-in person: sets g.session and g.person. What they change leaves a line of the audit log."""

    @wraps(view)
    def behind(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        if not _somebody_is_signed_in():
            return _sign_in_first()
        return as_an_act(lambda: view(*args, **kwargs), kwargs, REFUSALS)

    return _named("signed_in", behind)


def own_data(view: View[P]) -> View[P]:
    """Whoever asks about themselves: the person signed in; else, or with `?hp`, whose this phone is.

    Sets g.owner, the id their reports are listed under, and g.person, None for a phone that is nobody's. What
    staff change leaves a line of the audit log.
    """

    @wraps(view)
    def behind(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        g.person = None if request.args.get("hp") else signed_in()
        if g.person is None:
            phone = device()
            g.person = _whose(phone)
            limits().request(phone.id)
        g.owner = g.person.id if g.person else phone.id
        if g.person and g.person.login:
            return as_an_act(lambda: view(*args, **kwargs), kwargs, REFUSALS)
        return view(*args, **kwargs)

    return _named("own_data", behind)


def proven_only(view: View[P]) -> View[P]:
    """A signed-in person who has shown lately who they are: sets g.session and g.person."""

    @wraps(view)
    def behind(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        if not _somebody_is_signed_in():
            return _sign_in_first()
        hands_in = request.method not in SAFE
        if not standing.is_recent(g.session, parts().clock(), handing_in=hands_in) or _owes_a_factor():
            return _prove_first()
        return as_an_act(lambda: view(*args, **kwargs), kwargs, REFUSALS)

    return _named("proven", behind)


def half_signed_in(view: View[P]) -> View[P]:
    """Whoever has shown a password, before or after the second factor: sets g.session and g.person."""

    @wraps(view)
    def behind(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        g.session, g.person = session_of_asker()
        return view(*args, **kwargs) if g.person else _sign_in_first()

    return _named("half", behind)


def monitors_only(view: View[P]) -> View[P]:
    """Prometheus: from this machine without a proxy between, or with the bearer token of the settings."""

    @wraps(view)
    def behind(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        if not (_is_local() or _has_token()):
            raise SignIn("from this machine, or with the bearer token of the settings")
        return view(*args, **kwargs)

    return _named("monitors", behind)


def within(kelurahan: str) -> None:
    """Raise NotFound unless g.scopes reaches the kelurahan: what one may not see does not exist."""
    allowed: Scopes = g.scopes
    if not allowed.covers(kelurahan):
        raise NotFound("nothing here under that name")


def _somebody_is_signed_in() -> bool:
    """Sets g.session and g.person; both None when nobody is, or only half."""
    g.session, g.person = session_of_asker()
    if g.session and g.session.stage is Stage.HALF:
        g.session = g.person = None
    return g.person is not None


def _owes_a_factor() -> bool:
    """Signed in by password alone before another browser of theirs set a second factor up."""
    return g.session.stage is not Stage.STRONG and bool(parts().factors.of(g.person.id))


def is_api() -> bool:
    return request.path.startswith("/api/")


def _as_said(device: Device) -> None:
    """Raise OtherOwner when somebody else came to the phone while its queue was on its way.

    `Masdarling-Owner` is the person a queue is sent as, empty for nobody. Who does not say is believed.
    """
    said, now = request.headers.get(OWNER), device.person or ""
    if said is not None and said != now:
        raise OtherOwner(now)


def _whose(phone: Device) -> Person | None:
    """None for a phone that is nobody's. Raises SignIn when they were forgotten a moment ago."""
    try:
        return parts().people.get(phone.person) if phone.person else None
    except Unknown as cause:
        raise SignIn("nobody is known here any more") from cause


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


def _sign_in_first() -> ResponseReturnValue:
    """Pages lead to the sign-in page and back; programs and scripts are told 401."""
    if is_api() or request.method != "GET" or request.accept_mimetypes.best == "application/json":
        raise SignIn("sign in first")
    return redirect(with_way("/masuk", request.full_path.rstrip("?")), 303)


def _prove_first() -> ResponseReturnValue:
    """Pages lead to the page for it and back; programs are told 401."""
    if is_api() or request.method != "GET":
        raise ProveFirst("show your second factor at /masuk/bukti, then ask again")
    return redirect(with_way("/masuk/bukti", request.full_path.rstrip("?")), 303)


def _named(door: str, view: View[P]) -> View[P]:
    view.door = door  # type: ignore[attr-defined]  # functions may carry attributes
    return view
