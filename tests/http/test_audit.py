"""What the staff do leaves one line of the audit log each."""

import pytest
from werkzeug.routing import Rule

from backend.audit.chain import faults
from backend.audit.line import Line
from backend.people.person import Grant, Role
from tests.http.house import House, Visitor, a_parcel
from tests.people.builders import KUALA, PASSWORD, TELIHAN, a_reviewer
from tests.test_doors import EXAMPLES, converter_of, doors, rules

REVIEWER = Grant(Role.REVIEWER, TELIHAN)


@pytest.fixture
def reported(house: House) -> str:
    """The id of a report of Gunung Telihan."""
    parcel = a_parcel()
    assert house.phone().sends(parcel).status_code == 201
    return parcel.id


def lines(house: House) -> list[Line]:
    return list(house.parts.audit.chain())


def told(house: House) -> list[tuple[str, str, str]]:
    return [(line.entry.action, line.entry.kind, line.entry.object) for line in lines(house)]


def decides(who: Visitor, report: str, version: int = 1) -> int:
    path = f"/api/v1/reports/{report}/decisions"
    answer = who.posts(path, {"verdict": "verify", "version": version})
    return int(answer.status_code)


def test_a_decision_leaves_one_line_that_says_who_and_with_which_roles(house: House, reported: str) -> None:
    assert decides(house.staff(REVIEWER), reported) == 201

    (line,) = lines(house)
    assert line.entry.who.roles == (f"reviewer:{TELIHAN}",)
    assert (line.entry.who.name, line.entry.object) == ("Sari", reported)


def test_what_a_phone_sends_is_no_act_of_the_staff(house: House, reported: str) -> None:
    assert reported
    assert lines(house) == []


def test_looking_leaves_no_line_not_even_at_what_is_not_theirs(house: House, reported: str) -> None:
    assert house.staff(Grant(Role.REVIEWER, KUALA)).gets(f"/tinjau/{reported}").status_code == 404

    assert lines(house) == []


def test_a_decision_that_came_too_late_leaves_none(house: House, reported: str) -> None:
    reviewer = house.staff(REVIEWER)

    assert [decides(reviewer, reported), decides(reviewer, reported)] == [201, 409]
    assert len(lines(house)) == 1


def test_what_is_tried_beyond_one_s_rights_is_told(house: House, reported: str) -> None:
    assert decides(house.staff(Grant(Role.REVIEWER, KUALA)), reported) == 404

    (line,) = lines(house)
    assert line.entry.detail == {"refused": "yes"}


def test_the_answer_names_the_request_the_line_is_about(house: House, reported: str) -> None:
    answer = house.staff(REVIEWER).posts(
        f"/api/v1/reports/{reported}/decisions", {"verdict": "verify", "version": 1}
    )

    assert answer.headers["Request-Id"] == lines(house)[0].entry.request


def test_signing_in_and_out_are_told_and_so_is_a_wrong_password_without_it(house: House) -> None:
    sari = house.knows(a_reviewer())
    browser = house.stranger()

    for login, password in (("sari", "wrong secret"), (PASSWORD, "x"), ("sari", PASSWORD)):
        browser.asks("POST", "/masuk", data={"nama": login, "sandi": password})
    browser.asks("POST", "/keluar")

    acts = [
        ("sign_in_refused", sari.id),
        ("sign_in_refused", ""),
        ("sign_in", sari.id),
        ("sign_out", sari.id),
    ]
    assert told(house) == [(action, "person", who) for action, who in acts]
    assert not any(secret in str(lines(house)) for secret in (PASSWORD, "wrong secret"))
    assert list(faults(lines(house))) == []


def test_whatever_the_staff_ask_to_change_keeps_to_the_policy(house: House) -> None:
    """One line when it was done or is not theirs; none when nothing could be done."""
    admin = house.staff(Grant(Role.ADMIN))
    asked = [
        (method, rule)
        for method, rule in rules(house.app)
        if method != "GET" and is_staff(house, rule) and rule.rule not in SHOWN_FIRST
    ]

    kept = {}
    for method, rule in asked:
        before = len(lines(house))
        status = admin.asks(method, filled(house, rule)).status_code
        kept[f"{method} {rule} {status}"] = len(lines(house)) - before

    assert asked
    assert {case: count for case, count in kept.items() if count != policy(int(case[-3:]))} == {}


SHOWN_FIRST = {"/admin/kota/versi/<int:version>/kembali"}
"""An empty form there is answered by what would change: nothing has."""


def policy(status: int) -> int:
    return 1 if status < 400 or status in {403, 404} else 0


def is_staff(house: House, rule: Rule) -> bool:
    (door,) = doors(house.app.view_functions[rule.endpoint])
    return door == "signed_in" or door.startswith("may:")


def filled(house: House, rule: Rule) -> str:
    values = {name: EXAMPLES[converter_of(rule, name)] for name in rule.arguments}
    return str(house.app.url_map.bind("localhost").build(rule.endpoint, values))
