"""The sender answers a reviewer's question over HTTP: failures as for reports."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import pytest

from backend.people.person import Grant, Role
from sync.digest import content_digest, sha256
from tests.http.house import PHOTO, House, Visitor, a_parcel
from tests.people.builders import KUALA

MORE = PHOTO + b"more"


def a_reply(parcel: Any, *photos: bytes, **changes: Any) -> dict[str, Any]:
    promised = [{"sha256": sha256(p), "size": len(p), "type": "image/jpeg"} for p in photos]
    said = {"v": 1, "id": an_id(), "report": parcel.id, "words": "Di belakang pasar",
            "answered_at": "2026-11-24T08:15:04+08:00", "photos": promised}  # fmt: skip
    return said | changes


def an_id() -> str:
    return str(UUID(int=uuid4().int & ~(0xF << 76 | 3 << 62) | 7 << 76 | 2 << 62))


def answers(phone: Visitor, reply: dict[str, Any], **headers: str) -> Any:
    body = json.dumps(reply).encode()
    path = f"/api/v1/reports/{reply['report']}/answers/{reply['id']}"
    told = {"Content-Digest": content_digest(body), **headers}
    return phone.asks("PUT", path, data=body, content_type="application/json", headers=told)


@pytest.fixture
def asked(house: House, phone: Visitor) -> Any:
    """A report somebody asked about."""
    parcel = a_parcel(PHOTO)
    phone.sends(parcel)
    phone.uploads(parcel, PHOTO)
    decides(house, parcel, "ask", words="Di sebelah mana?")
    return parcel


def decides(house: House, parcel: Any, verdict: str, **how: Any) -> None:
    version = house.reports.get(parcel.id).version
    sent = {"verdict": verdict, "version": version, **how}
    reviewer = house.staff(Grant(Role.REVIEWER, "*"))
    assert reviewer.posts(f"/api/v1/reports/{parcel.id}/decisions", sent).status_code == 201


def test_an_answer_is_kept_and_a_repeat_says_so(phone: Visitor, asked: Any) -> None:
    reply = a_reply(asked, MORE)

    first, again = answers(phone, reply), answers(phone, reply)

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json["digest"] == again.json["digest"] == sha256(json.dumps(reply).encode())
    assert first.json["state"] == "partial"
    assert first.json["photos"] == [{"sha256": sha256(MORE), "offset": 0, "complete": False, "stored": False}]


def test_its_photos_come_as_photos_of_the_report(phone: Visitor, asked: Any, house: House) -> None:
    answers(phone, a_reply(asked, MORE))

    half = phone.uploads(asked, MORE, 0, 5000)
    whole = phone.uploads(asked, MORE, 5000)

    assert (half.headers["Masdarling-State"], whole.headers["Masdarling-State"]) == ("partial", "complete")
    assert [photo.offset for photo in house.reports.get(asked.id).photos] == [len(PHOTO), len(MORE)]


def test_the_words_sent_again_tell_of_their_own_photos_only(phone: Visitor, asked: Any) -> None:
    answers(phone, a_reply(asked, MORE))

    told = phone.sends(asked).json

    assert (told["state"], [photo["sha256"] for photo in told["photos"]]) == ("complete", [sha256(PHOTO)])


def test_five_identical_answers_at_once_are_one(phone: Visitor, asked: Any, house: House) -> None:
    reply = a_reply(asked)

    with ThreadPoolExecutor(5) as pool:
        told = list(pool.map(lambda _: answers(phone, reply).status_code, range(5)))

    assert sorted(told) == [200, 200, 200, 200, 201]
    assert len(house.reports.get(asked.id).replies) == 1


def test_other_bytes_under_its_id_clash(phone: Visitor, asked: Any) -> None:
    reply = a_reply(asked)
    answers(phone, reply)

    told = answers(phone, {**reply, "words": "Bukan itu"})

    assert (told.status_code, told.json["type"]) == (409, "urn:masdarling:problem:clash")


def test_an_answer_after_the_decision_is_told_where_the_report_stands(
    phone: Visitor, asked: Any, house: House
) -> None:
    decides(house, asked, "verify")

    told = answers(phone, a_reply(asked))

    assert (told.status_code, told.json["type"]) == (409, "urn:masdarling:problem:not-asked")
    assert told.json["state"] == "verified"


def test_somebody_else_learns_nothing(house: House, asked: Any) -> None:
    told = answers(house.phone(), a_reply(asked))
    unknown = answers(house.phone(), a_reply(a_parcel()))

    assert told.status_code == unknown.status_code == 404
    assert told.json == unknown.json


def test_another_phone_of_the_same_person_may_answer(house: House) -> None:
    first = house.phone(Grant(Role.VOLUNTEER, KUALA))
    parcel = a_parcel()
    first.sends(parcel)
    decides(house, parcel, "ask", words="Di mana?")

    told = answers(house.phone_of(next(iter(house.people.persons))), a_reply(parcel))

    assert told.status_code == 201


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"Content-Digest": ""}, 422), ({"Content-Digest": content_digest(b"other")}, 422)],
)
def test_damaged_on_the_way_is_sent_again(
    headers: dict[str, str], status: int, phone: Visitor, asked: Any
) -> None:
    told = answers(phone, a_reply(asked), **headers)

    assert (told.status_code, told.json["type"]) == (status, "urn:masdarling:problem:digest")


def test_a_body_far_too_large_is_refused(phone: Visitor, asked: Any) -> None:
    assert answers(phone, a_reply(asked, words="a" * 70_000)).status_code == 413


def test_a_reviewer_sees_what_an_answers_photo_looks_like(phone: Visitor, asked: Any, house: House) -> None:
    reply = a_reply(asked, MORE)
    answers(phone, reply)
    reviewer = house.staff(Grant(Role.REVIEWER, "*"))

    told = reviewer.gets(f"/api/v1/reports/{asked.id}/photos/{sha256(MORE)}/thumb")
    page = reviewer.gets(f"/tinjau/{asked.id}", headers={"Accept": "text/html"}).text

    assert told.status_code == 404  # it came without a thumbnail, and nothing is drawn of it yet
    house.chest.keep_copy(asked.id, sha256(MORE), 320, b"a small copy")
    assert reviewer.gets(f"/api/v1/reports/{asked.id}/photos/{sha256(MORE)}/thumb").data == b"a small copy"
    assert "Di belakang pasar" in page
    assert "Jawaban pelapor" in page
