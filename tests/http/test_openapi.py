"""The API describes itself, truthfully."""

import re
from typing import Any

import pytest

from tests.http.house import PHOTO, House, Visitor, a_parcel

METHODS = {"get", "put", "post", "patch", "delete", "head"}


@pytest.fixture
def document(house: House) -> dict[str, Any]:
    told: dict[str, Any] = house.stranger().gets("/api/v1/openapi.json").json
    return told


def operations(document: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {
        (method, path): said
        for path, item in document["paths"].items()
        for method, said in item.items()
        if method in METHODS
    }


def test_every_route_of_the_api_is_described(document: dict[str, Any], house: House) -> None:
    routes = {
        (method.lower(), re.sub(r"<(?:[^<:>]+:)?([^>]+)>", r"{\1}", rule.rule))
        for rule in house.app.url_map.iter_rules()
        if rule.rule.startswith("/api/") and not rule.rule.endswith("openapi.json")
        for method in (rule.methods or set()) - {"OPTIONS"}
        if method != "HEAD" or "GET" not in (rule.methods or set())
    }

    assert set(operations(document)) == routes


def test_every_route_says_what_it_answers_in_words(document: dict[str, Any]) -> None:
    silent = [
        key
        for key, said in operations(document).items()
        if not said.get("summary") or not all(r["description"] for r in said["responses"].values())
    ]

    assert silent == []


def test_every_shape_that_is_named_is_there(document: dict[str, Any]) -> None:
    named = set(re.findall(r"#/components/schemas/(\w+)", str(document)))

    assert named <= set(document["components"]["schemas"])
    assert {"Problem", "Envelope"} <= named


def test_every_parameter_of_an_address_is_described(document: dict[str, Any]) -> None:
    for (_, path), said in operations(document).items():
        described = {p["name"] for p in said["parameters"] if p["in"] == "path"}
        assert described == set(re.findall(r"{(\w+)}", path))


def test_the_cookie_a_route_demands_is_named(document: dict[str, Any]) -> None:
    said = operations(document)

    assert said["put", "/api/v1/reports/{report_id}"]["security"] == [{"senders": []}]
    assert said["post", "/api/v1/reports/{report_id}/decisions"]["security"] == [{"may": []}]
    assert "security" not in said["get", "/api/v1/register"]


def test_every_route_of_phones_says_how_it_may_refuse_them(document: dict[str, Any]) -> None:
    of_phones = {k: said for k, said in operations(document).items() if said["x-door"] == "senders"}

    silent = {
        key for key, said in of_phones.items() if not {"401", "403", "429", "503"} <= set(said["responses"])
    }
    unnamed = {
        key
        for key, said in of_phones.items()
        if "Masdarling-Owner" not in {p["name"] for p in said["parameters"]}
    }

    assert len(of_phones) > 10
    assert (silent, unnamed) == (set(), set())


def test_what_routes_answer_is_what_the_document_says(
    document: dict[str, Any], phone: Visitor, house: House
) -> None:
    parcel = a_parcel(PHOTO)
    number = phone.sends(parcel).json["number"]
    asked = {
        ("put", "/api/v1/reports/{report_id}"): phone.sends(parcel),
        ("get", "/api/v1/reports/{report_id}/receipt"): phone.gets(f"/api/v1/reports/{parcel.id}/receipt"),
        ("get", "/api/v1/receipts/{number}"): phone.gets(f"/api/v1/receipts/{number}"),
        ("get", "/api/v1/reports/mine"): phone.gets("/api/v1/reports/mine"),
        ("post", "/api/v1/devices"): house.stranger().posts("/api/v1/devices"),
        ("get", "/api/v1/me"): phone.gets("/api/v1/me"),
        ("get", "/api/v1/register"): phone.gets("/api/v1/register"),
        ("get", "/api/v1/kelurahan"): phone.gets("/api/v1/kelurahan"),
    }

    for key, answer in asked.items():
        said = operations(document)[key]["responses"][str(answer.status_code)]
        schema = said["content"]["application/json"]["schema"]
        assert set(schema["required"]) <= set(answer.json), key
        assert set(answer.json) <= set(schema["properties"]) or "register" in key[1] or "kelurahan" in key[1]
