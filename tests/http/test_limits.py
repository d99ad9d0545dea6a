"""Limits by device and person, never by address."""

import pytest
from limits import RateLimitItemPerHour, RateLimitItemPerMinute

from backend.people.person import Grant, Role
from tests.http.conftest import Build
from tests.http.house import PHOTO, House, Visitor, a_parcel
from tests.people.builders import KUALA

HOURLY = 3


@pytest.fixture
def house(build: Build) -> House:
    return build(reports_per_hour=HOURLY)


def fill(phone: Visitor) -> list[int]:
    return [phone.sends(a_parcel()).status_code for _ in range(HOURLY + 1)]


def test_a_device_sends_so_many_new_reports_an_hour(phone: Visitor) -> None:
    assert fill(phone) == [201] * HOURLY + [429]


def test_the_answer_says_how_long_to_wait(phone: Visitor) -> None:
    fill(phone)

    answer = phone.sends(a_parcel())

    assert 0 < int(answer.headers["Retry-After"]) <= 3600
    assert (answer.mimetype, answer.json["api"]) == ("application/problem+json", "masdarling/1")


def test_repeats_and_photos_are_not_new(phone: Visitor) -> None:
    parcel = a_parcel(PHOTO)
    phone.sends(parcel)
    fill(phone)

    assert [phone.sends(parcel).status_code for _ in range(10)] == [200] * 10
    assert phone.uploads(parcel, PHOTO).status_code == 204


def test_repeats_use_nothing_up(phone: Visitor) -> None:
    parcel = a_parcel()

    answers = [phone.sends(parcel).status_code for _ in range(HOURLY * 3)]

    assert answers == [201] + [200] * (HOURLY * 3 - 1)
    assert fill(phone) == [201] * (HOURLY - 1) + [429] * 2


def test_refused_reports_do_not_count(phone: Visitor) -> None:
    for _ in range(HOURLY * 2):
        phone.puts(a_parcel().id, b"{}", **{"Content-Digest": "none"})

    assert fill(phone) == [201] * HOURLY + [429]


def test_one_address_is_no_limit_for_many_phones(house: House) -> None:
    assert [house.phone().sends(a_parcel()).status_code for _ in range(HOURLY * 3)] == [201] * HOURLY * 3


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-Ip", "Client-Ip", "Via"])
def test_forged_forwarding_headers_change_nothing(header: str, phone: Visitor) -> None:
    fill(phone)

    forged = [phone.sends(a_parcel(), **{header: f"203.0.113.{n}"}).status_code for n in range(10)]

    assert forged == [429] * 10


def test_two_phones_of_one_person_share_the_limit(house: House) -> None:
    fill(house.phone(Grant(Role.VOLUNTEER, KUALA)))
    (owner,) = house.people.persons

    assert house.phone_of(owner).sends(a_parcel()).status_code == 429
    assert house.phone().sends(a_parcel()).status_code == 201


def test_a_phone_without_an_invitation_sends_fewer_than_a_volunteer(build: Build) -> None:
    house = build(reports_per_hour=HOURLY, strangers_per_hour=1)
    stranger, volunteer = house.phone(), house.phone(Grant(Role.VOLUNTEER, KUALA))

    assert fill(stranger) == [201] + [429] * HOURLY
    assert fill(volunteer) == [201] * HOURLY + [429]


def test_a_stranger_may_never_send_more_than_a_volunteer(build: Build) -> None:
    assert fill(build(reports_per_hour=HOURLY, strangers_per_hour=1_000).phone()) == [201] * HOURLY + [429]


def test_a_flood_of_new_phones_is_braked_and_those_that_are_known_go_on(build: Build) -> None:
    house = build()
    known = house.phone()
    house.app.extensions["limits"].devices = RateLimitItemPerHour(HOURLY)

    minted = [house.stranger().posts("/api/v1/devices").status_code for _ in range(HOURLY + 2)]

    assert minted == [201] * HOURLY + [429] * 2
    assert known.sends(a_parcel()).status_code == 201


def test_where_redis_counts_its_absence_refuses_nobody(build: Build) -> None:
    house = build(reports_per_hour=HOURLY, broker_url="redis://127.0.0.1:1/0")

    assert fill(house.phone()) == [201] * (HOURLY + 1)


def test_a_phone_gone_wild_is_slowed_down_whatever_it_asks(house: House, phone: Visitor) -> None:
    house.app.extensions["limits"].requests = RateLimitItemPerMinute(10)

    answers = [phone.gets("/api/v1/reports/mine").status_code for _ in range(12)]

    assert answers == [200] * 10 + [429] * 2
    assert house.phone().gets("/api/v1/reports/mine").status_code == 200
