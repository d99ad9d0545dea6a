"""Receipts and the sender's own list."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from backend.people.person import Grant, Role
from sync import receipt
from tests.http.house import PHOTO, House, Visitor, a_parcel
from tests.people.builders import KUALA


def test_the_sender_reads_a_signed_receipt(phone: Visitor, house: House) -> None:
    parcel = a_parcel(PHOTO)
    number = phone.sends(parcel).json["number"]

    told = phone.gets(f"/api/v1/reports/{parcel.id}/receipt").json

    assert (told.pop("api"), told["digest"], told["number"]) == ("masdarling/1", parcel.digest, number)
    assert receipt.genuine(told, house.parts.settings.secret_key.get_secret_value().encode())


@pytest.mark.parametrize("typed", [str, str.lower, lambda n: n.replace("-", ""), lambda n: n[3:]])
def test_whoever_holds_the_number_reads_the_same_receipt(
    typed: Callable[[str], str], phone: Visitor, house: House
) -> None:
    parcel = a_parcel()
    number = phone.sends(parcel).json["number"]

    told = house.stranger().gets(f"/api/v1/receipts/{typed(number)}")

    assert told.json == phone.gets(f"/api/v1/reports/{parcel.id}/receipt").json
    assert told.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("number", ["MD-0000-0001", "nonsense", "MD-", "%00", "x" * 3000])
def test_a_number_nobody_was_given_opens_nothing(number: str, house: House) -> None:
    assert house.stranger().gets(f"/api/v1/receipts/{number}").status_code == 404


def test_the_phone_lists_its_own_reports(phone: Visitor, house: House) -> None:
    parcel = a_parcel(PHOTO)
    number = phone.sends(parcel).json["number"]
    house.phone().sends(a_parcel())

    (mine,) = phone.gets("/api/v1/reports/mine").json["reports"]

    assert (mine["id"], mine["number"], mine["state"]) == (parcel.id, number, "partial")
    assert mine["step"]["state"] == "received"


def test_a_person_lists_what_all_their_phones_sent(house: House) -> None:
    first = house.phone(Grant(Role.VOLUNTEER, KUALA))
    first.sends(a_parcel())
    second = house.phone_of(next(iter(house.people.persons)))
    second.sends(a_parcel())

    assert len(second.gets("/api/v1/reports/mine").json["reports"]) == 2


def test_an_unchanged_list_costs_no_bytes(phone: Visitor) -> None:
    phone.sends(a_parcel())
    etag = phone.gets("/api/v1/reports/mine").headers["ETag"]

    unchanged = phone.gets("/api/v1/reports/mine", headers={"If-None-Match": etag})
    phone.sends(a_parcel())
    changed = phone.gets("/api/v1/reports/mine", headers={"If-None-Match": etag})

    assert (unchanged.status_code, unchanged.data, changed.status_code) == (304, b"", 200)
    assert unchanged.headers["Masdarling-Api"] == "masdarling/1"


@pytest.mark.parametrize("since", ["yesterday", "2026-11-23T08:15:04", "2026-13-01T00:00:00Z"])
def test_a_time_of_no_sense_is_named(since: str, phone: Visitor) -> None:
    answer = phone.gets("/api/v1/reports/mine", query_string={"since": since})

    assert (answer.status_code, answer.json["fields"][0]["field"]) == (422, "since")


def test_the_list_begins_early_enough_for_what_was_stamped_before_and_committed_after(
    phone: Visitor, house: House
) -> None:
    phone.sends(parcel := a_parcel())
    house.time.passes(timedelta(minutes=5))

    answer = phone.gets("/api/v1/reports/mine", query_string={"since": house.time().isoformat()})

    assert [line["id"] for line in answer.json["reports"]] == [parcel.id]


@pytest.mark.parametrize("since", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_the_ends_of_time_are_times_too(since: str, phone: Visitor) -> None:
    assert phone.gets("/api/v1/reports/mine", query_string={"since": since}).status_code == 200


def test_the_list_may_begin_at_a_time(phone: Visitor, house: House) -> None:
    phone.sends(a_parcel())
    after = house.time().isoformat()

    answer = phone.gets("/api/v1/reports/mine", query_string={"since": after})

    assert answer.status_code == 200
