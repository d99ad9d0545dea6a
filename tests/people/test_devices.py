"""Phones that may send."""

from datetime import timedelta
from typing import cast

import pytest

from backend.people import devices, tokens
from backend.people.devices import Devices, renewed
from backend.people.person import Device
from backend.people.ports import Unknown
from tests.people.builders import Time, a_reviewer
from tests.people.fakes import FakePeople


@pytest.fixture
def people() -> FakePeople:
    return FakePeople()


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def book(people: FakePeople, time: Time) -> Devices:
    return Devices(people, time)


def test_a_device_is_known_by_its_cookie(people: FakePeople, time: Time, book: Devices) -> None:
    device, cookie = devices.introduce(people, now=time())

    assert book.known(cookie) == device


def test_the_server_keeps_only_the_hash_of_a_cookie(people: FakePeople, time: Time) -> None:
    device, cookie = devices.introduce(people, now=time())

    assert device.token_hash == tokens.hashed(cookie)
    assert cookie not in repr(people)


@pytest.mark.parametrize("cookie", ["", ".", ".abc", "somebody-elses"])
def test_a_cookie_nobody_was_given_is_unknown(cookie: str, book: Devices) -> None:
    with pytest.raises(Unknown):
        book.known(cookie)


def test_a_device_seen_a_moment_ago_costs_no_second_look(
    people: FakePeople, time: Time, book: Devices
) -> None:
    _, cookie = devices.introduce(people, now=time())

    for _ in range(10):
        book.known(cookie)

    assert people.asked["device"] == 1


def test_a_revoked_device_is_refused_once_the_last_look_is_old(people: FakePeople, time: Time) -> None:
    device, cookie = devices.introduce(people, now=time())
    book = Devices(people, time, trusted_s=0)
    book.known(cookie)

    people.revoke_device(device.id, time())

    with pytest.raises(Unknown):
        book.known(cookie)


def test_a_renewed_cookie_is_looked_up_again_at_once(people: FakePeople, time: Time, book: Devices) -> None:
    device, cookie = devices.introduce(people, now=time())
    book.known(cookie)
    people.revoke_device(device.id, time())

    with pytest.raises(Unknown):
        book.known(renewed(renewed(cookie)))


def test_a_cookie_is_renewed_to_another_one_each_time() -> None:
    assert len({renewed("token"), renewed("token"), renewed(renewed("token"))}) == 3


def test_use_is_written_down_once_a_day(people: FakePeople, time: Time, book: Devices) -> None:
    _, cookie = devices.introduce(people, now=time())
    time.passes(timedelta(days=1))

    slid = [book.slides(book.known(cookie)) for _ in range(5)]

    assert slid == [True, False, False, False, False]
    assert people.asked["device_seen"] == 1


def test_a_device_in_use_never_ages_and_a_silent_one_does(
    people: FakePeople, time: Time, book: Devices
) -> None:
    _, cookie = devices.introduce(people, now=time())
    for _ in range(3):
        time.passes(timedelta(days=170))
        book.slides(Devices(people, time).known(cookie))

    time.passes(devices.LIFE + timedelta(seconds=1))

    with pytest.raises(Unknown):
        Devices(people, time).known(cookie)


def test_the_memory_of_devices_is_bounded(people: FakePeople, time: Time) -> None:
    book = Devices(people, time, remembers=10)

    for _ in range(50):
        book.known(devices.introduce(people, now=time())[1])

    assert book.remembered <= 10


def test_a_device_is_forgotten_while_other_threads_look_others_up(
    people: FakePeople, time: Time, book: Devices
) -> None:
    kept, cookie = devices.introduce(people, now=time())
    book.known(cookie)

    class Crowd:
        """A device that others come by with, whenever it is compared."""

        @property
        def id(self) -> str:
            book.known(devices.introduce(people, now=time())[1])
            return kept.id

    book.forget(cast(Device, Crowd()))
    people.revoke_device(kept.id, time())

    with pytest.raises(Unknown):
        book.known(cookie)


def test_the_second_of_two_taps_finds_the_phone_theirs_already(people: FakePeople, time: Time) -> None:
    """Both were on their way while it was anonymous."""
    people.add(siti := a_reviewer())
    device, cookie = devices.introduce(people, now=time())

    joined = [
        devices.join(siti, people=people, now=time(), device=device, cookie=cookie, label="Chrome")
        for _ in range(2)
    ]

    book = Devices(people, time)
    assert {book.known(one.cookie).id for one in joined} == {device.id}
    assert len(people.devices_of(siti.id)) == 1


def test_a_phone_somebody_else_was_quicker_to_take_stays_theirs(people: FakePeople, time: Time) -> None:
    people.add(siti := a_reviewer())
    device, cookie = devices.introduce(people, now=time())
    people.give_device(device.id, "p-budi", "Chrome")

    joined = devices.join(siti, people=people, now=time(), device=device, cookie=cookie)

    assert people.devices[device.id].person == "p-budi"
    assert joined.cookie.partition(".")[0] != cookie
    assert len(people.devices_of(siti.id)) == 1
