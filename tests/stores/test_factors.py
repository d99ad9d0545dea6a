"""Second factors, short-lived tickets and wrong tries."""

from dataclasses import replace
from datetime import timedelta

import pytest

from backend.people.person import Device, Grant, Passkey, Person, Role, Session, Stage, Ticket
from backend.people.ports import Proofs, Unknown
from backend.stores.database import Database
from backend.stores.factors import SqlFactors
from backend.stores.people import SqlPeople
from backend.stores.tickets import SqlTickets
from backend.stores.tries import SqlTries
from tests.stores.making import NOON, minutes
from tests.stores.together import together

ANI = Person("p-ani", "Ani", (Grant(Role.ADMIN),), NOON, "ani")
BUDI = Person("p-budi", "Budi", (Grant(Role.REVIEWER),), NOON, "budi")
KEY = Passkey("credential", ANI.id, b"\0cose", 3, "Chrome, Android", NOON)
TICKET = Ticket("challenge", "hash", minutes(5))


@pytest.fixture
def factors(database: Database, people: SqlPeople) -> SqlFactors:
    people.add(ANI)
    people.add(BUDI)
    return SqlFactors(database)


@pytest.fixture
def tickets(database: Database) -> SqlTickets:
    return SqlTickets(database)


@pytest.fixture
def tries(database: Database) -> SqlTries:
    return SqlTries(database)


def test_nobody_has_a_second_factor_at_first(factors: SqlFactors) -> None:
    assert factors.of(ANI.id) == Proofs()
    assert not factors.of(ANI.id)


def test_factors_come_back_as_they_were_kept_and_are_the_person_s_own(factors: SqlFactors) -> None:
    factors.set_totp(ANI.id, b"\0sealed")
    factors.add_passkey(KEY)
    factors.set_codes(ANI.id, ["one", "two"])

    assert factors.of(ANI.id) == Proofs(b"\0sealed", (KEY,), 2)
    assert not factors.of(BUDI.id)


def test_a_time_step_is_used_once_and_none_before_it(factors: SqlFactors) -> None:
    factors.set_totp(ANI.id, b"sealed")

    used = [factors.use_step(ANI.id, step) for step in (7, 7, 6, 8)]

    assert used == [True, False, False, True]


def test_of_many_who_use_a_step_at_once_one_succeeds(factors: SqlFactors) -> None:
    factors.set_totp(ANI.id, b"sealed")

    used: list[bool] = []
    together(8, lambda _: used.append(factors.use_step(ANI.id, 9)))

    assert sorted(used) == [False] * 7 + [True]


def test_a_passkey_counts_and_goes(factors: SqlFactors) -> None:
    factors.add_passkey(KEY)

    factors.passkey_used(KEY.id, 4, minutes(1))

    assert factors.passkey(KEY.id) == replace(KEY, sign_count=4, used_at=minutes(1))
    with pytest.raises(Unknown):
        factors.remove_passkey(BUDI.id, KEY.id)
    factors.remove_passkey(ANI.id, KEY.id)
    with pytest.raises(Unknown):
        factors.passkey(KEY.id)


def test_a_recovery_code_is_used_once(factors: SqlFactors) -> None:
    factors.set_codes(ANI.id, ["one", "two"])

    used = [factors.use_code(*asked) for asked in ((ANI.id, "one"), (ANI.id, "one"), (BUDI.id, "two"))]

    assert used == [True, False, False]
    assert factors.of(ANI.id).codes == 1


def test_after_a_reset_nothing_is_left(factors: SqlFactors) -> None:
    factors.set_totp(ANI.id, b"sealed")
    factors.add_passkey(KEY)
    factors.set_codes(ANI.id, ["one"])

    factors.reset(ANI.id)

    assert factors.of(ANI.id) == Proofs()


def test_a_session_says_how_far_it_is_proven(people: SqlPeople) -> None:
    people.add(ANI)
    people.add_session(Session("s", "h", ANI.id, NOON, NOON, "", Stage.HALF))

    assert people.session("h")[0].stage is Stage.HALF


