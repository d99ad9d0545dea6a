"""Another phone of the same volunteer, by six digits."""

from datetime import timedelta

import pytest

from backend.people import devices, pairing
from backend.people.devices import Accepted, Devices
from backend.people.person import Device, Grant, Person, Role
from backend.people.safe import Safe
from backend.people.throttle import Throttle, Throttled, Wrong
from tests.people.builders import KUALA, Time, a_person, a_reviewer
from tests.people.factor_fakes import FakeTickets, FakeTries
from tests.people.fakes import FakePeople


class Town:
    """Budi, with his phone, and whatever other phones come by."""

    def __init__(self) -> None:
        self.people, self.tickets, self.time, self.safe = FakePeople(), FakeTickets(), Time(), Safe("key")
        self.throttle = Throttle(FakeTries(), self.time)
        self.budi = a_person(Grant(Role.VOLUNTEER, KUALA), name="Budi")
        self.people.add(self.budi)
        self.phone, _ = self.a_phone(self.budi)

    def a_phone(self, of: Person | None = None) -> tuple[Device, str]:
        device, cookie = devices.make(now=self.time(), person=of.id if of else None)
        self.people.add_device(device)
        return device, cookie

    def shows(self, phone: Device | None = None) -> str:
        return pairing.show(
            phone or self.phone, people=self.people, tickets=self.tickets, safe=self.safe, now=self.time()
        )

    def types(self, code: str, device: Device | None = None, cookie: str = "") -> Accepted:
        return pairing.pair(
            code,
            people=self.people,
            tickets=self.tickets,
            safe=self.safe,
            throttle=self.throttle,
            now=self.time(),
            device=device,
            cookie=cookie,
            label="Chrome",
        )

    def owner_of(self, cookie: str) -> str | None:
        return Devices(self.people, self.time).known(cookie).person


@pytest.fixture
def town() -> Town:
    return Town()


def test_a_new_phone_that_types_the_code_is_the_same_person_s(town: Town) -> None:
    code = town.shows()

    paired = town.types(f" {code[:3]} {code[3:]} ")

    assert (len(code), code.isdecimal()) == (6, True)
    assert town.owner_of(paired.cookie) == town.budi.id
    assert len(town.people.devices_of(town.budi.id)) == 2


def test_an_anonymous_phone_becomes_theirs_with_its_queue(town: Town) -> None:
    device, cookie = town.a_phone()

    paired = town.types(town.shows(), device, cookie)

    assert paired.cookie != cookie
    assert town.people.devices[device.id].person == town.budi.id


def test_a_phone_of_somebody_else_keeps_its_queue_for_them(town: Town) -> None:
    siti = a_person(Grant(Role.VOLUNTEER, KUALA), name="Siti")
    town.people.add(siti)
    device, cookie = town.a_phone(siti)

    paired = town.types(town.shows(), device, cookie)

    assert town.people.devices[device.id].person == siti.id
    assert town.owner_of(paired.cookie) == town.budi.id


def test_a_code_is_worth_something_once(town: Town) -> None:
    code = town.shows()
    town.types(code)

    with pytest.raises(Wrong):
        town.types(code)


def test_a_code_lives_for_ten_minutes(town: Town) -> None:
    code = town.shows()

    town.time.passes(timedelta(minutes=10))

    with pytest.raises(Wrong):
        town.types(code)


def test_a_new_code_ends_the_one_before(town: Town) -> None:
    first, second = town.shows(), town.shows()

    with pytest.raises(Wrong):
        town.types(first)
    assert town.types(second).person == town.budi


@pytest.mark.parametrize("ends", ["the phone", "the person"])
def test_a_code_ends_with_whoever_showed_it(town: Town, ends: str) -> None:
    code = town.shows()

    if ends == "the phone":
        town.people.revoke_device(town.phone.id, town.time())
    else:
        town.people.disable(town.budi.id, town.time())

    with pytest.raises(Wrong):
        town.types(code)


def test_nobody_s_phone_and_a_phone_of_the_staff_show_none(town: Town) -> None:
    sari = a_reviewer()
    town.people.add(sari)

    for phone in (town.a_phone()[0], town.a_phone(sari)[0]):
        with pytest.raises(pairing.NotAVolunteer):
            town.shows(phone)


def test_a_phone_that_guesses_waits(town: Town) -> None:
    device, cookie = town.a_phone()
    code = town.shows()

    for _ in range(5):
        with pytest.raises(Wrong):
            town.types("000 00x", device, cookie)

    with pytest.raises(Throttled):
        town.types(code, device, cookie)
    assert town.types(code).person == town.budi, "another phone need not wait"


def test_phones_that_guess_together_wait_together_and_a_right_code_forgives_nothing(town: Town) -> None:
    for number in range(60):
        if number == 30:
            town.types(town.shows())
        with pytest.raises(Wrong):
            town.types("x")

    with pytest.raises(Throttled):
        town.types(town.shows())


def test_a_lost_phone_is_ended_by_its_owner_alone(town: Town) -> None:
    siti = a_person(Grant(Role.VOLUNTEER, KUALA), name="Siti")
    lost, _ = town.a_phone(town.budi)
    hers, _ = town.a_phone(siti)

    for device in (lost, hers, town.phone, lost):
        devices.drop(device.id, by=town.phone, people=town.people, now=town.time())

    ended = {device.id for device in town.people.devices.values() if device.revoked_at}
    assert ended == {lost.id}


def test_a_phone_that_was_let_in_makes_no_other_more_than_it_is(town: Town) -> None:
    browser, _ = devices.make(now=town.time(), person=town.budi.id, let_in=True)
    town.people.add_device(browser)
    fresh, cookie = town.a_phone()

    paired = town.types(town.shows(browser), fresh, cookie)
    confirmed = town.types(town.shows(), browser, "theirs")

    known = Devices(town.people, town.time).known
    assert (known(paired.cookie).let_in, known(confirmed.cookie).let_in) == (True, False)
