"""A phone asks to be told, and takes it back."""

from datetime import timedelta
from typing import Any

import pytest

from backend.people.person import Grant, Role
from backend.postman import WebPushPostman
from backend.reports.notices import LATE
from backend.tasks import tasks_over
from tests.http.conftest import Build
from tests.http.house import House, a_parcel
from tests.people.builders import KUALA
from tests.services.push_service import push_service

KEY = "p5V83kYzQQLdwxTX84MMyqAKjTs5y3ufasYhpS_VSPU"
POINT = "B" + "A" * 86
ASKED: dict[str, Any] = {
    "endpoint": "https://push.example.org/1",
    "keys": {"p256dh": POINT, "auth": "A" * 22},
    "language": "id",
}


@pytest.fixture
def house(build: Build) -> House:
    return build(postman=WebPushPostman(KEY, subject="mailto:a@b.c"))


def test_a_phone_learns_the_key_and_is_told_from_then_on(house: House) -> None:
    phone = house.phone(Grant(Role.VOLUNTEER, KUALA))
    [person] = house.people.persons

    key = phone.gets("/api/v1/me/push").json["key"]
    told = phone.asks("PUT", "/api/v1/me/push", json=ASKED)

    assert (len(key), told.status_code) == (87, 204)
    [kept] = house.parts.subscriptions.of(person)
    assert (kept.endpoint, kept.language, kept.told_at) == (ASKED["endpoint"], "id", house.time() - LATE)


def test_what_it_knew_when_it_asked_is_not_told_again_and_what_comes_to_light_later_is(build: Build) -> None:
    with push_service() as service:
        house = build(postman=WebPushPostman(KEY, subject="mailto:a@b.c", anywhere=True))
        phone, reviewer = house.phone(), house.staff(Grant(Role.REVIEWER, "*"))
        old, new = a_parcel(), a_parcel()
        numbers = [phone.sends(parcel).json["number"] for parcel in (old, new)]
        house.time.passes(timedelta(minutes=1))
        reviewer.posts(f"/api/v1/reports/{old.id}/decisions", {"verdict": "verify", "version": 1})
        house.time.passes(timedelta(minutes=1))
        phone.asks("PUT", "/api/v1/me/push", json={**service.subscription(), "language": "id"})
        house.time.passes(timedelta(minutes=-1))  # by another machine's clock
        reviewer.posts(f"/api/v1/reports/{new.id}/decisions", {"verdict": "verify", "version": 1})

        works(house)

    [(said, _)] = service.taken
    assert [number in said["notification"]["body"] for number in numbers] == [False, True]


def test_taken_back_nothing_is_sent_there(house: House) -> None:
    phone = house.phone(Grant(Role.VOLUNTEER, KUALA))
    [person] = house.people.persons
    phone.asks("PUT", "/api/v1/me/push", json=ASKED)

    assert phone.asks("DELETE", "/api/v1/me/push").status_code == 204

    assert house.parts.subscriptions.of(person) == []


def test_where_nobody_is_told_there_is_no_key(build: Build) -> None:
    assert build().phone().gets("/api/v1/me/push").json["key"] is None


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"endpoint": "http://push.example.org/1"}, "endpoint"),
        ({"endpoint": "https://10.0.0.1/1"}, "endpoint"),
        ({"endpoint": "https://push.example.org/" + "x" * 2000}, "endpoint"),
        ({"keys": {"p256dh": "short", "auth": "A" * 22}}, "keys.p256dh"),
        ({"keys": {"p256dh": POINT, "auth": "!"}}, "keys.auth"),
        ({"language": "fr"}, "language"),
        ({"more": 1}, "more"),
    ],
)
def test_what_is_no_subscription_is_refused_by_name(house: House, wrong: dict[str, Any], field: str) -> None:
    told = house.phone().asks("PUT", "/api/v1/me/push", json=ASKED | wrong)

    assert (told.status_code, told.json["fields"][0]["field"]) == (422, field)


def test_a_question_arrives_on_the_phone_with_nothing_anybody_wrote(build: Build) -> None:
    with push_service() as service:
        house = build(postman=WebPushPostman(KEY, subject="mailto:a@b.c", anywhere=True))
        phone, reviewer = house.phone(), house.staff(Grant(Role.REVIEWER, "*"))
        parcel = a_parcel(note="Dekat rumah Pak Amat")
        number = phone.sends(parcel).json["number"]
        phone.asks("PUT", "/api/v1/me/push", json={**service.subscription(), "language": "id"})
        house.time.passes(timedelta(minutes=1))
        asked = {"verdict": "ask", "version": 1, "words": "Rumah siapa?"}
        reviewer.posts(f"/api/v1/reports/{parcel.id}/decisions", asked)

        works(house)

    [(said, _)] = service.taken
    told = said["notification"]
    assert told["title"] == "Perlu keterangan"
    category = house.parts.city.register().categories["SMP-01"].label.id
    assert told["body"] == f"{category}, {number}. Peninjau bertanya, ketuk untuk menjawab."
    assert told["navigate"].endswith(f"/lapor#laporan/{parcel.id}")
    assert said["for"] == house.reports.get(parcel.id).sender.owner
    assert "Amat" not in str(said)
    assert "siapa" not in str(said)


def works(house: House) -> None:
    do = tasks_over(house.parts)
    for lease in house.parts.outbox.claim(20, lease_s=20, now=house.time()):
        do[lease.work.kind](lease)
