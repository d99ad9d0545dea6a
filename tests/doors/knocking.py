"""Every route and method, what is handed in there, and how an answer is to be understood."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from werkzeug.routing import Rule

from backend.bench.parcel import uuid7
from backend.reports.ports import NotFound
from sync.digest import content_digest
from tests.doors.askers import Asker, Knocker, another_s
from tests.doors.things import ANOTHERS, OWN, Thing, address
from tests.http.house import House
from tests.sync.making import sealed
from tests.test_doors import EXAMPLES, converter_of, doors, rules

AFAR = {"REMOTE_ADDR": "192.0.2.1"}
NOTHING_IN_PARTICULAR = Thing("the page itself")


class Outcome(StrEnum):
    PASSED = "passed"
    """Answered, or refused for what it is, whoever asks (409)."""
    UNREAD = "unread"
    """What was handed in makes no sense: 400, 413, 415, 422."""
    NOTHING = "nothing there"
    SIGN_IN = "sign in"
    PROVE = "prove who you are"
    FORBIDDEN = "forbidden"
    FAULT = "a fault"


STATUS = dict.fromkeys((400, 413, 415, 422), Outcome.UNREAD) | {
    403: Outcome.FORBIDDEN, 404: Outcome.NOTHING, 405: Outcome.FAULT, 429: Outcome.FAULT,
}  # fmt: skip


@dataclass(frozen=True)
class Route:
    method: str
    rule: Rule
    door: str

    def __str__(self) -> str:
        return f"{self.method} {self.rule.rule}"

    def things(self, every: list[Thing]) -> list[Thing]:
        """What its address or its form may name."""
        known = {name for thing in every for name in thing.address}
        named = self.rule.arguments & known | set(NAMED_INSIDE.get(str(self), {}).values())
        fitting = [thing for thing in every if named and named <= thing.address.keys()]
        return fitting or [NOTHING_IN_PARTICULAR]


@dataclass(frozen=True)
class Cell:
    """Somebody asks for something at a route."""

    route: Route
    asker: Asker
    thing: Thing

    def __str__(self) -> str:
        return f"{self.route} | {self.asker.name} | {self.thing.name}"


def routes(house: House) -> Iterator[Route]:
    for method, rule in rules(house.app):
        (door,) = doors(house.app.view_functions[rule.endpoint])
        yield Route(method, rule, door)


def knock(cell: Cell, as_whom: Knocker, house: House) -> Outcome:
    if str(cell.route) == NEW_HERE and not cell.thing.is_kept:
        cell = replace(cell, thing=replace(cell.thing, address=address(uuid7(), "")))
    whose = {OWN: as_whom, ANOTHERS: another_s(house)} if cell.thing.whose else {}
    path = _path(cell, whose, house)
    sent = _handed_in(cell, house)
    headers = {"Accept": "application/json", **sent.pop("headers", {})}
    answer = as_whom.browser.asks(
        cell.route.method, path, headers=headers, environ_overrides=AFAR, follow_redirects=False, **sent
    )
    with answer:
        return understood(answer)


def understood(answer: Any) -> Outcome:
    """A page that says of itself that a password was wrong (401, no problem) has let its asker in."""
    if answer.status_code >= 500:
        return Outcome.FAULT
    where = answer.headers.get("Location", "").partition("?")[0]
    if answer.status_code == 401 and answer.mimetype == "application/problem+json":
        return Outcome.PROVE if answer.json["type"].endswith("factor-needed") else Outcome.SIGN_IN
    led = {"/masuk": Outcome.SIGN_IN, "/masuk/bukti": Outcome.PROVE}
    return led.get(where) or STATUS.get(answer.status_code, Outcome.PASSED)


def _path(cell: Cell, whose: Mapping[str, Knocker], house: House) -> str:
    rule, named, filled = cell.route.rule, cell.thing.address, {}
    for name in rule.arguments:
        value = named.get(name, "")
        if value in whose:
            value = whose[value].holds.get(name, "")
        filled[name] = value or ("320" if name == "size" else EXAMPLES[converter_of(rule, name)])
    return house.app.url_map.bind("localhost").build(rule.endpoint, filled, method=cell.route.method)


HARMLESS = {"verdict": "verify", "version": 9}
"""Of a version that is not: whoever may decide is told so (409), and nothing changes for the next."""
NEW_HERE = "PUT /api/v1/reports/<uuid:report_id>"
"""Where a report nobody sent is welcome."""
JSON: dict[str, dict[str, Any]] = {
    "POST /api/v1/holds": {},
    "POST /api/v1/reports/<uuid:report_id>/decisions": HARMLESS,
    "PUT /api/v1/reports/<uuid:report_id>/hold": {},
    "PUT /api/v1/reports/<uuid:report_id>/me-too": {},
}
FORMS: dict[str, dict[str, str]] = {
    "POST /laporan/<uuid:report_id>/kepuasan": {"nilai": "3"},
    "POST /tinjau/<uuid:report_id>": {"verdict": "verify", "version": "9"},
    "POST /undangan/<token>": {"nama": "Wati", "setuju": "1"},
    "POST /admin/undangan": {},
    "POST /admin/undangan/kembali": {},
}
NAMED_INSIDE = {
    "POST /admin/undangan": {"kelurahan": "code"},
    "POST /admin/undangan/kembali": {"orang": "person"},
    "POST /api/v1/holds": {"kelurahan": "code"},
}
"""What is asked about, where it stands in the form: the field, and what it names."""
BYTES = {
    NEW_HERE,
    "PUT /api/v1/reports/<uuid:report_id>/answers/<uuid:answer_id>",
    "PATCH /api/v1/reports/<uuid:report_id>/photos/<sha256:sha256>",
}
WRITTEN = JSON.keys() | FORMS.keys() | BYTES
"""Where something is handed in that makes sense, so that what refuses it is never its shape."""


def _handed_in(cell: Cell, house: House) -> dict[str, Any]:
    route = str(cell.route)
    named = {field: cell.thing.address[name] for field, name in NAMED_INSIDE.get(route, {}).items()}
    if route in BYTES:
        return _bytes(cell, house)
    if cell.route.method in {"GET", "DELETE"}:
        return {}
    return (
        {"json": JSON.get(route, {}) | named} if "/api/" in route else {"data": FORMS.get(route, {}) | named}
    )


def _bytes(cell: Cell, house: House) -> dict[str, Any]:
    if cell.route.method == "PATCH":
        told = {"Upload-Offset": "0", "Upload-Complete": "?0", "Content-Digest": content_digest(b"x")}
        return {"data": b"x", "content_type": "application/partial-upload", "headers": told}
    body = _reply(cell) if "answers" in str(cell.route) else _words(cell.thing.address["report_id"], house)
    told = {"Content-Digest": content_digest(body)}
    return {"data": body, "content_type": "application/json", "headers": told}


def _words(report_id: str, house: House) -> bytes:
    """The very bytes that are kept, or new ones."""
    try:
        return house.reports.get(report_id).envelope.sealed
    except NotFound:
        return sealed(id=report_id)


def _reply(cell: Cell) -> bytes:
    said = {"v": 1, "id": EXAMPLES["uuid"], "report": cell.thing.address["report_id"], "words": "Di pasar",
            "answered_at": "2026-11-24T08:15:04+08:00", "photos": []}  # fmt: skip
    return json.dumps(said).encode()
