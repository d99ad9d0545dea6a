"""The two cookies: `md_device` names a phone that may send, `md_session` a staff member who is signed in.

Both hold 32 random bytes and nothing else; the server keeps only their SHA-256. HttpOnly, SameSite=Lax, and
Secure wherever the site is reached by https.
"""

from flask import Response, request

from backend.people import devices, sessions
from backend.wiring import parts

DEVICE = "md_device"
SESSION = "md_session"


def device() -> str:
    return request.cookies.get(DEVICE, "")


def session() -> str:
    return request.cookies.get(SESSION, "")


def set_device(answer: Response, token: str) -> Response:
    """Slides: set again, the 180 days begin anew."""
    return _set(answer, DEVICE, token, int(devices.LIFE.total_seconds()))


def set_session(answer: Response, token: str) -> Response:
    return _set(answer, SESSION, token, int(sessions.LIFE.total_seconds()))


def drop_session(answer: Response) -> Response:
    """Sign-out. The device stays: its queue must still find its owner."""
    answer.delete_cookie(SESSION, path="/", secure=_secure(), httponly=True, samesite="Lax")
    return answer


def _set(answer: Response, name: str, token: str, seconds: int) -> Response:
    answer.set_cookie(name, token, max_age=seconds, path="/", secure=_secure(), httponly=True, samesite="Lax")
    return answer


def _secure() -> bool:
    return parts().settings.base_url.startswith("https://")
