"""What a phone sent before it had a person is its person's on all their phones, in whatever they ask."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from backend.bench.parcel import Parcel
from backend.people import devices
from backend.people.person import Grant, Person, Role
from backend.reports.choices import Choice, Verdict
from backend.reports.review import decide
from backend.wiring import Parts
from tests.engine.house import a_house
from tests.http.house import Visitor
from tests.http.test_answers import a_reply, answers
from tests.http.test_let_in import HOME, MINE, RANI, a_browser, let_in, sent


@dataclass(frozen=True)
class Phones:
    """Budi's: one that sent before it was his, and another one; and what the first one sent then."""

    house: Parts
    first: Visitor
    other: Visitor
    before: Parcel

    def decides(self, choice: Choice) -> None:
        room = {name: getattr(self.house, name) for name in ("reports", "clock", "queue")}
        decide(self.before.id, choice, by=RANI, catalogue=self.house.city, **room)


@pytest.fixture
def phones(tmp_path: Path) -> Iterator[Phones]:
    house = a_house(tmp_path / "data", bucket=tmp_path / "bucket")
    house.people.add(Person("budi", "Budi", (Grant(Role.VOLUNTEER, HOME),), house.clock()))
    (first, token), (other, secret) = (devices.make(now=house.clock(), person=of) for of in (None, "budi"))
    for device in (first, other):
        house.people.add_device(device)
    before = sent(a_browser(house, token))
    house.people.give_device(first.id, "budi", "")
    yield Phones(house, a_browser(house, devices.renewed(token)), a_browser(house, secret), before)
    assert house.database
    house.database.close()


def test_what_is_in_the_list_opens(phones: Phones) -> None:
    [told] = phones.other.gets(MINE).json["reports"]

    receipt = phones.other.gets(f"/api/v1/reports/{told['id']}/receipt")

    assert (receipt.status_code, receipt.json["number"]) == (200, told["number"])


def test_the_same_bytes_are_a_repeat_there_too(phones: Phones) -> None:
    assert phones.other.sends(phones.before).status_code == 200


def test_a_question_is_answered_from_there(phones: Phones) -> None:
    phones.decides(Choice(Verdict.ASK, 1, words="Di mana?"))

    assert answers(phones.other, a_reply(phones.before)).status_code == 201


def test_joining_in_on_it_counts_nothing(phones: Phones) -> None:
    phones.decides(Choice(Verdict.VERIFY, 1))

    for phone in (phones.first, phones.other):
        told = phone.asks("PUT", f"/api/v1/reports/{phones.before.id}/me-too", json={})
        assert (told.status_code, told.json["me_too"]) == (200, 0)


def test_a_phone_let_in_by_the_office_is_a_stranger_to_it(phones: Phones) -> None:
    browser = let_in(phones.house)

    assert browser.gets(f"/api/v1/reports/{phones.before.id}/receipt").status_code == 404
    assert browser.sends(phones.before).status_code == 404
