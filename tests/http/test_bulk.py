"""POST many decisions: each by itself, and twice is once."""

from typing import Any

import pytest

from backend.people.person import Grant, Role
from tests.http.house import House, Visitor, a_parcel
from tests.people.builders import KUALA, TELIHAN

DECISION = "019845ae-9b2c-7e4f-8a3b-{:012x}"


def decision(report: str, serial: int = 1, **more: Any) -> dict[str, Any]:
    return {"report": report, "id": DECISION.format(serial), "verdict": "verify", "version": 1, **more}


def decides(who: Visitor, *decisions: dict[str, Any]) -> Any:
    return who.posts("/api/v1/decisions", {"decisions": decisions})


def test_each_is_decided_by_itself_and_what_is_refused_says_why(
    reviewer: Visitor, sent: list[str], house: House
) -> None:
    decides(house.staff(Grant(Role.REVIEWER, TELIHAN)), decision(sent[0], 9))

    answer = decides(
        reviewer,
        decision(sent[0], 1),
        decision(sent[1], 2),
        decision(a_parcel().id, 3),
        decision(sent[2], 4, verdict="reject"),
        decision(sent[1], 5, verdict="ask", words="Di mana?", version=2),
    )

    assert answer.status_code == 200
    assert answer.json["done"] == [
        {"decision": DECISION.format(2), "id": sent[1], "state": "verified", "version": 2}
    ]
    refused = {one["decision"]: one["problem"] for one in answer.json["refused"]}
    kinds = {decision: problem["type"].rpartition(":")[2] for decision, problem in refused.items()}
    assert kinds == {
        DECISION.format(1): "stale",
        DECISION.format(3): "not-found",
        DECISION.format(4): "unreadable",
        DECISION.format(5): "move-refused",
    }
    assert refused[DECISION.format(1)]["decided"]["by"]["name"] == "Sari"
    assert refused[DECISION.format(4)]["fields"][0]["field"] == "reason"


def test_the_same_list_again_answers_the_same_and_does_nothing_twice(
    reviewer: Visitor, sent: list[str], house: House
) -> None:
    decisions = [decision(report, serial) for serial, report in enumerate(sent)]
    first = decides(reviewer, *decisions)

    again = decides(reviewer, *decisions)

    assert again.json == first.json
    assert [house.reports.get(report).version for report in sent] == [2, 2, 2]


def test_many_are_merged_into_one(reviewer: Visitor, sent: list[str], house: House) -> None:
    number = house.reports.get(sent[0]).number

    answer = decides(
        reviewer,
        *(decision(one, serial, verdict="merge", head=number) for serial, one in enumerate(sent)),
    )

    assert [one["id"] for one in answer.json["done"]] == sent[1:]
    assert [one["id"] for one in answer.json["refused"]] == sent[:1]
    assert len(house.reports.members([sent[0]])[sent[0]]) == 2


def test_a_case_of_another_kelurahan_is_not_found(house: House, sent: list[str]) -> None:
    answer = decides(house.staff(Grant(Role.REVIEWER, KUALA)), decision(sent[0]))

    assert answer.json["refused"][0]["problem"]["status"] == 404


@pytest.mark.parametrize(
    ("decisions", "field"),
    [
        ([], "decisions"),
        ([{"report": "x"}], "decisions.0.report"),
        ([decision("019845ae-9b2c-7e4f-8a3b-1c2d3e4f5a6b") | {"id": None}], "decisions.0.id"),
        ([decision("019845ae-9b2c-7e4f-8a3b-1c2d3e4f5a6b")] * 201, "decisions"),
    ],
)
def test_a_list_that_is_none_is_named_so(decisions: list[Any], field: str, reviewer: Visitor) -> None:
    answer = decides(reviewer, *decisions)

    assert answer.status_code == 422
    assert field in {problem["field"] for problem in answer.json["fields"]}


# A case that moves


def test_who_moved_a_case_away_can_take_that_back_and_nothing_else(
    reviewer: Visitor, sent: list[str], house: House
) -> None:
    moved = decides(reviewer, decision(sent[0], 1, verdict="move", kelurahan=KUALA))
    assert moved.json["done"][0]["version"] == 2

    assert decides(reviewer, decision(sent[0], 2, version=2)).json["refused"][0]["problem"]["status"] == 404
    undone = decides(reviewer, decision(sent[0], 3, verdict="undo", version=2))

    assert undone.json["done"] == [
        {"decision": DECISION.format(3), "id": sent[0], "state": "received", "version": 3}
    ]
    assert house.reports.get(sent[0]).kelurahan == TELIHAN


def test_a_move_whose_answer_was_lost_is_answered_again(reviewer: Visitor, sent: list[str]) -> None:
    move = decision(sent[0], 1, verdict="move", kelurahan=KUALA)

    assert decides(reviewer, move).json == decides(reviewer, move).json


def test_nobody_merges_into_what_is_not_theirs_to_see(
    house: House, reviewer: Visitor, sent: list[str]
) -> None:
    decides(reviewer, decision(sent[1], 1, verdict="move", kelurahan=KUALA))
    elsewhere = house.staff(Grant(Role.REVIEWER, KUALA))

    answer = decides(elsewhere, decision(sent[1], 2, version=2, verdict="merge", head=sent[0]))

    assert answer.json["refused"][0]["problem"]["fields"][0]["field"] == "head"


def test_a_decision_in_the_field_is_kept_with_where_and_when(
    reviewer: Visitor, sent: list[str], house: House
) -> None:
    spot = {"lat": 0.1366, "lon": 117.4526, "accuracy_m": 8, "at": "2026-11-23T12:00:00+08:00"}

    decides(reviewer, decision(sent[0], field=spot))

    assert '"lat": 0.1366' in house.reports.get(sent[0]).steps[-1].detail["field"]


@pytest.mark.parametrize(
    "wrong", [{"lat": 91}, {"lat": "x"}, {"at": "2026-11-23T12:00:00"}, {"accuracy_m": -1}]
)
def test_a_place_that_is_none_is_refused(reviewer: Visitor, sent: list[str], wrong: dict[str, Any]) -> None:
    spot = {"lat": 0.1366, "lon": 117.4526, "accuracy_m": 8, "at": "2026-11-23T12:00:00+08:00"} | wrong

    assert decides(reviewer, decision(sent[0], field=spot)).status_code == 422
