"""PUT, DELETE: the words of a report, and every answer protocol v1 gives to them."""

import hashlib
import json
from datetime import timedelta
from typing import Any

import pytest

from backend.people.person import Grant, Role
from backend.reports.moves import State
from sync.digest import content_digest
from tests.http.conftest import Build
from tests.http.house import PHOTO, House, Visitor, a_parcel
from tests.people.builders import KUALA


def changed(body: bytes, **words: object) -> bytes:
    return json.dumps(json.loads(body) | words).encode()


def test_new_words_are_kept_and_said_to_be(phone: Visitor) -> None:
    parcel = a_parcel(PHOTO)

    answer = phone.sends(parcel)

    assert answer.status_code == 201
    assert answer.json["number"].startswith("MD-")
    assert answer.json == {
        "api": "masdarling/1",
        "id": parcel.id,
        "digest": parcel.digest,
        "number": answer.json["number"],
        "state": "partial",
        "photos": [
            {
                "sha256": hashlib.sha256(PHOTO).hexdigest(),
                "offset": 0,
                "complete": False,
                "stored": False,
            }
        ],
        "limits": {"chunk_max": 524288, "photo_max": 12582912},
    }


def test_the_same_words_sent_again_are_kept_once(phone: Visitor, house: House) -> None:
    parcel = a_parcel(*(PHOTO + bytes([n]) for n in range(5)))

    answers = [phone.sends(parcel) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [201, 200, 200]
    assert answers[0].json == answers[1].json == answers[2].json
    assert len(house.parts.reports.lines_of(house.reports.get(parcel.id).sender)) == 1


def test_words_without_photos_are_complete(phone: Visitor) -> None:
    assert phone.sends(a_parcel()).json["state"] == "complete"


def test_other_words_under_the_same_id_clash(phone: Visitor, house: House) -> None:
    parcel = a_parcel()
    phone.sends(parcel)

    other = changed(parcel.body, note="lain")
    answer = phone.puts(parcel.id, other, **{"Content-Digest": content_digest(other)})

    assert (answer.status_code, answer.json["type"]) == (409, "urn:masdarling:problem:clash")
    assert house.reports.get(parcel.id).envelope.digest == parcel.digest


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"extra": 1}, "extra"),
        ({"note": "x" * 2001}, "note"),
        ({"v": 2}, "v"),
        ({"photos": [{}]}, "photos.0.sha256"),
    ],
)
def test_words_that_break_the_contract_are_told_where(
    words: dict[str, object], field: str, phone: Visitor
) -> None:
    parcel = a_parcel()
    body = changed(parcel.body, **words)

    answer = phone.puts(parcel.id, body, **{"Content-Digest": content_digest(body)})

    assert answer.status_code == 422
    assert field in [problem["field"] for problem in answer.json["fields"]]
    assert all(problem["problem"] for problem in answer.json["fields"])


def test_words_for_another_address_are_refused(phone: Visitor) -> None:
    parcel, other = a_parcel(), a_parcel()

    answer = phone.puts(other.id, parcel.body, **{"Content-Digest": content_digest(parcel.body)})

    assert (answer.status_code, answer.json["fields"][0]["field"]) == (422, "id")


@pytest.mark.parametrize(
    "told", [{}, {"Content-Digest": "sha-256=:AAAA:"}, {"Content-Digest": content_digest(b"")}]
)
def test_damaged_words_are_not_kept(told: str | None, phone: Visitor) -> None:
    parcel = a_parcel()

    answer = phone.puts(parcel.id, parcel.body, **({"Content-Digest": told} if told else {}))

    assert (answer.status_code, answer.json["type"]) == (422, "urn:masdarling:problem:digest")
    assert phone.sends(parcel).status_code == 201


def test_who_has_no_credential_is_asked_for_one(house: House) -> None:
    answer = house.stranger().sends(a_parcel())

    assert (answer.status_code, answer.json["type"]) == (401, "urn:masdarling:problem:credential-needed")


def test_a_revoked_device_is_asked_for_a_credential(house: House) -> None:
    phone = house.phone()
    for device in house.people.devices.values():
        house.people.revoke_device(device.id, house.time())

    assert phone.sends(a_parcel()).status_code == 401


def test_a_report_of_somebody_else_is_not_confirmed(phone: Visitor, house: House) -> None:
    parcel = a_parcel(PHOTO)
    phone.sends(parcel)
    other = house.phone()

    answers = [
        other.sends(parcel),
        other.uploads(parcel, PHOTO),
        other.stands(parcel, PHOTO),
        other.gets(f"/api/v1/reports/{parcel.id}/receipt"),
        other.asks("DELETE", f"/api/v1/reports/{parcel.id}"),
    ]

    assert [answer.status_code for answer in answers] == [404] * 5


