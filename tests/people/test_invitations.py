"""Invitations: a link that makes whoever opens it somebody."""

from datetime import timedelta

import pytest

from backend.people import devices, invitations, tokens
from backend.people.devices import Devices
from backend.people.person import Grant, Role
from backend.people.ports import Unknown
from tests.people.builders import KUALA, TELIHAN, Time, a_reviewer
from tests.people.fakes import FakePeople

VOLUNTEER = Grant(Role.VOLUNTEER, KUALA)


@pytest.fixture
def people() -> FakePeople:
    return FakePeople()


@pytest.fixture
def time() -> Time:
    return Time()


def invited(people: FakePeople, time: Time, grant: Grant = VOLUNTEER, uses: int = 1, name: str = "") -> str:
    return invitations.make(grant, people=people, now=time(), uses=uses, name=name)[1]


def test_accepting_makes_a_person_and_a_device(people: FakePeople, time: Time) -> None:
    accepted = invitations.accept(invited(people, time), " Pak  Budi ", people=people, now=time())

    device = Devices(people, time).known(accepted.cookie)
    assert device.person == accepted.person.id
    assert (accepted.person.name, accepted.person.grants) == ("Pak Budi", (VOLUNTEER,))


def test_an_invitation_for_one_is_used_up_by_one(people: FakePeople, time: Time) -> None:
    token = invited(people, time)
    invitations.accept(token, "Budi", people=people, now=time())

    with pytest.raises(Unknown):
        invitations.accept(token, "Siti", people=people, now=time())


def test_an_invitation_for_three_is_used_up_by_three(people: FakePeople, time: Time) -> None:
    token = invited(people, time, uses=3)
    for name in ("Budi", "Siti", "Andi"):
        invitations.accept(token, name, people=people, now=time())

    with pytest.raises(Unknown):
        invitations.look(token, people=people, now=time())


def test_an_old_invitation_is_worth_nothing(people: FakePeople, time: Time) -> None:
    token = invited(people, time)

    time.passes(invitations.LASTS)

    with pytest.raises(Unknown):
        invitations.accept(token, "Budi", people=people, now=time())


def test_looking_at_an_invitation_does_not_use_it(people: FakePeople, time: Time) -> None:
    token = invited(people, time, name="Budi")

    looks = [invitations.look(token, people=people, now=time()).name for _ in range(3)]

    assert looks == ["Budi"] * 3


def test_the_name_it_was_made_for_is_taken_when_none_is_given(people: FakePeople, time: Time) -> None:
    accepted = invitations.accept(invited(people, time, name="Budi"), "", people=people, now=time())

    assert accepted.person.name == "Budi"


@pytest.mark.parametrize("name", ["", "   ", "x" * (invitations.NAME_MAX + 1)])
def test_without_a_fitting_name_nothing_is_used(name: str, people: FakePeople, time: Time) -> None:
    token = invited(people, time)

    with pytest.raises(invitations.NameNeeded):
        invitations.accept(token, name, people=people, now=time())

    assert invitations.look(token, people=people, now=time()).uses_left == 1


def test_a_phone_that_sent_anonymously_becomes_the_persons_with_its_queue(
    people: FakePeople, time: Time
) -> None:
    device, cookie = devices.introduce(people, now=time())
    book = Devices(people, time)
    book.known(cookie)

    accepted = invitations.accept(
        invited(people, time), "Budi", people=people, now=time(), device=device, cookie=cookie
    )

    same = book.known(accepted.cookie)
    assert (same.id, same.person) == (device.id, accepted.person.id)


def test_somebody_elses_phone_stays_theirs(people: FakePeople, time: Time) -> None:
    first = invitations.accept(invited(people, time), "Budi", people=people, now=time())
    device = Devices(people, time).known(first.cookie)

    token = invited(people, time, Grant(Role.VOLUNTEER, TELIHAN))
    second = invitations.accept(token, "Siti", people=people, now=time(), device=device, cookie=first.cookie)

    assert second.cookie != first.cookie
    assert Devices(people, time).known(first.cookie).person == first.person.id


def test_the_same_link_opened_twice_on_one_phone_makes_one_person(people: FakePeople, time: Time) -> None:
    token = invited(people, time, uses=2)
    first = invitations.accept(token, "Budi", people=people, now=time())
    device = Devices(people, time).known(first.cookie)

    again = invitations.accept(token, "Budi", people=people, now=time(), device=device, cookie=first.cookie)

    assert (again.person, again.cookie) == (first.person, first.cookie)
    assert invitations.look(token, people=people, now=time()).uses_left == 1


def test_another_name_on_a_shared_phone_is_another_person(people: FakePeople, time: Time) -> None:
    first = invitations.accept(invited(people, time), "Budi", people=people, now=time())
    device = Devices(people, time).known(first.cookie)

    second = invitations.accept(
        invited(people, time, name="Siti"), "", people=people, now=time(), device=device, cookie=first.cookie
    )

    assert second.person.name == "Siti"
    assert second.cookie != first.cookie


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.VOLUNTEER}))
def test_no_link_makes_anyone_staff(role: Role, people: FakePeople, time: Time) -> None:
    with pytest.raises(invitations.NotByLink):
        invited(people, time, Grant(role, KUALA))


def test_the_server_keeps_only_the_hash_of_a_link(people: FakePeople, time: Time) -> None:
    token = invited(people, time)

    assert token not in repr(people)
    assert tokens.hashed(token) in people.offers


def test_an_invitation_lasts_as_long_as_it_was_made_for(people: FakePeople, time: Time) -> None:
    offer, _ = invitations.make(VOLUNTEER, people=people, now=time(), lasts=timedelta(hours=1))

    assert offer.expires_at - offer.created_at == timedelta(hours=1)


def test_a_volunteer_who_was_shut_out_does_not_come_back(people: FakePeople, time: Time) -> None:
    person = invitations.accept(invited(people, time), "Budi", people=people, now=time()).person
    _, token = invitations.make_return(person, people=people, now=time())

    people.disable(person.id, time())

    with pytest.raises(Unknown):
        invitations.accept(token, "", people=people, now=time())


def test_whoever_has_a_password_comes_back_by_no_link(people: FakePeople, time: Time) -> None:
    with pytest.raises(invitations.NotByLink):
        invitations.make_return(a_reviewer(), people=people, now=time())


def test_a_phone_that_sent_anonymously_meanwhile_becomes_theirs_who_comes_back(
    people: FakePeople, time: Time
) -> None:
    person = invitations.accept(invited(people, time), "Budi", people=people, now=time()).person
    _, token = invitations.make_return(person, people=people, now=time())
    device, cookie = devices.introduce(people, now=time())

    accepted = invitations.accept(token, "", people=people, now=time(), device=device, cookie=cookie)

    assert accepted.person == person
    assert Devices(people, time).known(accepted.cookie).id == device.id
