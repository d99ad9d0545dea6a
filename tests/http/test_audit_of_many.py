"""The audit log tells the decisions that happened, each once, however they are asked for."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from backend.people.person import Grant, Role
from tests.http.house import House, Visitor
from tests.people.builders import KUALA, TELIHAN

DECISION = "019845ae-9b2c-7e4f-8a3b-1c2d3e4f5a6b"


def by_list(who: Visitor, verdict: str, reports: list[str]) -> Any:
    picked = [{"report": one, "id": str(uuid4()), "verdict": verdict, "version": 1} for one in reports]
    return who.posts("/api/v1/decisions", {"decisions": picked})


def by_form(who: Visitor, verdict: str, reports: list[str]) -> Any:
    form = {"id": str(uuid4()), "verdict": verdict, "pilih": [f"{one}_1" for one in reports]}
    return who.asks("POST", "/tinjau/pilihan", data=form, headers={"Accept": "application/json"})


MANY = pytest.mark.parametrize("sends", [by_list, by_form])
Sends = Callable[[Visitor, str, list[str]], Any]


def told(house: House) -> list[tuple[str, str, bool]]:
    lines = [line.entry for line in house.parts.audit.chain()]
    return [(entry.action, entry.object, "refused" in entry.detail) for entry in lines]


@MANY
def test_of_many_what_came_too_late_leaves_no_line(
    house: House, reviewer: Visitor, sent: list[str], sends: Sends
) -> None:
    first, late, last = sent
    sends(house.staff(Grant(Role.REVIEWER, TELIHAN)), "verify", [late])

    answer = sends(reviewer, "verify", [first, last, late])

    assert (len(answer.json["done"]), len(answer.json["refused"])) == (2, 1)
    assert told(house) == [("verify", late, False), ("verify", first, False), ("verify", last, False)]


@MANY
def test_where_all_came_too_late_nothing_is_told(
    house: House, reviewer: Visitor, sent: list[str], sends: Sends
) -> None:
    sends(house.staff(Grant(Role.REVIEWER, TELIHAN)), "verify", sent)

    assert sends(reviewer, "verify", sent).json["done"] == []
    assert len(told(house)) == 3


@MANY
def test_of_many_what_is_beyond_one_s_rights_is_told_as_refused(
    house: House, sent: list[str], sends: Sends
) -> None:
    elsewhere = house.staff(Grant(Role.REVIEWER, KUALA))

    sends(elsewhere, "verify", sent[:2])

    assert told(house) == [("verify", sent[0], True), ("verify", sent[1], True)]


def test_a_decision_sent_again_is_told_once(house: House, reviewer: Visitor, sent: list[str]) -> None:
    decision = {"id": DECISION, "verdict": "verify", "version": 1}

    alone = [reviewer.posts(f"/api/v1/reports/{sent[0]}/decisions", decision) for _ in range(2)]
    in_a_list = reviewer.posts("/api/v1/decisions", {"decisions": [{**decision, "report": sent[0]}]})

    assert [answer.status_code for answer in alone] == [201, 201]
    assert len(in_a_list.json["done"]) == 1
    assert told(house) == [("verify", sent[0], False)]


def test_a_form_of_many_sent_again_is_told_once(house: House, reviewer: Visitor, sent: list[str]) -> None:
    form = {"id": DECISION, "verdict": "verify", "pilih": [f"{one}_1" for one in sent]}

    for _ in range(2):
        assert reviewer.asks("POST", "/tinjau/pilihan", data=form).status_code == 200

    assert told(house) == [("verify", one, False) for one in sent]


def test_the_head_of_a_merge_that_stays_as_it_is_leaves_no_line(
    house: House, reviewer: Visitor, sent: list[str]
) -> None:
    by_form(reviewer, "merge", sent[:1])

    assert told(house) == []


def test_a_form_that_picks_nothing_leaves_no_line(house: House, reviewer: Visitor) -> None:
    by_form(reviewer, "verify", [])

    assert told(house) == []
