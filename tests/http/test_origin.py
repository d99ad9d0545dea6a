"""Requests that change something come from our own pages, or from no browser at all."""

import pytest

from sync.digest import content_digest
from tests.http.conftest import Build
from tests.http.house import HOST, House, Visitor, a_parcel

FORM: dict[str, object] = {"data": {"a": "b"}}
JSON: dict[str, object] = {"json": {}}


def asked_by(house: House, **headers: str) -> Visitor:
    return Visitor(house.stranger().client, headers)


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Origin": HOST},
        {},
    ],
)
def test_our_own_pages_and_programs_are_let_through(headers: dict[str, str], house: House) -> None:
    assert asked_by(house, **headers).asks("POST", "/api/v1/devices", **JSON).status_code == 201


@pytest.mark.parametrize("what", [FORM, JSON])
@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": HOST},
        {"Sec-Fetch-Site": "nonsense"},
        {"Origin": "https://evil.test"},
        {"Origin": "http://localhost:8001"},
        {"Origin": "http://localhost:8000.evil.test"},
        {"Origin": "null"},
        {"Origin": ""},
    ],
)
def test_other_sites_are_refused(headers: dict[str, str], what: dict[str, object], house: House) -> None:
    answer = asked_by(house, **headers).asks("POST", "/api/v1/devices", **what)

    assert (answer.status_code, answer.json["type"]) == (403, "urn:masdarling:problem:foreign-site")
    assert house.people.devices == {}


def test_a_form_that_says_nothing_about_its_page_is_refused(house: House) -> None:
    assert asked_by(house).asks("POST", "/api/v1/devices", **FORM).status_code == 403


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_every_method_that_changes_something_is_asked(method: str, house: House, phone: Visitor) -> None:
    parcel = a_parcel()
    phone.sends(parcel)

    answer = phone.asks(method, f"/api/v1/reports/{parcel.id}", headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    assert house.reports.get(parcel.id)


def test_a_program_with_a_cookie_may_send(phone: Visitor) -> None:
    parcel = a_parcel()
    program = Visitor(phone.client, {})

    answer = program.puts(parcel.id, parcel.body, **{"Content-Digest": content_digest(parcel.body)})

    assert answer.status_code == 201


def test_behind_a_proxy_that_ends_tls_the_known_address_counts(build: Build) -> None:
    house = build(base_url="https://masdarling.test")

    answer = asked_by(house, Origin="https://masdarling.test").asks("POST", "/api/v1/devices", **JSON)

    assert answer.status_code == 201


def test_reading_is_open_to_links_from_everywhere(house: House) -> None:
    visitor = asked_by(house, **{"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.test"})

    assert visitor.gets("/api/v1/me").status_code == 200
    assert "Access-Control-Allow-Origin" not in visitor.gets("/api/v1/me").headers
