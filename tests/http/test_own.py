"""What belongs to whoever holds the phone: the key of their queue, the way back, and the way out."""

import base64

import pytest

from backend.people.person import Grant, Role
from tests.http.house import House, a_parcel
from tests.people.builders import KUALA

VOLUNTEER = Grant(Role.VOLUNTEER, KUALA)
KEY, OUT, LINK = "/api/v1/me/key", "/api/v1/sign-out", "/api/v1/me/return-link"


def test_every_phone_of_a_person_has_the_same_key_and_nobody_else_has_it(house: House) -> None:
    first = house.phone(VOLUNTEER)
    (owner,) = house.people.persons
    others = [house.phone_of(owner), house.phone(VOLUNTEER), house.phone(), house.phone()]

    mine, again, *theirs = [phone.gets(KEY).json["key"] for phone in (first, *others)]

    assert mine == again
    assert len(base64.b64decode(mine)) == 32
    assert len({mine, *theirs}) == 4


def test_a_key_is_never_kept_by_a_browser(house: House) -> None:
    assert house.phone(VOLUNTEER).gets(KEY).headers["Cache-Control"] == "no-store"


def test_a_stranger_has_no_key_and_no_way_back(house: House) -> None:
    assert house.stranger().gets(KEY).status_code == 401
    assert house.stranger().posts(LINK).status_code == 401
    assert house.phone().posts(LINK).status_code == 403


def test_after_signing_out_the_phone_is_nobody_s(house: House) -> None:
    phone = house.phone(VOLUNTEER)
    device = phone.gets("/api/v1/me").json["device"]

    answer = phone.posts(OUT, json={"device": device})

    assert answer.json["device"] == device
    assert not phone.client.get_cookie("md_device")
    assert phone.gets("/api/v1/me").json["person"] is None
    assert phone.sends(a_parcel()).status_code == 401


def test_a_credential_that_was_signed_out_is_worth_nothing_to_whoever_copied_it(house: House) -> None:
    phone = house.phone(VOLUNTEER)
    copy = phone.client.get_cookie("md_device")
    assert copy
    phone.posts(OUT, json={"device": phone.gets("/api/v1/me").json["device"]})

    phone.client.set_cookie("md_device", copy.value)

    assert phone.sends(a_parcel()).status_code == 401


@pytest.mark.parametrize("body", [{}, {"device": None}, {"device": "another"}, [], "x"])
def test_signing_out_another_device_leaves_this_one_alone(house: House, body: object) -> None:
    phone = house.phone(VOLUNTEER)

    answer = phone.posts(OUT, json=body)

    assert answer.json["device"] is None
    assert phone.sends(a_parcel()).status_code == 201


def test_a_wish_too_deep_to_read_names_no_device(house: House) -> None:
    deep = b"[" * 1000

    answer = house.phone().asks("POST", OUT, data=deep, content_type="application/json")

    assert (answer.status_code, answer.json["device"]) == (200, None)


def test_a_wish_to_leave_made_without_a_network_is_obeyed_with_the_next_request(house: House) -> None:
    phone = house.phone(VOLUNTEER)
    device = phone.gets("/api/v1/me").json["device"]
    phone.client.set_cookie("md_who", f"out.{device}")

    answer = phone.gets("/api/v1/me")

    assert (answer.json["device"], answer.json["person"]) == (None, None)
    assert [phone.client.get_cookie(name) for name in ("md_device", "md_who")] == [None, None]


def test_an_old_wish_to_leave_does_not_sign_the_next_person_out(house: House) -> None:
    phone = house.phone(VOLUNTEER)
    phone.client.set_cookie("md_who", "out.somebody-else")

    assert phone.gets("/api/v1/me").json["person"]["name"] == "Budi"
    assert phone.client.get_cookie("md_who") is None


def test_the_wish_to_leave_and_the_next_one_s_invitation_come_together(house: House) -> None:
    phone = house.phone(VOLUNTEER)
    device = phone.gets("/api/v1/me").json["device"]
    link = house.phone(VOLUNTEER).posts(LINK).json["link"]
    phone.client.set_cookie("md_who", f"out.{device}")

    phone.asks("POST", link.removeprefix("http://localhost:8000"), data={"nama": "Siti"})

    told = phone.gets("/api/v1/me").json
    assert told["device"] != device
    who = phone.client.get_cookie("md_who")
    assert who
    assert who.value == told["person"]["id"]


def test_a_volunteer_comes_back_as_the_same_person(house: House) -> None:
    phone = house.phone(VOLUNTEER)
    me, parcel = phone.gets("/api/v1/me").json, a_parcel()
    phone.sends(parcel)
    link = phone.posts(LINK).json["link"].removeprefix("http://localhost:8000")
    phone.posts(OUT, json={"device": me["device"]})

    assert "Budi" in phone.gets(link).text
    assert phone.asks("POST", link, data={}).status_code == 303

    assert phone.gets("/api/v1/me").json["person"] == me["person"]
    assert phone.sends(parcel).status_code == 200
    assert house.stranger().asks("POST", link, data={}).status_code == 404


def test_a_new_way_back_ends_the_earlier_one(house: House) -> None:
    phone = house.phone(VOLUNTEER)
    old, new = (phone.posts(LINK).json["link"].removeprefix("http://localhost:8000") for _ in range(2))

    assert house.stranger().gets(old).status_code == 404
    assert house.stranger().gets(new).status_code == 200


def test_what_became_of_reports_is_kept_by_no_cache_and_asked_again_by_its_etag(house: House) -> None:
    phone = house.phone()
    phone.sends(a_parcel())
    told = phone.gets("/api/v1/reports/mine")

    again = phone.gets("/api/v1/reports/mine", headers={"If-None-Match": told.headers["ETag"]})

    assert (told.headers["Cache-Control"], again.status_code) == ("no-store", 304)
