"""Who a browser is taken for, before and after it signs in, signs out or accepts an invitation."""

from typing import Any

import pytest

from backend.people import invitations
from backend.people.person import Grant, Role
from backend.routes.cookies import DEVICE, SESSION
from tests.http.conftest import Build
from tests.http.house import PHOTO, House, Visitor, a_parcel
from tests.people.builders import KUALA, PASSWORD, TELIHAN, a_reviewer

SIGN_IN = {"nama": "sari", "sandi": PASSWORD}


@pytest.fixture
def office(house: House) -> House:
    house.knows(a_reviewer(TELIHAN, "sari"))
    return house


def invited(house: House) -> str:
    _, token = invitations.make(Grant(Role.VOLUNTEER, KUALA), people=house.people, now=house.time())
    return f"/undangan/{token}"


def accepts(visitor: Visitor, link: str) -> Any:
    return visitor.asks("POST", link, data={"nama": "Budi", "setuju": "ya"})


def cookie(visitor: Visitor, name: str) -> str:
    kept = visitor.client.get_cookie(name)
    return kept.value if kept else ""


def test_signing_in_gives_a_session_nobody_could_have_planted(office: House) -> None:
    visitor = office.stranger()
    visitor.client.set_cookie(SESSION, "planted")

    visitor.asks("POST", "/masuk", data=SIGN_IN)

    assert len(cookie(visitor, SESSION)) == 43
    assert visitor.gets("/api/v1/me").json["staff"]["name"] == "Sari"


def test_signing_in_again_ends_the_session_before(office: House) -> None:
    visitor = office.stranger()
    visitor.asks("POST", "/masuk", data=SIGN_IN)
    before = cookie(visitor, SESSION)

    visitor.asks("POST", "/masuk", data=SIGN_IN)

    other = office.stranger()
    other.client.set_cookie(SESSION, before)
    assert other.gets("/api/v1/me").json["staff"] is None


def test_the_session_is_kept_from_scripts_and_other_sites(office: House) -> None:
    answer = office.stranger().asks("POST", "/masuk", data=SIGN_IN)

    told = answer.headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= {part.strip() for part in told.split(";")}


def test_nobody_signs_anyone_in_from_another_site(office: House) -> None:
    stranger = office.stranger()

    forged = stranger.asks("POST", "/masuk", data=SIGN_IN, headers={"Sec-Fetch-Site": "cross-site"})

    assert (forged.status_code, cookie(stranger, SESSION)) == (403, "")


def test_signing_out_leaves_the_phone_and_its_queue_alone(office: House) -> None:
    phone = office.phone()
    parcel = a_parcel(PHOTO)
    phone.sends(parcel)
    device = cookie(phone, DEVICE)
    phone.asks("POST", "/masuk", data=SIGN_IN)

    left = phone.asks("POST", "/keluar")

    assert "Clear-Site-Data" not in left.headers
    assert (cookie(phone, SESSION), cookie(phone, DEVICE)) == ("", device)
    assert phone.uploads(parcel, PHOTO).status_code == 204


def test_a_session_that_was_signed_out_is_worth_nothing_elsewhere(office: House) -> None:
    visitor = office.stranger()
    visitor.asks("POST", "/masuk", data=SIGN_IN)
    copied = cookie(visitor, SESSION)

    visitor.asks("POST", "/keluar")

    thief = office.stranger()
    thief.client.set_cookie(SESSION, copied)
    assert thief.gets("/api/v1/me").json["staff"] is None


def test_what_a_phone_had_begun_without_a_name_is_finished_under_one(house: House) -> None:
    phone = house.phone()
    parcel = a_parcel(PHOTO)
    phone.sends(parcel)

    accepts(phone, invited(house))

    assert phone.gets("/api/v1/me").json["person"]["name"] == "Budi"
    assert phone.sends(parcel).status_code == 200
    assert phone.uploads(parcel, PHOTO).status_code == 204


def test_reports_sent_after_accepting_are_the_persons_at_once(house: House) -> None:
    phone = house.phone()
    phone.gets("/api/v1/reports/mine")
    accepts(phone, invited(house))
    parcel = a_parcel()

    phone.sends(parcel)

    (owner,) = house.people.persons
    assert house.reports.get(parcel.id).sender.person == owner


def test_a_second_person_on_the_phone_sends_as_themselves(house: House) -> None:
    phone = house.phone(Grant(Role.VOLUNTEER, TELIHAN))
    parcel = a_parcel(PHOTO)
    phone.sends(parcel)

    accepts(phone, invited(house))

    assert phone.gets("/api/v1/me").json["person"]["name"] == "Budi"
    assert phone.sends(parcel).status_code == 404
    assert phone.gets("/api/v1/reports/mine").json["reports"] == []


def test_opening_a_link_to_look_at_it_changes_nothing(house: House) -> None:
    link = invited(house)
    visitor = house.stranger()

    for _ in range(3):
        assert visitor.gets(link).status_code == 200

    assert cookie(visitor, DEVICE) == ""
    assert accepts(visitor, link).status_code == 303


def test_the_link_is_not_told_to_other_sites_nor_kept(house: House) -> None:
    answer = house.stranger().gets(invited(house))

    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "no-store"


def test_where_the_site_is_reached_by_https_the_session_never_travels_without_it(build: Build) -> None:
    house = build(base_url="https://masdarling.test")
    house.knows(a_reviewer(TELIHAN, "sari"))

    answer = house.stranger().asks("POST", "/masuk", data=SIGN_IN)

    assert "; Secure" in answer.headers["Set-Cookie"]


def test_under_https_no_other_site_of_the_domain_can_set_the_session(build: Build) -> None:
    """By its name a browser takes the cookie from this very host alone (RFC 6265bis, 4.1.3.2)."""
    office = build(base_url="https://localhost:8000")
    office.knows(a_reviewer(TELIHAN, "sari"))
    planted = office.staff(Grant(Role.REVIEWER, TELIHAN))

    answer = office.stranger().asks("POST", "/masuk", data=SIGN_IN)

    name, _, rest = answer.headers["Set-Cookie"].partition("=")
    said = {part.strip() for part in rest.split(";")}
    assert name == "__Host-md_session"
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= said
    assert not any(part.startswith("Domain") for part in said)
    assert planted.gets("/tinjau").status_code == 303, "the name that anybody may set is worth nothing"
