"""What holds for every answer of every route: careful headers, our mark, one shape of error."""

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256

import pytest
from werkzeug.routing import Rule

from backend.reports.ports import NotFound
from tests.http.conftest import Build
from tests.http.house import House

EXAMPLES = {
    "uuid": "01990000-0000-7000-8000-000000000000",
    "sha256": "0" * 64,
    "int": 320,
    "any": "json",
}
CAREFUL = {
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
    "Referrer-Policy",
    "Permissions-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Cache-Control",
}


def addresses(house: House) -> Iterator[tuple[str, str]]:
    """Every method and address of the application, filled with examples."""
    adapter = house.app.url_map.bind("localhost")
    for rule in house.app.url_map.iter_rules():
        for method in sorted(rule.methods or ()):
            yield method, adapter.build(rule.endpoint, filled(rule), method=method)


def filled(rule: Rule) -> dict[str, object]:
    names = re.findall(r"<(?:(\w+)[^<:>]*:)?(\w+)>", rule.rule)
    return {name: EXAMPLES.get(converter, "x") for converter, name in names}


def test_every_route_answers_with_careful_headers(house: House) -> None:
    stranger = house.stranger()

    bare = {}
    for method, path in addresses(house):
        with stranger.asks(method, path) as answer:
            bare[f"{method} {path}"] = CAREFUL - set(answer.headers.keys())

    assert {route: missing for route, missing in bare.items() if missing} == {}
    assert len(bare) > 40


def test_every_answer_of_the_api_bears_our_mark(house: House) -> None:
    stranger = house.stranger()
    asked = [(method, path) for method, path in addresses(house) if path.startswith("/api/")]
    asked.remove(("GET", "/api/v1/openapi.json"))  # a document about the API, not one of its answers
    asked += [("GET", "/api/v1/nothing"), ("BREW", "/api/v1/me"), ("GET", "/api/"), ("PUT", "/api/v1/me")]

    answers = {f"{method} {path}": stranger.asks(method, path) for method, path in asked}

    assert len(answers) > 20
    assert {k for k, a in answers.items() if a.headers.get("Masdarling-Api") != "masdarling/1"} == set()
    assert {k for k, a in answers.items() if "Masdarling-Register" not in a.headers} == set()
    assert {
        k for k, a in answers.items() if a.is_json and a.data and a.json["api"] != "masdarling/1"
    } == set()


def test_every_error_of_the_api_is_a_problem_document(house: House) -> None:
    stranger = house.stranger()
    refused = [
        answer
        for method, path in addresses(house)
        if path.startswith("/api/") and (answer := stranger.asks(method, path)).status_code >= 400
    ]

    assert refused
    for answer in refused:
        assert answer.mimetype == "application/problem+json"
        if answer.request.method != "HEAD":
            assert answer.json is not None
            assert {"api", "type", "title", "detail", "status"} <= set(answer.json)
            assert answer.json["status"] == answer.status_code


def test_nothing_inline_and_nothing_foreign_runs_on_a_page(house: House) -> None:
    policy = house.stranger().gets("/healthz").headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert not {"unsafe-inline", "unsafe-eval", "*", "http:", "https:"} & set(
        policy.replace(";", " ").replace("'", "").split()
    )


def test_what_stands_in_the_app_page_itself_is_let_in_by_its_hash_and_nothing_else_is(house: House) -> None:
    stranger = house.stranger()

    answer = stranger.gets("/lapor")

    inside = re.findall(r"<(script|style)[^>]*>([^<]+)</", answer.text)
    assert {kind for kind, _ in inside} == {"script", "style"}
    policy = answer.headers["Content-Security-Policy"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    for kind, text in inside:
        digest = b64encode(sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in rules[f"{kind}-src"]
    assert "unsafe" not in policy
    assert "sha256" not in stranger.gets("/").headers["Content-Security-Policy"]


def test_map_tiles_are_the_only_pictures_from_elsewhere(build: Build) -> None:
    house = build(tiles_url="https://tiles.test/{z}/{x}/{y}.png")

    policy = house.stranger().gets("/healthz").headers["Content-Security-Policy"]

    assert "img-src 'self' data: blob: https://tiles.test;" in policy


@pytest.mark.parametrize(("address", "promised"), [("https://masdarling.test", True), ("http://x", False)])
def test_browsers_are_told_to_stay_with_https_where_there_is_https(
    build: Build, address: str, promised: bool
) -> None:
    answer = build(base_url=address).stranger().gets("/healthz")

    assert ("Strict-Transport-Security" in answer.headers) is promised


def test_nothing_of_the_api_lies_in_a_shared_cache_by_default(house: House) -> None:
    assert house.phone().gets("/api/v1/me").headers["Cache-Control"] == "no-store"


def test_a_fault_of_ours_tells_nothing_about_the_inside(house: House) -> None:
    house.people.devices = None  # type: ignore[assignment]  # a programming error

    answer = house.stranger().posts("/api/v1/devices")

    assert (answer.status_code, answer.mimetype) == (500, "application/problem+json")
    assert "NoneType" not in answer.text


def test_a_browser_that_wanted_a_page_is_shown_one(house: House) -> None:
    answer = house.stranger().gets("/no-such-page", headers={"Accept": "text/html,*/*;q=0.8"})

    assert (answer.status_code, answer.mimetype) == (404, "text/html")


def test_a_program_outside_the_api_is_answered_by_a_document(house: House) -> None:
    answer = house.stranger().gets("/no-such-page", headers={"Accept": "application/json"})

    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")


def test_what_an_address_brings_along_is_never_repeated_in_an_error(house: House) -> None:
    answer = house.stranger().gets("/api/v1/<script>alert(1)</script>")

    assert "<script>" not in answer.text


def test_not_found_says_the_same_whatever_was_not_found(house: House) -> None:
    one, other = NotFound("a secret"), NotFound("another")

    assert str(one) != str(other)
    told = [house.stranger().gets(f"/api/v1/receipts/{n}").data for n in ("MD-0000-0000", "x")]
    assert told[0] == told[1]
