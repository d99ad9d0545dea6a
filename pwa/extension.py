"""Makes a Flask application installable: `PWA(app)`. The successor of flask-pwa, with the same way in.

Serves the service worker, the manifest, the offline shell and the built files, and gives templates `asset()`.
A page with scripts and styles inside has their hashes in `g.inline_sources`, for a Content-Security-Policy.
With `g.draws_icons` a page holds its icons itself (`drawn()`).
Imports nothing of the application: take the folder along and it works elsewhere.
"""

import gzip
import json
from collections.abc import Callable
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, Response, current_app, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from werkzeug.exceptions import NotFound
from werkzeug.security import safe_join
from werkzeug.wsgi import get_input_stream

from pwa.built import Built
from pwa.manifest import web_manifest

HERE = Path(__file__).parent
FOREVER = "public, max-age=31536000, immutable"
ENCODINGS = {"br": ".br", "gzip": ".gz"}
"""Compressed twins the build leaves beside each file, best first."""
NAME_MAX = 200
"""Bytes of a file's name: of one longer than 255 Linux does not even say that it is not there."""
SHARE_MAX, SHARE_PART = 250 * 1024 * 1024, 64 * 1024
"""Bytes of something shared by another app, and of the piece of it in memory."""
TYPES = {
    ".js": "text/javascript",
    ".json": "application/json",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webp": "image/webp",
}

DEFAULTS: dict[str, Any] = {
    "PWA_APP_NAME": "",  # empty: the words of PWA_APP_LANG
    "PWA_APP_SHORT_NAME": "",
    "PWA_APP_DESCRIPTION": "",
    "PWA_APP_LANG": "id",
    "PWA_APP_START_URL": "/lapor",
    "PWA_APP_SCOPE": "/",
    "PWA_APP_DISPLAY": "standalone",
    "PWA_APP_THEME_COLOR": "#17603f",
    "PWA_APP_BACKGROUND_COLOR": "#f6f1e6",
    "PWA_LANGUAGE": lambda: "id",  # of whoever asks, for what is seen before the scripts are there
    "PWA_DIST": str(HERE / "dist"),
}


class PWA:
    """The extension. Settings are `app.config["PWA_*"]`; see DEFAULTS."""

    def __init__(self, app: Flask | None = None) -> None:
        if app is not None:
            self.init_app(app)

    def init_app(self, app: Flask) -> None:
        for name, value in DEFAULTS.items():
            app.config.setdefault(name, value)
        app.extensions["pwa"] = Built(Path(app.config["PWA_DIST"]))
        app.jinja_env.globals |= {
            "asset": asset,
            "inline": inline,
            "drawn": drawn,
            "begins": lambda: _built().begins,
        }
        app.register_blueprint(_blueprint())


def asset(name: str) -> str:
    """The address of a built file, e.g. `asset("main.css")`. Raises NotBuilt, KeyError."""
    return f"/aset/{_built().names[name]}"


def inline(name: str) -> Markup:
    """Text that stands in the page itself; `inline_sources` let it in. Raises NotBuilt, KeyError."""
    g.inline_sources = _built().inline_sources
    return Markup(_built().inline[name])  # noqa: S704 -- our own, from the build


def drawn(icon: str) -> Markup:
    """The rest of an icon's <svg>: its drawing, where a page is to need no other file, or where that lies."""
    if g.get("draws_icons"):
        return Markup(_built().icons[icon])  # noqa: S704 -- our own, from the build
    return Markup('><use href="{}#{}"></use>').format(asset("icons.svg"), icon)


def service_worker() -> ResponseReturnValue:
    """Never cached by the browser, or a broken version could not be replaced."""
    return _file("sw.js", "no-cache")


def followers_worker() -> ResponseReturnValue:
    """Of /ikuti/ alone: shows what followers are told. Never cached, like the other."""
    return _file("ikuti-sw.js", "no-cache")


def manifest() -> ResponseReturnValue:
    config = {name: current_app.config[name] for name in DEFAULTS}
    document = web_manifest(config, words=_words(config["PWA_APP_LANG"]), files=_built().names)
    answer = Response(json.dumps(document, ensure_ascii=False), mimetype="application/manifest+json")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def lapor() -> ResponseReturnValue:
    """The same page for all who read its language: it is kept on the phone and opens without a network."""
    return _page("lapor.html")


def offline() -> ResponseReturnValue:
    return _page("offline.html")


def shared() -> ResponseReturnValue:
    """Shared before the service worker is there to keep it: never lost in silence, the person is told.

    Read to its end and kept nowhere: answered in the middle of sending, a browser shows an error instead.
    """
    stream = get_input_stream(request.environ, max_content_length=SHARE_MAX)
    while stream.read(SHARE_PART):
        pass
    return redirect("/lapor?dibagikan=again", 303)


def built_file(name: str) -> ResponseReturnValue:
    return _file(name, FOREVER)


def _page(template: str) -> Response:
    words = {language: _words(language) for language in ("id", "en")}
    spoken = current_app.config["PWA_LANGUAGE"]()
    page = render_template(template, words=words, language=spoken if spoken in words else "id")
    answer = Response(page, mimetype="text/html")
    answer.headers["Cache-Control"] = "no-cache"
    answer.headers["Vary"] = "Accept-Encoding, Accept-Language, Cookie"
    answer.add_etag(weak=True)
    answer.make_conditional(request)
    if answer.status_code == HTTPStatus.OK and request.accept_encodings["gzip"] > 0:
        answer.set_data(gzip.compress(answer.get_data(), mtime=0))
        answer.headers["Content-Encoding"] = "gzip"
    return answer


def _file(name: str, cache: str) -> Response:
    """The file or its best compressed twin. Raises NotFound."""
    if len(name.encode()) > NAME_MAX:
        raise NotFound
    folder = _built().folder
    accepted = request.accept_encodings
    best = next((e for e, end in ENCODINGS.items() if accepted[e] and (folder / (name + end)).is_file()), "")
    path = safe_join(str(folder), name + ENCODINGS.get(best, ""))
    if path is None or not Path(path).is_file():
        raise NotFound
    # Read whole: they are small, and a client that goes away leaves no open file behind.
    answer = Response(Path(path).read_bytes(), mimetype=TYPES.get(Path(name).suffix))
    answer.add_etag()
    answer.headers["Cache-Control"] = cache
    answer.headers["Vary"] = "Accept-Encoding"
    if best:
        answer.headers["Content-Encoding"] = best
    answer.make_conditional(request)
    return answer


@cache
def _words(language: str) -> dict[str, str]:
    folder = HERE / "words" / language
    names = ("phone.json", "shell.json", "seen.json")
    files = [json.loads((folder / name).read_text(encoding="utf-8")) for name in names]
    return {key: text for words in files for key, text in words.items()}


def _built() -> Built:
    built: Built = current_app.extensions["pwa"]
    return built


ROUTES: dict[str, Callable[..., ResponseReturnValue]] = {
    "/sw.js": service_worker,
    "/ikuti/sw.js": followers_worker,
    "/manifest.webmanifest": manifest,
    "/lapor": lapor,
    "/offline": offline,
    "/aset/<name>": built_file,
    "/lapor/bagikan": shared,
}
POSTED = frozenset({"/lapor/bagikan"})


def _blueprint() -> Blueprint:
    blueprint = Blueprint("pwa", __name__, template_folder="templates")
    for path, view in ROUTES.items():
        view.door = "anyone"  # type: ignore[attr-defined]  # every view says who may use it
        blueprint.add_url_rule(path, view.__name__, view, methods=["POST" if path in POSTED else "GET"])
    return blueprint
