"""The doors of phones: those that send, and those whose people ask what is kept about them."""

from functools import wraps

from flask import g, redirect, request
from flask.typing import ResponseReturnValue

from backend.people.person import Device, Person
from backend.people.ports import Unknown
from backend.reports.report import Sender
from backend.routes.asker import SignIn, device, devices, signed_in
from backend.routes.auditing import as_an_act
from backend.routes.door_names import P, View, named
from backend.routes.limits import limits
from backend.routes.pages_way import with_way
from backend.routes.turning_away import OWNER, REFUSALS, OtherOwner
from backend.wiring import parts


def senders_only(view: View[P]) -> View[P]:
    """A phone with a device credential, sent as whom the phone says: sets g.device and g.sender."""

    @wraps(view)
    def behind(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        g.device = device()
        limits().request(g.device.id)
        g.slides = devices().slides(g.device)
        g.sender = Sender(g.device.id, g.device.person, alone=g.device.let_in)
        _as_said(g.device)
        return view(*args, **kwargs)

    return named("senders", behind)


def own_data(view: View[P]) -> View[P]:
    """Whoever asks what is kept about them: the person signed in; else, or with `?hp`, whose this phone is.

    Sets g.owner, the id their reports are listed under; g.person, None for a phone of nobody; g.sender,
    whose reports are told; and g.owes_sign_in, see own_data_signed_in.
    """

    @wraps(view)
    def behind(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        _ask_about_oneself()
        return view(*args, **kwargs)

    return named("own_data", behind)


def own_data_signed_in(view: View[P]) -> View[P]:
    """The same, for whoever changes it or takes it along. Who has a login must be signed in for that: a
    browser that bears their name is not enough. What they change leaves a line of the audit log.
    """

    @wraps(view)
    def behind(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        _ask_about_oneself()
        if g.owes_sign_in:
            return redirect(with_way("/masuk", own_page()), 303)
        if g.person and g.person.login:
            return as_an_act(lambda: view(*args, **kwargs), kwargs, REFUSALS)
        return view(*args, **kwargs)

    return named("own_data_signed_in", behind)


def own_page() -> str:
    return f"/data-saya{as_phone()}"


def as_phone() -> str:
    """Kept in every form and link: who is signed in may look at what this phone is taken for instead."""
    return "?hp=1" if request.args.get("hp") else ""


def _ask_about_oneself() -> None:
    """Raises SignIn."""
    me = signed_in()
    g.person = None if request.args.get("hp") else me
    if g.person:
        g.sender = Sender(g.person.id)
    else:
        phone = device()
        g.person = _whose(phone)
        limits().request(phone.id)
        g.sender = Sender(phone.id, phone.person, alone=phone.let_in)
    g.owner = g.sender.owner
    g.owes_sign_in = bool(g.person and g.person.login and not (me and me.id == g.person.id))


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
