"""Headers somebody made up: no answer breaks or follows them, and each bears its own careful ones."""

from collections.abc import Callable
from typing import Any

import pytest
from werkzeug.routing import Rule

from backend.people.person import Grant, Role
from tests.http.conftest import Build
from tests.http.house import House, Visitor
from tests.http.test_every_answer import CAREFUL, addresses, filled

FORGED: dict[str, dict[str, str]] = {
    "another host, said by a proxy": {
        "Host": "jahat.example", "X-Forwarded-Host": "jahat.example", "X-Forwarded-For": "127.0.0.1",
        "X-Forwarded-Proto": "https", "X-Forwarded-Prefix": "/jahat.example", "X-Real-Ip": "127.0.0.1",
        "Forwarded": "for=127.0.0.1;host=jahat.example", "X-Original-URL": "/admin",
        "X-Rewrite-URL": "/admin", "X-HTTP-Method-Override": "DELETE", "X-HTTP-Method": "PUT",
    },
    "a page of elsewhere": {"Referer": "https://jahat.example/", "Origin": "https://jahat.example"},
    "no page at all": {"Origin": "null", "Sec-Fetch-Site": "cross-site", "Host": "jahat.example:99999/@["},
    "ranges and tags without an end": {
        "Range": "bytes=" + ",".join(["0-"] * 1_000),
        "If-None-Match": ", ".join(f'"{n}"' for n in range(2_000)),
        "If-Modified-Since": "99 Feb 99999999999", "If-Match": "W/", "Masdarling-Age-Ms": "9" * 4_000,
        "Upload-Offset": "9" * 4_000, "Content-Digest": "sha-256=:" + "A" * 5_000 + ":",
    },
    "tags, ranges and times that are none": {
        "Range": "bytes=999999999999999999999-", "If-None-Match": '"' * 999, "If-Range": "yesterday",
        "Upload-Offset": "-1e9", "Content-Type": "multipart/form-data; boundary=", "Content-Encoding": "zip",
    },
    "languages and kinds without an end": {
        "Accept-Language": ",".join(f"x{n};q=0.{n}" for n in range(1_000)), "Accept": "*/*;q=x;;;",
        "User-Agent": "<script>x</script>" * 400, "Accept-Encoding": "gzip;q=1e999, br;q=nan",
    },
    "a language and credentials that are none": {
        "Accept-Language": "../../etc/passwd;q=nan, *;q=1e308", "Authorization": "Bearer \u00ff\u00fe",
        "Cookie": "md_session=\x7f; md_device=x; md_who=out.",
    },
}  # fmt: skip


@pytest.mark.parametrize("forged", FORGED)
def test_no_header_breaks_an_answer_or_is_followed(house: House, forged: str) -> None:
    visitor = house.staff(*(Grant(role) for role in Role))

    wrong = {}
    for method, path in addresses(house):
        with visitor.asks(method, path, headers=FORGED[forged]) as answer:
            said = str(answer.headers) + (answer.text if "text" in answer.mimetype else "")
            if answer.status_code >= 500 or "jahat" in said or not set(answer.headers.keys()) >= CAREFUL:
                wrong[f"{method} {path}"] = (answer.status_code, said[:300])

    assert wrong == {}


def test_what_only_some_may_read_lies_in_no_cache(house: House) -> None:
    """It is not kept, or its reader's own browser asks for it anew each time."""
    visitor = house.staff(*(Grant(role) for role in Role))

    kept = {}
    for path in private(house):
        with visitor.gets(path) as answer:
            said = set(answer.headers["Cache-Control"].split(", "))
            if "no-store" not in said and not {"private", "no-cache"} <= said:
                kept[path] = said

    assert kept == {}


def private(house: House) -> list[str]:
    """Addresses behind a door of staff or of phones."""
    adapter = house.app.url_map.bind("localhost")
    readable = [rule for rule in house.app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    return [adapter.build(rule.endpoint, filled(rule)) for rule in readable if door(house, rule) in BEHIND]


BEHIND = {"may", "signed_in", "senders"}


def door(house: House, rule: Rule) -> str:
    view: Any = house.app.view_functions[rule.endpoint]
    return str(view.door).partition(":")[0]


def breaks(house: House) -> Visitor:
    house.people.devices = None  # type: ignore[assignment]  # a programming error
    return house.stranger()


def stranger(house: House) -> Visitor:
    return house.stranger()


def phone(house: House) -> Visitor:
    return house.phone()


WAYS: list[tuple[int, Callable[[House], Visitor], str, str, dict[str, Any]]] = [
    (200, stranger, "GET", "/healthz", {}),
    (200, stranger, "GET", "/sw.js", {}),
    (200, stranger, "GET", "/manifest.webmanifest", {}),
    (200, stranger, "OPTIONS", "/lapor", {}),
    (303, stranger, "GET", "/tinjau", {}),
    (304, stranger, "GET", "/api/v1/register", {}),
    (401, stranger, "GET", "/api/v1/reports/mine", {}),
    (400, stranger, "GET", "/lacak?nomor=%00", {}),
    (403, stranger, "POST", "/masuk", {"headers": {"Sec-Fetch-Site": "cross-site"}}),
    (404, stranger, "GET", "/aset/nothing.js", {}),
    (404, stranger, "GET", "/media/x", {}),
    (405, stranger, "DELETE", "/masuk", {}),
    (413, stranger, "POST", "/masuk", {"data": {"nama": "x" * 300_000}}),
    (415, phone, "PUT", "/api/v1/me/push", {"data": b"x", "content_type": "text/plain"}),
    (422, phone, "PUT", "/api/v1/me/push", {"json": {}}),
    (500, breaks, "POST", "/api/v1/devices", {"json": {}}),
]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: f"{way[0]} {way[2]} {way[3]}")
def test_whatever_the_status_the_careful_headers_are_there(
    build: Build, way: tuple[int, Callable[[House], Visitor], str, str, dict[str, Any]]
) -> None:
    status, who, method, path, more = way
    house = build(base_url="https://localhost:8000")
    visitor = who(house)
    if status == 304:
        more = {"headers": {"If-None-Match": visitor.gets(path).headers["ETag"]}}

    answer = visitor.asks(method, path, **more)

    assert answer.status_code == status
    assert {*CAREFUL, "Strict-Transport-Security"} - set(answer.headers.keys()) == set()
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
