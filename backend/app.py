"""The web application, from parts."""

from apiflask import APIFlask
from flask import Flask, Request, Response
from flask.sessions import NullSession, SessionInterface
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import BaseConverter

from backend import words
from backend.routes import (
    asker,
    errors,
    headers,
    health,
    leaving,
    limits,
    openapi,
    origin,
    pages_city_named,
    pages_labels,
    shared_link,
    when,
)
from backend.routes.all import BLUEPRINTS
from backend.routes.typed import TypedRequest
from backend.wiring import Parts
from pwa.extension import PWA

FORM_MAX = 256 * 1024
"""Bytes of a form, or of any body no route bounds more tightly."""

CONVENTIONS = (
    words,
    when,
    pages_labels,
    shared_link,
    pages_city_named,
    asker,
    limits,
    health,
    errors,
    origin,
    leaving,
    headers,
    openapi,
)
"""What holds for every route. Origin is asked first, headers are put last."""


def create_app(parts: Parts) -> APIFlask:
    """Every blueprint, every convention, nothing global: two applications may live side by side."""
    app = APIFlask(
        "backend",
        title="Masdarling",
        version="1",
        spec_path=None,
        docs_path=None,
        json_errors=False,
        static_folder=None,  # type: ignore[arg-type]  # Flask takes None; the annotation forgot it
    )
    app.config["MAX_CONTENT_LENGTH"] = FORM_MAX
    app.request_class = TypedRequest
    app.session_interface = NoSession()
    app.url_map.converters["sha256"] = Sha256
    app.url_map.merge_slashes = False  # its redirects would lead to whatever Host the asker claims
    app.extensions["masdarling"] = parts
    for convention in CONVENTIONS:
        convention.register(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.config["PWA_LANGUAGE"] = words.language
    PWA(app)
    _trust_proxies(app, parts.settings.proxies)
    return app


class Sha256(BaseConverter):
    """A SHA-256 in a path: 64 lower-case hex digits, so that nothing else becomes part of a key."""

    regex = "[0-9a-f]{64}"


class NoSession(SessionInterface):
    """Flask's signed cookie is not used: who is signed in lies in the database, and can be ended there."""

    def open_session(self, app: Flask, request: Request) -> NullSession:  # noqa: ARG002 - Flask's signature
        return NullSession()

    def save_session(self, app: Flask, session: object, response: Response) -> None:
        """Nothing is kept."""


def _trust_proxies(app: Flask, count: int) -> None:
    """Believe forwarding headers of exactly so many proxies; of none, when none is trusted."""
    if count:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # as Flask's manual does it
            app.wsgi_app, x_for=count, x_proto=count, x_host=count, x_prefix=0
        )
