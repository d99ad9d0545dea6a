"""A queue says as whom it is sent; somebody else who came to the phone meanwhile does not send it."""

from typing import Any

import pytest

from backend.people.person import Grant, Role
from tests.http.house import PHOTO, House, Visitor, a_parcel, photo_path
from tests.people.builders import KUALA

OTHER = "01990000000070008000000000000002"
VOLUNTEER = Grant(Role.VOLUNTEER, KUALA)


def owner_of(phone: Visitor) -> str:
    return str((phone.gets("/api/v1/me").json["person"] or {"id": ""})["id"])


@pytest.fixture
def volunteer(house: House) -> Visitor:
    return house.phone(VOLUNTEER)


def test_a_queue_is_taken_from_whom_it_says_it_is_of(volunteer: Visitor, phone: Visitor) -> None:
    hers = volunteer.sends(a_parcel(PHOTO), **{"Masdarling-Owner": owner_of(volunteer)})
    nobodys = phone.sends(a_parcel(PHOTO), **{"Masdarling-Owner": ""})

    assert (hers.status_code, nobodys.status_code) == (201, 201)


def test_an_older_phone_that_does_not_say_is_believed(volunteer: Visitor) -> None:
    assert volunteer.sends(a_parcel(PHOTO)).status_code == 201


@pytest.mark.parametrize("said", [OTHER, ""])
def test_words_of_somebody_else_are_refused_by_name_and_not_kept(volunteer: Visitor, said: str) -> None:
    parcel = a_parcel(PHOTO)

    refused = volunteer.sends(parcel, **{"Masdarling-Owner": said})

    assert refused.status_code == 403
    assert refused.json["type"] == "urn:masdarling:problem:other-owner"
    assert refused.headers["Masdarling-Owner"] == owner_of(volunteer)
    assert volunteer.gets(f"/api/v1/reports/{parcel.id}/receipt").status_code == 404


def test_a_phone_that_is_nobodys_does_not_send_what_is_somebodys(phone: Visitor) -> None:
    refused = phone.sends(a_parcel(PHOTO), **{"Masdarling-Owner": OTHER})

    assert (refused.status_code, refused.headers["Masdarling-Owner"]) == (403, "")


def test_nor_chunks_nor_questions_nor_removals_of_somebody_else(volunteer: Visitor) -> None:
    parcel = a_parcel(PHOTO)
    volunteer.sends(parcel)
    said: dict[str, Any] = {"headers": {"Masdarling-Owner": OTHER}}

    chunk = volunteer.uploads(parcel, PHOTO, **said)
    asked = volunteer.asks("HEAD", photo_path(parcel, PHOTO), **said)
    removed = volunteer.asks("DELETE", f"/api/v1/reports/{parcel.id}", **said)

    assert {answer.status_code for answer in (chunk, asked, removed)} == {403}
    assert asked.headers["Masdarling-Owner"] == owner_of(volunteer)
    assert volunteer.stands(parcel, PHOTO).headers["Upload-Offset"] == "0"
