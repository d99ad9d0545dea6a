"""Unsafe requests come from our own pages, or from a program that no browser can be made to imitate.

No CSRF token exists: queued reports outlive tokens. Browsers say where a request comes from (Sec-Fetch-Site,
or Origin in older ones). A client that says neither is let through where no HTML form of another site could
have sent the same: a method forms do not have, or a content type they cannot set.
"""

from urllib.parse import urlsplit

from flask import Flask, current_app, request

from backend.routes.door_names import P, View
from backend.wiring import parts

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OWN = frozenset({"same-origin", "none"})
"""`none`: the person's own doing, e.g. reloading the answer to a form."""
FORM_METHOD = "POST"
UNFORGEABLE = frozenset({"application/json", "application/partial-upload"})

NO_COOKIE_COUNTS = "/open311/"
"""There only a key in the body is one's authority, and no browser adds it by itself: programs post forms."""


class ForeignSite(Exception):
    """The request was made by a page of another site."""


def one_click(view: View[P]) -> View[P]:
    """A mail program posts to it for its reader, from no page (RFC 8058): the secret in its path suffices."""
    view.one_click = True  # type: ignore[attr-defined]  # functions may carry attributes
    return view


def register(app: Flask) -> None:
    app.before_request(check)


def check() -> None:
    """Raise ForeignSite. Runs before every request."""
    if request.method in SAFE or request.path.startswith(NO_COOKIE_COUNTS) or _is_one_click():
        return
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site is not None:
        ours = site in OWN
    elif origin is not None:
        ours = _is_ours(origin)
    else:
        ours = request.method != FORM_METHOD or request.mimetype in UNFORGEABLE
    if not ours:
        raise ForeignSite("requests that change something must come from a page of this site")


def _is_one_click() -> bool:
    return getattr(current_app.view_functions.get(request.endpoint or ""), "one_click", False)


def _is_ours(origin: str) -> bool:
    """The same host as asked for, or the address the site is known by."""
    return origin == parts().settings.base_url or (
        urlsplit(origin).netloc == request.host and urlsplit(origin).scheme in {request.scheme, "https"}
    )
