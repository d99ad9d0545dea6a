"""Phones introduce themselves, and learn who they are taken for."""

from datetime import timedelta
from http.cookies import SimpleCookie
from typing import Any

import pytest

from backend.people.person import Grant, Role
from backend.people.ports import Unknown
from tests.http.conftest import Build
from tests.http.house import House, Visitor, a_parcel
from tests.people.builders import KUALA


def cookie(answer: Any, name: str = "md_device") -> Any:
    told = SimpleCookie()
    for header in answer.headers.getlist("Set-Cookie"):
        told.load(header)
    return told[name]


def test_a_phone_without_an_invitation_is_given_a_credential(house: House) -> None:
    stranger = house.stranger()

    answer = stranger.posts("/api/v1/devices")

    assert (answer.status_code, answer.json["person"]) == (201, None)
    assert stranger.sends(a_parcel()).status_code == 201


def test_the_credential_is_kept_from_scripts_and_other_sites(house: House) -> None:
    told = cookie(house.stranger().posts("/api/v1/devices"))

    assert (told["httponly"], told["samesite"], told["path"], told["secure"]) == (True, "Lax", "/", "")
    assert int(told["max-age"]) == 180 * 24 * 3600
    assert len(told.value) == 43


def test_where_the_site_is_reached_by_https_no_cookie_travels_without_it(build: Build) -> None:
    answer = build(base_url="https://masdarling.test").stranger().posts("/api/v1/devices")

    assert cookie(answer)["secure"] is True


def test_a_phone_that_has_a_credential_keeps_it(house: House) -> None:
    stranger = house.stranger()
    first = stranger.posts("/api/v1/devices")

    again = stranger.posts("/api/v1/devices")

    assert (again.status_code, again.json) == (200, first.json)
    assert "Set-Cookie" not in again.headers


def test_the_credential_slides_once_a_day(house: House, phone: Visitor) -> None:
    house.time.passes(timedelta(days=1))

    answers = [phone.gets("/api/v1/reports/mine") for _ in range(5)]

    assert ["Set-Cookie" in answer.headers for answer in answers] == [True, False, False, False, False]
    assert house.people.asked["device_seen"] == 1


def test_sending_asks_the_store_for_the_device_once(house: House, phone: Visitor) -> None:
    for _ in range(5):
        phone.sends(a_parcel())

    assert house.people.asked["device"] == 1
    assert house.people.asked["device_seen"] == 0


def test_a_phone_learns_who_it_is_taken_for(house: House) -> None:
    told = house.phone(Grant(Role.VOLUNTEER, KUALA)).gets("/api/v1/me").json

    assert (told["person"]["name"], told["may_send"], told["staff"]) == ("Budi", True, None)
    assert told["person"]["roles"] == [{"role": "volunteer", "scope": KUALA}]


def test_a_stranger_learns_that_nobody_is_known(house: House) -> None:
    told = house.stranger().gets("/api/v1/me").json

    assert told == {
        "api": "masdarling/1",
        "device": None,
        "person": None,
        "staff": None,
        "may_send": False,
        "public_reporting": True,
        "waiting": None,
    }


def test_a_disabled_person_sends_no_more(house: House) -> None:
    phone = house.phone(Grant(Role.VOLUNTEER, KUALA))
    (owner,) = house.people.persons

    house.people.disable(owner, house.time())

    assert phone.sends(a_parcel()).status_code == 401


def test_a_cookie_somebody_made_up_is_worth_nothing(house: House) -> None:
    stranger = house.stranger()
    for value in ("x", "", ".", "é" * 40, "x" * 3000):
        stranger.client.set_cookie("md_device", value)
        assert stranger.gets("/api/v1/reports/mine").status_code == 401


@pytest.mark.parametrize("how", [{"data": "label=x"}, {"data": b"", "content_type": "text/plain"}])
def test_a_form_cannot_ask_for_a_credential(how: dict[str, Any], house: House) -> None:
    answer = house.stranger().asks("POST", "/api/v1/devices", **how)

    assert answer.status_code == 415


def test_an_unknown_session_is_nobody(house: House) -> None:
    stranger = house.stranger()
    stranger.client.set_cookie("md_session", "made up")

    assert stranger.gets("/api/v1/me").json["staff"] is None
    with pytest.raises(Unknown):
        house.people.session("made up")