def test_a_second_phone_of_the_same_person_goes_on_with_it(house: House) -> None:
    first = house.phone(Grant(Role.VOLUNTEER, KUALA))
    parcel = a_parcel(PHOTO)
    first.sends(parcel)
    (owner,) = house.people.persons

    second = house.phone_of(owner)

    assert second.sends(parcel).status_code == 200
    assert second.uploads(parcel, PHOTO).status_code == 204


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_another_content_type_is_refused(kind: str, phone: Visitor) -> None:
    parcel = a_parcel()

    answer = phone.puts(parcel.id, parcel.body, kind, **{"Content-Digest": content_digest(parcel.body)})

    assert answer.status_code == 415


def test_a_body_too_large_is_refused(phone: Visitor) -> None:
    parcel = a_parcel()
    body = parcel.body + b" " * 128 * 1024

    answer = phone.puts(parcel.id, body, **{"Content-Digest": content_digest(body)})

    assert (answer.status_code, answer.mimetype) == (413, "application/problem+json")


def test_the_age_the_phone_measured_beats_its_clock(phone: Visitor, house: House) -> None:
    parcel = a_parcel()

    phone.sends(parcel, **{"Masdarling-Age-Ms": str(90 * 60 * 1000)})

    assert house.reports.get(parcel.id).captured_estimate == house.time() - timedelta(minutes=90)


@pytest.mark.parametrize("age", ["", "-5", "soon", "9" * 400, "٣"])
def test_an_age_of_no_sense_is_no_reason_to_refuse(age: str, phone: Visitor) -> None:
    assert phone.sends(a_parcel(), **{"Masdarling-Age-Ms": age.encode().decode("latin-1")}).status_code == 201


def test_without_a_place_the_senders_kelurahan_is_taken(house: House) -> None:
    parcel = a_parcel()
    body = changed(parcel.body, where=None, kelurahan=None)

    volunteer, anonymous = house.phone(Grant(Role.VOLUNTEER, KUALA)), house.phone()
    refused = anonymous.puts(parcel.id, body, **{"Content-Digest": content_digest(body)})
    kept = volunteer.puts(parcel.id, body, **{"Content-Digest": content_digest(body)})

    assert (refused.status_code, kept.status_code) == (422, 201)
    assert house.reports.get(parcel.id).kelurahan == KUALA


def test_a_report_that_lacks_photos_can_be_discarded(phone: Visitor) -> None:
    parcel = a_parcel(PHOTO)
    phone.sends(parcel)

    answer = phone.asks("DELETE", f"/api/v1/reports/{parcel.id}")

    assert (answer.status_code, answer.data) == (204, b"")
    assert phone.stands(parcel, PHOTO).status_code == 404


def test_a_whole_report_is_no_longer_only_the_senders(phone: Visitor) -> None:
    parcel = a_parcel()
    phone.sends(parcel)

    answer = phone.asks("DELETE", f"/api/v1/reports/{parcel.id}")

    assert (answer.status_code, answer.json["type"]) == (409, "urn:masdarling:problem:whole")
    assert "decided" not in answer.json


def test_where_only_invited_people_report_an_anonymous_phone_is_told_so(build: Build) -> None:
    house = build(public_reporting=False)

    answers = [house.stranger().posts("/api/v1/devices"), house.phone().sends(a_parcel())]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert house.phone(Grant(Role.VOLUNTEER, KUALA)).sends(a_parcel()).status_code == 201


def test_what_an_anonymous_phone_had_begun_is_finished_after_the_city_closed(build: Build) -> None:
    house = build()
    phone = house.phone()
    parcel = a_parcel(PHOTO)
    phone.sends(parcel)

    house.closes()

    assert phone.sends(parcel).status_code == 200
    assert phone.uploads(parcel, PHOTO).status_code == 204


@pytest.mark.parametrize("path", ["/api/v1/reports/not-a-uuid", "/api/v1/reports/", "/api/v2/reports"])
def test_an_unknown_address_is_answered_in_the_same_shape(path: str, phone: Visitor) -> None:
    answer: Any = phone.asks("PUT", path, data=b"{}", content_type="application/json")

    assert answer.status_code in {404, 405}
    assert answer.mimetype == "application/problem+json"
    assert answer.json["api"] == "masdarling/1"


def test_words_are_with_the_reviewers_from_the_first_answer_on(phone: Visitor, house: House) -> None:
    parcel = a_parcel(PHOTO)
    phone.sends(parcel)

    (line,) = house.reports.queue(None, [State.RECEIVED])

    assert line.id == parcel.id
