"""Headers that make browsers careful, on every answer."""

from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Flask, Response, g

from backend.routes import cookies
from backend.routes.doors import is_api
from backend.routes.marker import API, HEADER, REGISTER
from backend.settings import Settings
from backend.wiring import Parts, parts

HSTS = "max-age=31536000; includeSubDomains"
PERMISSIONS = "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()"


def register(app: Flask) -> None:
    room: Parts = app.extensions["masdarling"]
    fixed = [(name.lower(), name, value) for name, value in _for_all(room.settings).items()]

    @app.after_request
    def put(answer: Response) -> Response:
        there = {name.lower() for name, _ in answer.headers}
        for key, name, value in fixed:
            if key not in there:
                answer.headers.add(name, value)
        if is_api():
            answer.headers[HEADER] = API
            answer.headers[REGISTER] = str(parts().city.version)
        if g.get("slides"):
            cookies.set_device(answer, cookies.device(), person=g.device.person)
        if answer.status_code == HTTPStatus.NO_CONTENT:
            answer.headers.pop("Content-Type", None)
        return answer


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


def policy(settings: Settings) -> str:
    """Content-Security-Policy: our own files only, nothing inline, no frames; map tiles from their server."""
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
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())
