"""Every route says who may use it, and keeps to it."""

from collections.abc import Callable, Iterator

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from tests.application import an_application

A_UUID = "01990000-0000-7000-8000-000000000000"
EXAMPLES = {
    "uuid": A_UUID,
    "sha256": "0" * 64,
    "int": "1",
    "default": "x",
    "string": "x",
    "path": "x",
    "any": "json",
}
"""What to put into an address, by the converter its rule names."""

OPEN_WRITES = {
    "POST /api/v1/devices",
    "POST /api/v1/sign-out",
    "POST /bahasa",
    "POST /keluar",
    "POST /masuk",
    "POST /masuk/kunci",
    "POST /masuk/kunci/tanya",
    "POST /undangan/<token>",
    "POST /pasangkan",
    "POST /sandi/<ticket>",
    "POST /ikuti/surel",  # tells nobody but the owner of the address
    "POST /ikuti/surel/<token>",  # the secret of a letter
    "POST /api/v1/follows",  # as the browser whose keys it names
    "POST /lapor/sederhana",  # as a phone without an invitation
    "POST /laporan/<uuid:report_id>/saya-juga",  # counted once for each browser
    "POST /laporan/<uuid:report_id>/beres",
    "POST /laporan/<uuid:report_id>/kepuasan",
    "POST /lapor/bagikan",  # keeps nothing: the person is told to share again
}
"""What a stranger may write. Everything else demands a credential."""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> APIFlask:
    return an_application(tmp_path_factory.mktemp("data"))


def rules(app: APIFlask) -> Iterator[tuple[str, Rule]]:
    """Every method and rule of the application."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"OPTIONS", "HEAD"}):
            yield method, rule


def doors(view: Callable[..., object]) -> set[str]:
    """The names of all doors a view carries, however deep it is wrapped."""
    found: set[str] = set()
    layer: object = view
    while layer is not None:
        found |= {str(name) for name in [getattr(layer, "door", None)] if name}
        layer = getattr(layer, "__wrapped__", None)
    return found


def is_open(door: str) -> bool:
    return door == "anyone" or door.startswith("holders:")


def test_every_route_says_who_may_use_it(app: APIFlask) -> None:
    carried = {f"{method} {rule}": doors(app.view_functions[rule.endpoint]) for method, rule in rules(app)}

    assert carried
    assert {route: found for route, found in carried.items() if len(found) != 1} == {}


def test_a_stranger_may_write_little(app: APIFlask) -> None:
    writes = {
        f"{method} {rule}"
        for method, rule in rules(app)
        if method != "GET" and all(map(is_open, doors(app.view_functions[rule.endpoint])))
    }

    assert writes == OPEN_WRITES


def test_a_door_is_shut_to_strangers(app: APIFlask) -> None:
    visitor = app.test_client()
    guarded = [
        (method, rule)
        for method, rule in rules(app)
        if not any(map(is_open, doors(app.view_functions[rule.endpoint])))
    ]

    answers = {f"{method} {rule}": knock(visitor, method, rule) for method, rule in guarded}

    assert guarded
    assert {route: answer for route, answer in answers.items() if answer not in refusals(route)} == {}


def refusals(route: str) -> set[str]:
    """What a stranger may be told there; Open311 has one answer of its own for a missing key."""
    return {"403"} if "/open311/" in route else {"401", "303 /masuk"}


def knock(visitor: FlaskClient, method: str, rule: Rule) -> str:
    """Ask without any credential, from the site's own pages: the status, and where it leads."""
    filled = {name: EXAMPLES[converter_of(rule, name)] for name in rule.arguments}
    path = visitor.application.url_map.bind("localhost").build(rule.endpoint, filled)
    afar = {"REMOTE_ADDR": "192.0.2.1"}
    answer = visitor.open(
        path, method=method, headers={"Sec-Fetch-Site": "same-origin"}, environ_overrides=afar
    )
    where = answer.headers.get("Location", "").split("?")[0]
    return f"{answer.status_code} {where}".strip()


def converter_of(rule: Rule, name: str) -> str:
    """The converter an argument of the rule has, e.g. "uuid"."""
    text = rule.rule
    before = text[: text.index(f"{name}>")].rpartition("<")[2]
    return before.partition("(")[0].rstrip(":") or "default"
