"""Short-lived secrets that are worth something once, and the phones they add."""

from dataclasses import replace

import pytest

from backend.people.person import Device, Grant, Person, Role, Ticket
from backend.people.ports import Unknown
from backend.stores.database import Database
from backend.stores.people import SqlPeople
from backend.stores.tickets import SqlTickets
from tests.stores.making import NOON, minutes
from tests.stores.together import together

ANI = Person("p-ani", "Ani", (Grant(Role.VOLUNTEER, "64.74.03.1002"),), NOON)
PHONE = Device("d-1", "hash-1", NOON, NOON, ANI.id, "Chrome")
TICKET = Ticket("pairing", "hash", minutes(5), ANI.id, PHONE.id)


@pytest.fixture
def tickets(database: Database, people: SqlPeople) -> SqlTickets:
    people.add(ANI)
    people.add_device(PHONE)
    return SqlTickets(database)


def test_a_ticket_is_looked_at_often_and_taken_once(tickets: SqlTickets) -> None:
    assert tickets.put(TICKET, NOON)

    looks = [tickets.look("pairing", "hash", NOON) for _ in range(2)]

    assert [*looks, tickets.take("pairing", "hash", NOON)] == [TICKET] * 3
    with pytest.raises(Unknown):
        tickets.take("pairing", "hash", NOON)


def test_of_many_who_take_a_ticket_one_gets_it(tickets: SqlTickets) -> None:
    tickets.put(TICKET, NOON)

    faults = together(8, lambda _: tickets.take("pairing", "hash", NOON))

    assert sorted(type(fault) is Unknown for fault in faults) == [False] + [True] * 7


def test_a_ticket_that_expired_is_unknown(tickets: SqlTickets) -> None:
    tickets.put(TICKET, NOON)

    for ask in (tickets.look, tickets.take):
        with pytest.raises(Unknown):
            ask("pairing", "hash", minutes(5))


def test_a_new_ticket_ends_the_one_before_of_its_kind_and_person(tickets: SqlTickets) -> None:
    tickets.put(TICKET, NOON)
    tickets.put(replace(TICKET, kind="password", key_hash="link"), NOON)

    tickets.put(replace(TICKET, key_hash="newer"), NOON)

    with pytest.raises(Unknown):
        tickets.look("pairing", "hash", NOON)
    assert tickets.look("password", "link", NOON).person == ANI.id


def test_phones_of_a_person_are_those_that_may_send(tickets: SqlTickets, people: SqlPeople) -> None:
    assert tickets
    for number, person in ((2, None), (3, ANI.id), (4, None)):
        people.add_device(Device(f"d-{number}", f"hash-{number}", minutes(number), NOON, person))
    people.revoke_device("d-3", NOON)

    people.give_device("d-2", ANI.id, "Firefox")

    assert [(one.id, one.label) for one in people.devices_of(ANI.id)] == [
        ("d-2", "Firefox"),
        ("d-1", "Chrome"),
    ]
    for taken in ("d-2", "d-3", "d-never"):
        with pytest.raises(Unknown):
            people.give_device(taken, ANI.id, "")
