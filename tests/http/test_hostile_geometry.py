"""Numbers that are no place, wherever one is said: refused, kept nowhere, and never a fault of ours."""

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import pytest

from backend.bench.parcel import Parcel, uuid7
from backend.people.person import Grant, Role
from tests.http.house import House, Visitor, a_parcel
from tests.people.builders import TELIHAN

NOWHERE: dict[str, str] = {
    "no number": "NaN",
    "without an end": "Infinity",
    "below everything": "-Infinity",
    "vast": "1e308",
    "vast, and negative": "-1e308",
    "beyond what a machine counts": "1e999",
    "a thousand digits": "9" * 1_000,
    "ten thousand digits": "9" * 10_000,
    "a text": '"0.1366"',
    "an empty text": '""',
    "a list": "[0.1366]",
    "lists in lists": "[" * 40 + "]" * 40,
    "lists without an end": "[" * 20_000 + "]" * 20_000,
    "an object": '{"$gt": 0}',
    "a truth": "true",
    "beyond the pole": "90.0000001",
    "the other number (swapped)": "117.4526",
}
"""As JSON text, for a latitude."""
STRANGE = {
    "minus nothing": "-0.0",
    "hardly anything": "5e-324",
    "the pole": "-90",
    "many digits": f"0.{'1' * 400}",
}
"""Places all the same, if none of this city."""
CODES = {400, 413, 422}
MARK = '"LATITUDE"'


def sealed(latitude: str) -> Parcel:
    words = json.loads(a_parcel().body)
    words["where"]["lat"] = "LATITUDE"
    words["id"] = uuid7()
    return Parcel(words["id"], json.dumps(words).replace(MARK, latitude).encode())


def decision(latitude: str) -> str:
    field = {"lat": "LATITUDE", "lon": 117.4526, "accuracy_m": 8, "at": datetime.now(UTC).isoformat()}
    return json.dumps({"verdict": "verify", "version": 1, "field": field}).replace(MARK, latitude)


def decides(who: Visitor, report: str, body: str) -> Any:
    path = f"/api/v1/reports/{report}/decisions"
    return who.asks("POST", path, data=body, content_type="application/json")


@pytest.fixture
def reviewer(house: House) -> Visitor:
    return house.staff(Grant(Role.REVIEWER, TELIHAN))


def test_a_report_from_nowhere_is_refused_in_few_words_and_not_kept(phone: Visitor, house: House) -> None:
    answers = {name: phone.sends(sealed(latitude)) for name, latitude in NOWHERE.items()}

    assert {name: a.status_code for name, a in answers.items() if a.status_code not in CODES} == {}
    assert [name for name, answer in answers.items() if len(answer.data) > 2_000] == []
    assert house.reports.counts(None) == {}


def test_a_report_from_a_strange_place_is_kept_and_shown(phone: Visitor, house: House) -> None:
    everywhere = house.staff(Grant(Role.ADMIN))

    for latitude in STRANGE.values():
        parcel = sealed(latitude)

        assert phone.sends(parcel).status_code == 201
        assert everywhere.gets(f"/tinjau/{parcel.id}").status_code == 200


def test_a_decision_from_nowhere_is_refused(phone: Visitor, reviewer: Visitor) -> None:
    phone.sends(parcel := a_parcel())

    answers = {name: decides(reviewer, parcel.id, decision(said)) for name, said in NOWHERE.items()}

    assert {name: a.status_code for name, a in answers.items() if a.status_code not in CODES} == {}
    assert decides(reviewer, parcel.id, decision("0.1366")).status_code == 201


def test_parts_of_photos_and_turns_of_the_queue_that_are_no_numbers_break_nothing(
    phone: Visitor, reviewer: Visitor
) -> None:
    phone.sends(parcel := a_parcel())
    photo = f"/api/v1/reports/{parcel.id}/photos/{'0' * 64}"

    def tried(number: str) -> list[Any]:
        said = quote(number[:500])
        covers = f'{{"verdict": "verify", "version": 1, "covers": {{"{"0" * 64}": [[{number}, 0, 1, 1]]}}}}'
        return [
            decides(reviewer, parcel.id, covers),
            reviewer.gets(f"/tinjau?setelah={said}_{parcel.id}&sebelum={said}"),
            reviewer.gets(f"{photo}/covered?cover={said}+0+1+1"),
            phone.gets(f"/api/v1/reports/mine?since={said}"),
        ]

    answers = {name: tried(number) for name, number in (NOWHERE | STRANGE).items()}

    assert {name for name, said in answers.items() if any(a.status_code >= 500 for a in said)} == set()
