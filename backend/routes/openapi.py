"""The API describes itself: /api/v1/openapi.json, drawn by APIFlask from the routes."""

import re
from functools import cached_property
from typing import Any, cast

from apiflask import APIBlueprint, APIFlask
from flask import current_app
from flask.typing import ResponseReturnValue

from backend.routes.cookies import DEVICE, SESSION
from backend.routes.described import PROBLEM, parameter, refusal
from backend.routes.doors import anyone
from backend.routes.turning_away import OWNER
from sync.reply import ReplyWords
from sync.words import Words

SAID = "_spec"
"""Where APIFlask's `doc` keeps what a view says about itself."""
CONVERTER = re.compile(r"<(?:[^<:>]+:)?")

bp = APIBlueprint("openapi_document", __name__, url_prefix="/api/v1", tag="about")

COOKIES = {
    "senders": {"type": "apiKey", "in": "cookie", "name": DEVICE},
    "may": {"type": "apiKey", "in": "cookie", "name": SESSION},
}
"""By the first word of a door."""
AT_THE_DOOR = (401, 403, 429, 503)
"""How a phone may be refused before any route has looked."""


@bp.get("/openapi.json")
@bp.doc(hide=True)
@anyone
def get_openapi() -> ResponseReturnValue:
    document: Drawn = current_app.extensions["openapi"]
    return document.drawn


class Drawn:
    """The document, drawn when it is first asked for: by then every blueprint is there."""

    def __init__(self, app: APIFlask) -> None:
        self.app = app

    @cached_property
    def drawn(self) -> dict[str, Any]:
        return cast(dict[str, Any], self.app.spec)


def register(app: APIFlask) -> None:
    """What APIFlask cannot know by itself: HEAD, who may pass, the shapes named by several routes."""
    app.config.update(
        OPENAPI_VERSION="3.1.0",
        AUTO_200_RESPONSE=False,
        AUTO_404_RESPONSE=False,
        AUTO_VALIDATION_ERROR_RESPONSE=False,
        AUTO_AUTH_ERROR_RESPONSE=False,
        AUTO_SERVERS=False,
        SECURITY_SCHEMES=COOKIES,
    )

    app.extensions["openapi"] = Drawn(app)

    @app.spec_processor
    def complete(drawn: dict[str, Any] | str) -> dict[str, Any] | str:
        document = cast(dict[str, Any], drawn)
        document["components"].setdefault("schemas", {}).update({"Problem": PROBLEM} | _sealed())
        for rule in app.url_map.iter_rules():
            view = app.view_functions[rule.endpoint]
            path = document["paths"].get(CONVERTER.sub("{", rule.rule).replace(">", "}"))
            if path is not None:
                _complete(path, view, rule.methods or set())
        return document


def _sealed() -> dict[str, Any]:
    """The very schemas sealed documents are read by, and the shapes they name."""
    shapes: dict[str, Any] = {}
    for name, model in (("Envelope", Words), ("Reply", ReplyWords)):
        schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
        shapes |= {**schema.pop("$defs", {}), name: schema}
    return shapes


def _complete(path: dict[str, Any], view: Any, methods: set[str]) -> None:
    if methods == {"HEAD", "OPTIONS"}:
        others = next(iter(path.values()))
        path["head"] = {
            "summary": view.__doc__,
            "tags": others["tags"],
            "parameters": [p for p in others["parameters"] if p["in"] == "path"],
            "responses": {str(code): said for code, said in getattr(view, SAID)["responses"].items()},
        }
    scheme = str(view.door).partition(":")[0]
    for method in methods & {name.upper() for name in path}:
        path[method.lower()]["x-door"] = view.door
        _of_addresses(path[method.lower()])
        if scheme in COOKIES:
            path[method.lower()]["security"] = [{scheme: []}]
        if scheme == "senders":
            _of_phones(path[method.lower()])


def _of_addresses(said: dict[str, Any]) -> None:
    """What is no id, or one of nothing, is answered before any route has looked."""
    if any(one["in"] == "path" for one in said["parameters"]):
        said["responses"].setdefault("404", refusal(404))


def _of_phones(said: dict[str, Any]) -> None:
    """What their door does, whichever route is behind it."""
    for code in AT_THE_DOOR:
        said["responses"].setdefault(str(code), refusal(code))
    if OWNER not in {one["name"] for one in said["parameters"]}:
        said["parameters"].append(parameter(OWNER, "header"))
