"""A case is held while it is before somebody's eyes, and shared out fairly."""

import re
from datetime import timedelta

import pytest

from backend.people.person import Grant, Role
from tests.http.house import House, Visitor, a_parcel
from tests.people.builders import KUALA, TELIHAN

REVIEWER = Grant(Role.REVIEWER, TELIHAN)


@pytest.fixture
def sent(phone: Visitor) -> list[str]:
    parcels = [a_parcel() for _ in range(25)]
    for parcel in parcels:
        phone.sends(parcel)
    return [parcel.id for parcel in parcels]


def holds(who: Visitor, report: str, **how: bool) -> dict[str, object]:
    answer = who.asks("PUT", f"/api/v1/reports/{report}/hold", json=how)
    assert answer.status_code == 200
    return {name: answer.json[name] for name in ("yours", "name")}


def test_two_who_open_a_case_read_who_has_it(house: House, sent: list[str]) -> None:
    sari, other = house.staff(REVIEWER), house.staff(REVIEWER)

    assert holds(sari, sent[0]) == {"yours": True, "name": "Sari"}
    assert holds(other, sent[0])["yours"] is False
    assert holds(other, sent[0], take_over=True)["yours"] is True
    assert holds(sari, sent[0])["yours"] is False


def test_who_leaves_lets_go(house: House, sent: list[str]) -> None:
    sari, other = house.staff(REVIEWER), house.staff(REVIEWER)
    holds(sari, sent[0])

    assert sari.asks("DELETE", f"/api/v1/reports/{sent[0]}/hold").status_code == 204

    assert holds(other, sent[0])["yours"] is True


def test_a_hold_of_five_minutes_runs_out(house: House, sent: list[str]) -> None:
    holds(house.staff(REVIEWER), sent[0])
    house.time.passes(timedelta(minutes=5))

    assert holds(house.staff(REVIEWER), sent[0])["yours"] is True


def test_twenty_at_a_time_and_no_case_twice(house: House, sent: list[str]) -> None:
    first, second = (house.staff(REVIEWER).posts("/api/v1/holds").json["reports"] for _ in range(2))

    assert (len(first), len(second)) == (20, 5)
    assert set(first) | set(second) == set(sent)


def test_nobody_holds_what_is_not_theirs(house: House, sent: list[str]) -> None:
    elsewhere = house.staff(Grant(Role.REVIEWER, KUALA))

    assert elsewhere.asks("PUT", f"/api/v1/reports/{sent[0]}/hold", json={}).status_code == 404
    assert elsewhere.posts("/api/v1/holds", {"kelurahan": TELIHAN}).status_code == 404
    assert elsewhere.posts("/api/v1/holds").json["reports"] == []


# What one may choose from


def test_reports_of_the_same_thing_are_proposed_with_how_far_they_are(house: House, sent: list[str]) -> None:
    answer = house.staff(REVIEWER).gets(f"/api/v1/reports/{sent[0]}/candidates")

    assert answer.status_code == 200
    assert len(answer.json["candidates"]) == 8
    assert sent[0] not in {one["id"] for one in answer.json["candidates"]}
    assert {one["metres"] for one in answer.json["candidates"]} == {0}


def test_the_agency_of_the_category_is_proposed_first(house: House, sent: list[str]) -> None:
    answer = house.staff(REVIEWER).gets(f"/api/v1/reports/{sent[0]}/agencies")

    report = house.reports.get(sent[0])
    lead = house.parts.city.register().categories[report.category].lead_opd
    first, *_, last = answer.json["agencies"]
    assert (first["code"], first["proposed"], last["proposed"]) == (lead, True, False)


@pytest.mark.parametrize("what", ["candidates", "agencies"])
def test_what_one_may_choose_from_is_for_the_cases_reviewers(
    house: House, sent: list[str], what: str
) -> None:
    elsewhere = house.staff(Grant(Role.REVIEWER, KUALA))

    assert elsewhere.gets(f"/api/v1/reports/{sent[0]}/{what}").status_code == 404


def test_of_a_neighbour_s_report_no_more_is_proposed_than_residents_read(
    house: House, phone: Visitor
) -> None:
    theirs, own = a_parcel(note="Rumah Bu Ani 0812 3456 7890 nomor 7"), a_parcel(note="sama")
    for parcel in (theirs, own):
        phone.sends(parcel)
    moves = {"verdict": "move", "version": 1, "kelurahan": KUALA}
    publishes = {"verdict": "verify", "version": 2, "public_note": "Rumah di ujung gang"}
    house.staff(Grant(Role.ADMIN)).posts(f"/api/v1/reports/{theirs.id}/decisions", moves)
    house.staff(Grant(Role.REVIEWER, KUALA)).posts(f"/api/v1/reports/{theirs.id}/decisions", publishes)
    reviewer = house.staff(REVIEWER)

    [told] = reviewer.gets(f"/api/v1/reports/{own.id}/candidates").json["candidates"]
    case, map_ = (reviewer.gets(f"/tinjau/{own.id}{page}").text for page in ("", "/peta"))

    assert (told["id"], told["excerpt"], told["metres"] % 100) == (theirs.id, "Rumah di ujung gang", 0)
    assert "Bu Ani" not in case + map_
    assert f"/tinjau/{theirs.id}" not in case + map_
    assert f"/lacak/{told['number']}" in case
    [(x, y)] = re.findall(r'class="dot" data-tone="sea" cx="(\d+)" cy="(\d+)"', map_)
    assert (x, y) != ("500", "500"), "the middle of the cell, not the place"
