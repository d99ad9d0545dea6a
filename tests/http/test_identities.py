"""Every page and answer of the staff, asked by every role: whose name stands there, and whose does not."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from apiflask import APIFlask
from werkzeug.routing import Rule

from backend.people.confidence import may_know_sender
from backend.people.person import Grant, Role
from backend.reports.report import Sender
from tests.http.house import House, Visitor, a_house
from tests.http.test_public_outputs import FILLED, HOME, ONE, PUBLISHED, keep, verifies, works
from tests.people.builders import KUALA, a_person
from tests.test_doors import doors, is_open

BUDI = Sender("the-phone-of-budi", "the-id-of-budi")
NAME = "Budi Santoso"
ASKERS = (
    Grant(Role.REVIEWER, HOME),
    Grant(Role.REVIEWER, KUALA),
    Grant(Role.OFFICER, "DLH"),
    Grant(Role.COMMAND),
    Grant(Role.AUDITOR),
    Grant(Role.ADMIN),
)


@pytest.fixture(params=["named", "confidential", "anonymous"])
def identity(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = a_house(tmp_path)
    house.knows(replace(a_person(Grant(Role.VOLUNTEER, HOME), name=NAME), id=BUDI.person or ""))
    yield house
    house.shuts()


def staff_routes(app: APIFlask) -> list[Rule]:
    return [
        rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ())
        and not any(map(is_open, doors(app.view_functions[rule.endpoint])))
        and set(rule.arguments) <= set(FILLED)
    ]


def naming(house: House, visitor: Visitor) -> set[str]:
    """Where the name of the sender is read."""
    bound = house.app.url_map.bind("localhost")
    asked = {
        rule.rule: bound.build(rule.endpoint, {name: FILLED[name] for name in rule.arguments})
        for rule in staff_routes(house.app)
    }
    answers = {rule: visitor.gets(path, headers={"Accept": "text/html"}) for rule, path in asked.items()}
    assert [rule for rule, answer in answers.items() if BUDI.device.encode() in answer.data] == []
    return {rule for rule, answer in answers.items() if NAME.encode() in answer.data}


@pytest.mark.parametrize("verified", [False, True])
def test_a_report_names_its_sender_to_those_who_may_know_and_to_nobody_else(
    house: House, identity: str, verified: bool
) -> None:
    askers = {grant: house.staff(grant) for grant in ASKERS}
    before = {grant: naming(house, visitor) for grant, visitor in askers.items()}  # lists of people

    keep(house, PUBLISHED, replace(ONE, identity=identity, sender=BUDI), "Menumpuk di pasar", "SMP-01")
    works(house)
    if verified:
        verifies(house, ONE.reviewer)
        works(house)

    by_report = {grant: naming(house, visitor) - before[grant] for grant, visitor in askers.items()}
    telling = {grant for grant, rules in by_report.items() if rules}
    allowed = {
        grant for grant in ASKERS if may_know_sender(a_person(grant), identity=identity, kelurahan=HOME)
    }
    assert telling <= allowed
    assert (Grant(Role.REVIEWER, HOME) in telling) is (identity != "anonymous")
