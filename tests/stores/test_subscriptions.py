"""Browsers that want to hear: the same on every database."""

from dataclasses import replace

import pytest

from backend.people.person import Device, Person
from backend.reports.notice_ports import Subscription
from backend.stores.database import Database
from backend.stores.people import SqlPeople
from backend.stores.subscriptions import SqlSubscriptions
from backend.stores.traces import SqlTraces
from tests.stores.making import NOON, minutes
from tests.stores.together import together

MINE = Subscription("d1", "ani", "https://push.example.org/1", "p", "a", "id", NOON)


@pytest.fixture
def subscriptions(database: Database) -> SqlSubscriptions:
    return SqlSubscriptions(database)


def test_a_subscription_is_read_back_and_asked_again_takes_the_place_of_the_first(
    subscriptions: SqlSubscriptions,
) -> None:
    subscriptions.put(MINE)
    again = replace(MINE, endpoint="https://push.example.org/2", language="en")
    subscriptions.put(again)

    assert subscriptions.of("ani") == [again]


def test_a_phone_that_changed_hands_tells_its_former_owner_nothing(subscriptions: SqlSubscriptions) -> None:
    subscriptions.put(MINE)

    subscriptions.put(replace(MINE, device="d2", owner="budi"))

    assert subscriptions.of("ani") == []
    assert [kept.device for kept in subscriptions.of("budi")] == ["d2"]


def test_a_phone_that_asked_before_it_had_a_person_is_told_as_theirs(
    subscriptions: SqlSubscriptions, people: SqlPeople
) -> None:
    """Whoever is told by the id of the phone is its person, on all their phones."""
    people.add(Person("ani", "Ani", (), NOON))
    for phone in ("d1", "d2", "d3"):
        people.add_device(Device(phone, f"hash of {phone}", NOON, NOON))
        subscriptions.put(
            replace(MINE, device=phone, owner=phone, endpoint=f"https://push.example.org/{phone}")
        )
    assert [(kept.device, kept.owner) for kept in subscriptions.of("d1")] == [("d1", "d1")]

    people.give_device("d1", "ani", "")
    people.give_device("d2", "ani", "")

    for owner in ("ani", "d1", "d2"):
        assert [(kept.device, kept.owner) for kept in subscriptions.of(owner)] == [
            ("d1", "ani"),
            ("d2", "ani"),
        ]


def test_what_a_phone_sent_before_it_was_let_in_by_another_is_told_on_each_phone_of_its_person(
    subscriptions: SqlSubscriptions, people: SqlPeople
) -> None:
    people.add(Person("ani", "Ani", (), NOON))
    for phone in ("d1", "d2"):
        people.add_device(Device(phone, f"hash of {phone}", NOON, NOON, person="ani", let_in=phone == "d2"))
        subscriptions.put(replace(MINE, device=phone, endpoint=f"https://push.example.org/{phone}"))

    for owner in ("ani", "d2"):
        told = [(kept.device, kept.owner, kept.alone) for kept in subscriptions.of(owner)]
        assert told == [("d1", "ani", False), ("d2", "ani", True)]


def test_who_withdraws_is_told_nothing_on_any_phone(
    subscriptions: SqlSubscriptions, people: SqlPeople, database: Database
) -> None:
    people.add(Person("ani", "Ani", (), NOON))
    people.add_device(Device("d1", "hash", NOON, NOON))
    subscriptions.put(replace(MINE, owner="d1"))
    people.give_device("d1", "ani", "")

    SqlTraces(database).withdraw("ani", NOON)

    assert subscriptions.of("ani") == []


def test_what_was_told_only_moves_on(subscriptions: SqlSubscriptions) -> None:
    subscriptions.put(MINE)

    subscriptions.told("d1", minutes(9))
    subscriptions.told("d1", minutes(5))

    assert subscriptions.of("ani")[0].told_at == minutes(9)


def test_a_revoked_device_is_told_nothing(subscriptions: SqlSubscriptions, people: SqlPeople) -> None:
    people.add_device(Device("d1", "hash", NOON, NOON))
    subscriptions.put(MINE)

    people.revoke_device("d1", NOON)

    assert subscriptions.of("ani") == []


def test_a_device_that_was_let_in_stands_alone(subscriptions: SqlSubscriptions, people: SqlPeople) -> None:
    people.add_device(Device("d1", "hash", NOON, NOON, let_in=True))
    subscriptions.put(MINE)
    subscriptions.put(replace(MINE, device="d2", endpoint="https://push.example.org/2"))

    assert [(each.device, each.alone) for each in subscriptions.of("ani")] == [("d1", True), ("d2", False)]


def test_taken_back_it_is_gone(subscriptions: SqlSubscriptions) -> None:
    subscriptions.put(MINE)

    subscriptions.remove("d1")
    subscriptions.remove("d1")

    assert subscriptions.of("ani") == []


def test_two_tabs_that_ask_at_once_are_one_subscription(subscriptions: SqlSubscriptions) -> None:
    asked = [replace(MINE, endpoint=f"https://push.example.org/{n % 2}") for n in range(8)]

    refused = together(8, lambda n: subscriptions.put(asked[n]))

    assert refused == [None] * 8
    assert len(subscriptions.of("ani")) == 1


def test_phones_that_claim_one_endpoint_at_once_leave_it_to_one(subscriptions: SqlSubscriptions) -> None:
    refused = together(8, lambda n: subscriptions.put(replace(MINE, device=f"d{n}")))

    assert refused == [None] * 8
    assert len(subscriptions.of("ani")) == 1


def test_what_came_after_and_is_known_is_read_back_until_there_is_more(
    subscriptions: SqlSubscriptions,
) -> None:
    subscriptions.put(replace(MINE, told=frozenset({"a"})))

    subscriptions.told("d1", minutes(5), {"b", "c"})
    subscriptions.told("d1", minutes(3))

    [kept] = subscriptions.of("ani")
    assert (kept.told_at, kept.told) == (minutes(5), {"b", "c"})
