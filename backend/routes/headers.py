"""Headers that make browsers careful, on every answer."""

from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Flask, Response, g, request

from backend.routes import cookies
from backend.routes.marker import API, HEADER, REGISTER
from backend.routes.turning_away import is_api
from backend.settings import Settings
from backend.wiring import Parts, parts

HSTS = "max-age=31536000; includeSubDomains"
KEPT_FOR_PIECES = frozenset(
    {
        "Content-Security-Policy",
        "X-Content-Type-Options",
        "Cross-Origin-Resource-Policy",
        "Strict-Transport-Security",
    }
)
FOR_PIECES = {"Content-Security-Policy": "default-src 'self'"}
"""A built file is part of a page, whose headers hold. For a worker its own policy does: short, and strict.

The first visit fetches them all, and half a kilobyte of headers with each was much of it.
"""
PERMISSIONS = "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()"


def register(app: Flask) -> None:
    room: Parts = app.extensions["masdarling"]
    fixed = [(name.lower(), name, value) for name, value in _for_all(room.settings).items()]
    slim = [(key, name, FOR_PIECES.get(name, value)) for key, name, value in fixed if name in KEPT_FOR_PIECES]

    @app.after_request
    def put(answer: Response) -> Response:
        if "inline_sources" in g:
            answer.headers["Content-Security-Policy"] = policy(room.settings, g.inline_sources)
        there = {name.lower() for name, _ in answer.headers}
        for key, name, value in slim if _is_piece(answer) else fixed:
            if key not in there:
                answer.headers.add(name, value)
        _within_frames(answer, room.settings)
        if is_api():
            answer.headers[HEADER] = API
            answer.headers[REGISTER] = str(parts().city.version)
        if g.get("slides"):
            cookies.set_device(answer, cookies.device(), person=g.device.person)
        if answer.status_code == HTTPStatus.NO_CONTENT:
            answer.headers.pop("Content-Type", None)
        return answer


def _is_piece(answer: Response) -> bool:
    return (
        request.method == "GET" and request.path.startswith("/aset/") and answer.status_code == HTTPStatus.OK
    )


def _for_all(settings: Settings) -> dict[str, str]:
    always = {
        "Content-Security-Policy": policy(settings),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        # same-origin, not no-referrer: the latter makes browsers send `Origin: null` with our own forms.
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": PERMISSIONS,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
    }
    secure = {"Strict-Transport-Security": HSTS} if settings.base_url.startswith("https://") else {}
    return always | secure


def _within_frames(answer: Response, settings: Settings) -> None:
    """A page made to be shown within others says the same to everybody, and nothing is done in it."""
    if "framed" in g:
        answer.headers["Content-Security-Policy"] = policy(settings, ancestors="*")
        answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        del answer.headers["X-Frame-Options"]


def policy(settings: Settings, inline: Mapping[str, str] | None = None, *, ancestors: str = "'none'") -> str:
    """Content-Security-Policy: our own files only; map tiles from their server.

    `inline`: directive -> hashes of what stands in the page itself; nothing else does. `ancestors`: which
    sites may show it within a frame.
    """
    tiles = urlsplit(settings.tiles_url)
    images = "'self' data: blob:" + (f" {tiles.scheme}://{tiles.netloc}" if tiles.netloc else "")
    rules = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": images,
        "font-src": "'self'",
        "connect-src": "'self'",
        "worker-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": ancestors,
    }
    more = inline or {}
    return "; ".join(f"{name} {value} {more.get(name, '')}".rstrip() for name, value in rules.items())
