"""The two credentials: `md_device` names a phone that may send, `md_session` a staff member who is signed in.

Both hold 32 random bytes and nothing else; the server keeps only their SHA-256. HttpOnly, SameSite=Lax, and
Secure wherever the site is reached by https, where `md_session` is called `__Host-md_session`.

Beside them `md_who` is worth nothing to anybody, and scripts may read it: the id of the person this phone is
taken for, so that the app shows nothing of the one before even when the network ends at that very moment. A
phone that signs out without a network writes `out.` and its device's id there: the next request brings the
wish along.
"""

from flask import Response, g, redirect, request

from backend.people import devices, sessions
from backend.people.devices import Accepted
from backend.wiring import parts

DEVICE = "md_device"
SESSION = "md_session"
WHO = "md_who"
NOBODY = "nobody"
OUT = "out."


def device() -> str:
    """Empty once somebody has left this phone with this very request."""
    return "" if g.get("left") else request.cookies.get(DEVICE, "")


def session() -> str:
    return "" if g.get("left") else request.cookies.get(session_name(), "")


def session_name() -> str:
    """Under https a name by which no other site of the domain can set a cookie (RFC 6265bis, 4.1.3)."""
    return f"__Host-{SESSION}" if _secure() else SESSION


def leaving() -> str:
    """The id of the device whose person signed out while there was no network; else empty."""
    who = request.cookies.get(WHO, "")
    return who.removeprefix(OUT) if who.startswith(OUT) else ""


def set_device(answer: Response, token: str, *, person: str | None) -> Response:
    """Slides: set again, the 180 days begin anew."""
    seconds = int(devices.LIFE.total_seconds())
    _set(answer, WHO, person or NOBODY, seconds, httponly=False)
    return _set(answer, DEVICE, token, seconds)


def let_in(accepted: Accepted, onward: str = "/lapor") -> Response:
    """On to the app, as whoever this phone belongs to from now on."""
    answer: Response = redirect(onward, 303)  # type: ignore[assignment]  # Flask's own
    return set_device(answer, accepted.cookie, person=accepted.person.id)


def set_session(answer: Response, token: str) -> Response:
    return _set(answer, session_name(), token, int(sessions.LIFE.total_seconds()))


def drop_session(answer: Response) -> Response:
    """Sign-out of the staff. The device stays: its queue must still find its owner."""
    return _drop(answer, session_name())


def drop_all(answer: Response) -> Response:
    """Somebody left this phone. What this answer gives to the next one stays."""
    given = {header.partition("=")[0] for header in answer.headers.getlist("Set-Cookie")}
    for name in {DEVICE, session_name(), WHO} - given:
        _drop(answer, name, httponly=name != WHO)
    return answer


def drop_wish(answer: Response) -> Response:
    """The wish to leave was about another device: it is past."""
    given = {header.partition("=")[0] for header in answer.headers.getlist("Set-Cookie")}
    return answer if WHO in given else _drop(answer, WHO, httponly=False)


def _drop(answer: Response, name: str, *, httponly: bool = True) -> Response:
    answer.delete_cookie(name, path="/", secure=_secure(), httponly=httponly, samesite="Lax")
    return answer


def _set(answer: Response, name: str, value: str, seconds: int, *, httponly: bool = True) -> Response:
    answer.set_cookie(
        name, value, max_age=seconds, path="/", secure=_secure(), httponly=httponly, samesite="Lax"
    )
    return answer


def _secure() -> bool:
    return parts().settings.base_url.startswith("https://")
