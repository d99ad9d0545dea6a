"""The web application, from parts."""

import logging

from apiflask import APIFlask
from flask import Flask, Request, Response
from flask.sessions import NullSession, SessionInterface
from werkzeug.middleware.proxy_fix import ProxyFix

from backend.people.devices import Devices
from backend.people.throttle import Throttle
from backend.routes import errors, headers, limits, origin
from backend.routes.all import BLUEPRINTS
from backend.wiring import Parts

log = logging.getLogger(__name__)

FORM_MAX = 256 * 1024
"""Bytes of a form, or of any body no route bounds more tightly."""


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
    app.json.sort_keys = False  # type: ignore[attr-defined]  # the default provider has it
    app.session_interface = NoSession()
    app.extensions["masdarling"] = parts
    app.extensions["devices"] = Devices(parts.people, parts.clock)
    app.extensions["limits"] = limits.make(parts.settings)
    app.extensions["throttle"] = Throttle()
    errors.register(app)
    app.before_request(origin.check)
    headers.register(app, parts.settings)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    _trust_proxies(app, parts.settings.proxies)
    return app


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
