"""POST decisions: a reviewer decides about a report, from the version they saw."""

from typing import Any

import pytest

from backend.people.person import Grant, Role
from tests.http.house import House, Visitor, a_parcel
from tests.people.builders import KUALA, TELIHAN

REVIEWER = Grant(Role.REVIEWER, TELIHAN)


@pytest.fixture
def report_id(phone: Visitor) -> str:
    parcel = a_parcel()
    phone.sends(parcel)
    return parcel.id


@pytest.fixture
def reviewer(house: House) -> Visitor:
    return house.staff(REVIEWER)


def decides(who: Visitor, report_id: str, **decision: Any) -> Any:
    whole = {"verdict": "verify", "version": 1, **decision}
    return who.posts(f"/api/v1/reports/{report_id}/decisions", whole)


def test_a_reviewer_verifies_a_report(reviewer: Visitor, report_id: str, house: House) -> None:
    answer = decides(reviewer, report_id)

    assert answer.status_code == 201
    assert answer.json == {"api": "masdarling/1", "id": report_id, "state": "verified", "version": 2}
    assert house.reports.get(report_id).steps[-1].by.kind == "reviewer"


def test_the_second_of_two_reviewers_reads_what_the_first_decided(
    reviewer: Visitor, report_id: str, house: House
) -> None:
    decides(reviewer, report_id, verdict="ask", words="Di sebelah mana?")

    answer = decides(house.staff(REVIEWER), report_id)

    assert (answer.status_code, answer.json["type"]) == (409, "urn:masdarling:problem:stale")
    assert (answer.json["version"], answer.json["state"]) == (2, "needs_info")
    assert answer.json["decided"] == {
        "state": "needs_info",
        "by": {"kind": "reviewer", "name": "Sari"},
        "at": house.time().isoformat(),
        "reason": "",
        "words": "Di sebelah mana?",
        "detail": {},
    }


def test_a_decision_from_the_new_version_is_taken(reviewer: Visitor, report_id: str, house: House) -> None:
    decides(reviewer, report_id, verdict="ask", words="Di sebelah mana?")

    assert decides(house.staff(REVIEWER), report_id, version=2).status_code == 201


def test_what_the_life_of_a_report_does_not_allow_is_refused(reviewer: Visitor, report_id: str) -> None:
    decides(reviewer, report_id)

    answer = decides(reviewer, report_id, verdict="ask", words="Masih ada?", version=2)

    assert (answer.status_code, answer.json["type"]) == (409, "urn:masdarling:problem:move-refused")


@pytest.mark.parametrize(
    ("decision", "field"),
    [
        ({"verdict": "reject"}, "reason"),
        ({"verdict": "ask"}, "words"),
        ({"verdict": "reject", "reason": "no-such-code"}, "reason"),
        ({"verdict": "burn"}, "verdict"),
        ({"version": "1"}, "version"),
        ({"version": 0}, "version"),
        ({"words": "x" * 2001}, "words"),
        ({"extra": True}, "extra"),
        ({"publish": ["../../etc/passwd"]}, "publish.0"),
        ({"publish": ["0" * 64]}, "publish"),
    ],
)
def test_what_is_missing_or_wrong_is_named(
    decision: dict[str, Any], field: str, reviewer: Visitor, report_id: str
) -> None:
    answer = decides(reviewer, report_id, **decision)

    assert answer.status_code == 422
    assert field in [problem["field"] for problem in answer.json["fields"]]


def test_a_rejection_names_its_reason(reviewer: Visitor, report_id: str, house: House) -> None:
    reasons = house.parts.city.register().reasons.values()
    reason = next(r.code for r in reasons if r.verdict == "reject")

    answer = decides(reviewer, report_id, verdict="reject", reason=reason)

    assert (answer.status_code, answer.json["state"]) == (201, "rejected")


@pytest.mark.parametrize(
    ("grant", "status"),
    [
        (Grant(Role.REVIEWER, KUALA), 404),
        (Grant(Role.OFFICER, "DLH"), 404),
        (Grant(Role.COMMAND), 404),
        (Grant(Role.AUDITOR), 404),
        (Grant(Role.VOLUNTEER, TELIHAN), 404),
        (Grant(Role.ADMIN), 201),
        (Grant(Role.REVIEWER), 201),
    ],
)
def test_only_who_reviews_the_kelurahan_decides(
    grant: Grant, status: int, report_id: str, house: House
) -> None:
    assert decides(house.staff(grant), report_id).status_code == status


def test_nobody_decides_without_signing_in(house: House, phone: Visitor, report_id: str) -> None:
    assert decides(house.stranger(), report_id).status_code == 401
    assert decides(phone, report_id).status_code == 401


def test_a_report_that_does_not_exist_and_one_out_of_reach_are_answered_alike(
    report_id: str, house: House
) -> None:
    elsewhere = house.staff(Grant(Role.REVIEWER, KUALA))

    there = decides(elsewhere, report_id)
    nowhere = decides(elsewhere, a_parcel().id)

    assert (there.status_code, there.data) == (nowhere.status_code, nowhere.data)


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"null", b"\xff"])
def test_a_decision_that_is_no_json_is_named_so(body: bytes, reviewer: Visitor, report_id: str) -> None:
    answer = reviewer.asks(
        "POST", f"/api/v1/reports/{report_id}/decisions", data=body, content_type="application/json"
    )

    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")


def test_a_case_that_was_moved_away_is_not_shown_by_an_empty_form(house: House, phone: Visitor) -> None:
    parcel = a_parcel(note="Rumah Bu Ani")
    phone.sends(parcel)
    moves = {"verdict": "move", "version": 1, "kelurahan": KUALA}
    house.staff(Grant(Role.ADMIN)).posts(f"/api/v1/reports/{parcel.id}/decisions", moves)
    before = house.staff(Grant(Role.REVIEWER, TELIHAN))
    page = {"Accept": "text/html"}

    empty = before.asks("POST", f"/tinjau/{parcel.id}", data={}, headers=page)
    late = before.asks(
        "POST", f"/tinjau/{parcel.id}", data={"verdict": "verify", "version": "1"}, headers=page
    )

    assert (empty.status_code, late.status_code) == (404, 404)
    assert "Bu Ani" not in empty.text + late.text
