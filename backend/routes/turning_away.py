"""Who is not let through a door: what they are told, and where they are led."""

from flask import redirect, request
from flask.typing import ResponseReturnValue

from backend.people.ports import Unknown
from backend.reports.ports import NotFound
from backend.routes.asker import ProveFirst, SignIn
from backend.routes.pages_way import with_way

OWNER = "Masdarling-Owner"


class NotYours(Exception):
    """The asker is known and may not do this (403)."""


class OtherOwner(Exception):
    """The phone sends as somebody it is not taken for (403). `now` is whose it is; empty: nobody's."""

    def __init__(self, now: str) -> None:
        super().__init__("this device is somebody else's now; ask /api/v1/me whose")
        self.now = now


REFUSALS = (NotYours, NotFound, Unknown)
"""What is tried beyond one's rights is told in the audit log."""


def is_api() -> bool:
    return request.path.startswith("/api/")


def sign_in_first() -> ResponseReturnValue:
    """Pages lead to the sign-in page and back; programs and scripts are told 401."""
    if is_api() or request.method != "GET" or request.accept_mimetypes.best == "application/json":
        raise SignIn("sign in first")
    return redirect(with_way("/masuk", request.full_path.rstrip("?")), 303)


def prove_first() -> ResponseReturnValue:
    """Pages lead to the page for it and back; programs are told 401."""
    if is_api() or request.method != "GET":
        raise ProveFirst("show your second factor at /masuk/bukti, then ask again")
    return redirect(with_way("/masuk/bukti", request.full_path.rstrip("?")), 303)