def test_sessions_are_listed_and_ended_by_their_own_person_only(people: SqlPeople) -> None:
    people.add(ANI)
    people.add(BUDI)
    for i, person in enumerate((ANI, ANI, BUDI)):
        people.add_session(Session(f"s{i}", f"h{i}", person.id, NOON, minutes(i)))

    with pytest.raises(Unknown):
        people.end_session_of(BUDI.id, "s0")
    assert [session.id for session in people.sessions_of(ANI.id)] == ["s1", "s0"]
    people.end_session_of(ANI.id, "s1")

    assert [session.id for session in people.sessions_of(ANI.id)] == ["s0"]
    assert [session.id for session in people.sessions_of(BUDI.id)] == ["s2"]


def acts_through(person: Person, people: SqlPeople) -> list[str]:
    sessions = [session.id for session in people.sessions_of(person.id)]
    return sessions + [device.id for device in people.devices_of(person.id)]


@pytest.mark.parametrize(("but", "left"), [((), []), (("s0", "d1"), ["s0", "d1"])])
def test_whatever_somebody_acts_through_ends_at_once_but_what_is_spared(
    people: SqlPeople, but: tuple[str, ...], left: list[str]
) -> None:
    people.add(ANI)
    people.add(BUDI)
    for i, person in enumerate((ANI, ANI, BUDI)):
        people.add_session(Session(f"s{i}", f"h{i}", person.id, NOON, NOON))
        people.add_device(Device(f"d{i}", f"h{i}", NOON, NOON, person.id))
    people.add_device(Device("d3", "h3", NOON, NOON))

    people.end_all_of(ANI.id, minutes(1), but=but)

    assert acts_through(ANI, people) == left
    assert acts_through(BUDI, people) == ["s2", "d2"]
    assert people.device("h3").person is None


def test_a_device_is_ended_by_its_own_person_only(people: SqlPeople) -> None:
    people.add(ANI)
    people.add(BUDI)
    people.add_device(Device("d0", "h0", NOON, NOON, ANI.id))
    people.add_device(Device("d1", "h1", NOON, NOON))

    for person, device in ((BUDI, "d0"), (ANI, "d1"), (ANI, "d9")):
        with pytest.raises(Unknown):
            people.end_device_of(person.id, device, minutes(1))
    people.end_device_of(ANI.id, "d0", minutes(1))

    with pytest.raises(Unknown):
        people.device("h0")
    with pytest.raises(Unknown):
        people.end_device_of(ANI.id, "d0", minutes(2))


def test_of_many_who_use_something_once_one_does(tickets: SqlTickets) -> None:
    used: list[bool] = []
    together(8, lambda _: used.append(tickets.put(TICKET, NOON)))

    assert sorted(used) == [False] * 7 + [True]


def test_what_was_used_is_remembered_until_it_expires(tickets: SqlTickets) -> None:
    tickets.put(TICKET, NOON)

    assert not tickets.put(TICKET, minutes(4))
    assert tickets.put(TICKET, minutes(5))


def test_wrong_tries_add_up_whoever_counts_them(tries: SqlTries) -> None:
    for _ in range(3):
        tries.wrong({"a": float, "b": lambda _: 60}, NOON)

    assert tries.waits(["a", "b", "c"]) == {"a": NOON + timedelta(seconds=3), "b": minutes(1)}


def test_tries_at_once_are_all_counted(tries: SqlTries) -> None:
    together(8, lambda _: tries.wrong({"a": float}, NOON))

    assert tries.waits(["a"]) == {"a": NOON + timedelta(seconds=8)}


def test_a_right_try_forgets_and_so_does_an_hour(tries: SqlTries) -> None:
    tries.wrong({"a": float, "b": float}, NOON)

    tries.right(["a"])
    assert list(tries.waits(["a", "b"])) == ["b"]

    tries.wrong({"c": float}, minutes(62))
    assert list(tries.waits(["a", "b", "c"])) == ["c"]
