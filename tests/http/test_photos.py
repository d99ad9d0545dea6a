"""PATCH, HEAD: a photo arrives in chunks and goes on where it was cut."""

from typing import Any

import pytest

from backend.bench.parcel import Parcel
from media import bucket
from sync.digest import content_digest
from tests.http.house import PHOTO, House, Visitor, a_parcel, photo_path

HALF = len(PHOTO) // 2


@pytest.fixture
def parcel(phone: Visitor) -> Parcel:
    parcel = a_parcel(PHOTO)
    phone.sends(parcel)
    return parcel


def standing(answer: Any) -> tuple[int, str, str, str]:
    return (
        answer.status_code,
        answer.headers.get("Upload-Offset"),
        answer.headers.get("Upload-Complete"),
        answer.headers.get("Masdarling-State"),
    )


def test_a_photo_in_one_piece_completes_its_report(phone: Visitor, parcel: Parcel) -> None:
    answer = phone.uploads(parcel, PHOTO)

    assert standing(answer) == (204, str(len(PHOTO)), "?1", "complete")
    assert (answer.data, answer.headers["Masdarling-Api"]) == (b"", "masdarling/1")


def test_a_photo_in_two_pieces_does_too(phone: Visitor, parcel: Parcel, house: House) -> None:
    first = phone.uploads(parcel, PHOTO, 0, HALF)
    second = phone.uploads(parcel, PHOTO, HALF)

    assert standing(first) == (204, str(HALF), "?0", "partial")
    assert standing(second) == (204, str(len(PHOTO)), "?1", "complete")
    assert house.parts.outbox.backlog()["due"] == 1


def test_the_phone_may_ask_how_far_a_photo_has_come(phone: Visitor, parcel: Parcel) -> None:
    phone.uploads(parcel, PHOTO, 0, HALF)

    answer = phone.stands(parcel, PHOTO)

    assert standing(answer) == (204, str(HALF), "?0", "partial")
    assert answer.headers["Masdarling-Api"] == "masdarling/1"


@pytest.mark.parametrize("start", [0, HALF - 1, HALF + 1])
def test_a_chunk_elsewhere_is_told_the_right_offset(start: int, phone: Visitor, parcel: Parcel) -> None:
    phone.uploads(parcel, PHOTO, 0, HALF)

    answer = phone.uploads(parcel, PHOTO, start, start + 10)

    assert (answer.status_code, answer.headers["Upload-Offset"]) == (409, str(HALF))
    assert (answer.headers["Upload-Complete"], answer.mimetype) == ("?0", "application/problem+json")


def test_the_last_chunk_sent_twice_is_told_that_all_is_there(phone: Visitor, parcel: Parcel) -> None:
    phone.uploads(parcel, PHOTO)

    answer = phone.uploads(parcel, PHOTO)

    assert standing(answer) == (204, str(len(PHOTO)), "?1", "complete")


def test_a_damaged_chunk_does_not_count(phone: Visitor, parcel: Parcel) -> None:
    answer = phone.uploads(parcel, PHOTO, headers={"Content-Digest": "sha-256=:" + "A" * 43 + "=:"})

    assert (answer.status_code, answer.json["type"]) == (422, "urn:masdarling:problem:digest")
    assert answer.headers["Upload-Offset"] == "0"
    assert standing(phone.stands(parcel, PHOTO))[:2] == (204, "0")


def test_another_photo_under_this_name_starts_over(phone: Visitor, parcel: Parcel) -> None:
    fake = bytes(len(PHOTO))
    path = photo_path(parcel, PHOTO)
    headers = {
        "Content-Digest": content_digest(fake),
        "Upload-Offset": "0",
        "Upload-Complete": "?1",
    }

    answer = phone.asks("PATCH", path, data=fake, content_type="application/partial-upload", headers=headers)

    assert (answer.status_code, answer.json["type"]) == (422, "urn:masdarling:problem:wrong-photo")
    assert answer.headers["Upload-Offset"] == "0"
    assert phone.uploads(parcel, PHOTO).status_code == 204


def test_a_photo_nobody_promised_is_unknown(phone: Visitor, parcel: Parcel) -> None:
    assert phone.uploads(parcel, b"another").status_code == 404
    assert phone.stands(parcel, b"another").status_code == 404


def test_a_photo_of_unknown_words_sends_the_phone_back_to_the_words(phone: Visitor) -> None:
    assert phone.uploads(a_parcel(PHOTO), PHOTO).status_code == 404


def test_a_chunk_too_large_is_refused(phone: Visitor) -> None:
    large = PHOTO + bytes(600 * 1024)
    parcel = a_parcel(large)
    phone.sends(parcel)

    assert phone.uploads(parcel, large).status_code == 413
    assert phone.uploads(parcel, large, 0, 512 * 1024).status_code == 204


@pytest.mark.parametrize(
    "wrong",
    [
        {"Upload-Offset": ""},
        {"Upload-Offset": "-1"},
        {"Upload-Offset": "1" * 16},
        {"Upload-Offset": "0x10"},
        {"Upload-Complete": ""},
        {"Upload-Complete": "1"},
        {"Upload-Complete": "?0"},
    ],
)
def test_headers_of_no_sense_are_named(wrong: dict[str, str], phone: Visitor, parcel: Parcel) -> None:
    answer = phone.uploads(parcel, PHOTO, headers=wrong)

    assert answer.status_code == 422
    assert answer.json["fields"][0]["field"] in {*wrong, "chunk"}


def test_another_content_type_is_refused(phone: Visitor, parcel: Parcel) -> None:
    assert phone.uploads(parcel, PHOTO, headers={"Content-Type": "image/jpeg"}).status_code == 415


def test_while_the_bucket_is_away_the_phone_is_asked_to_wait(
    phone: Visitor, parcel: Parcel, house: House
) -> None:
    house.bucket.fails = bucket.Unavailable("the bucket is away")

    answer = phone.uploads(parcel, PHOTO)

    assert (answer.status_code, answer.mimetype) == (503, "application/problem+json")
    assert int(answer.headers["Retry-After"]) > 0
    assert standing(phone.stands(parcel, PHOTO))[:2] == (204, "0")
