"""Staff sign in."""

from dataclasses import replace
from datetime import timedelta
from time import process_time

import pytest
from argon2 import PasswordHasher

from backend.people import passwords, sessions, signing_in
from backend.people.person import Person
from backend.people.ports import Unknown
from backend.people.throttle import FREE_TRIES, LONGEST_WAIT_S, Throttle, Throttled, Wrong
from tests.people.builders import PASSWORD, Time, a_reviewer
from tests.people.factor_fakes import FakeFactors, FakeTries
from tests.people.fakes import FakePeople


@pytest.fixture
def people() -> FakePeople:
    people = FakePeople()
    people.add(a_reviewer(login="sari"))
    return people


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def throttle(time: Time) -> Throttle:
    return Throttle(FakeTries(), time)


def sign_in(
    people: FakePeople,
    throttle: Throttle,
    time: Time,
    login: str = "sari",
    password: str = PASSWORD,
    **more: str,
) -> tuple[Person, str]:
    done = signing_in.sign_in(
        login, password, people=people, factors=FakeFactors(), throttle=throttle, now=time(), **more
    )
    return done.person, done.token


def test_login_and_password_open_a_session(people: FakePeople, throttle: Throttle, time: Time) -> None:
    person, token = sign_in(people, throttle, time, " SARI ")

    assert sessions.person(token, people=people, now=time()) == person
    assert token not in repr(people)


@pytest.mark.parametrize(("login", "password"), [("sari", "wrong"), ("nobody", PASSWORD), ("sari", "")])
def test_what_does_not_fit_is_refused_in_the_same_words(
    login: str, password: str, people: FakePeople, throttle: Throttle, time: Time
) -> None:
    with pytest.raises(Wrong, match="login and password do not fit"):
        sign_in(people, throttle, time, login, password)


def test_a_disabled_person_signs_in_no_more(people: FakePeople, throttle: Throttle, time: Time) -> None:
    person, token = sign_in(people, throttle, time)
    people.disable(person.id, time())

    with pytest.raises(Wrong):
        sign_in(people, throttle, time)

    with pytest.raises(Unknown):
        sessions.person(token, people=people, now=time())


def test_an_unknown_login_costs_as_much_work_as_a_wrong_password(
    people: FakePeople, throttle: Throttle, time: Time
) -> None:
    def work(login: str) -> float:
        begun = process_time()
        with pytest.raises(Wrong):
            sign_in(people, throttle, time, login, "wrong")
        return process_time() - begun

    work("warming-up")

    assert work("nobody") > work("sari") / 3


def test_a_password_is_kept_as_argon2id(people: FakePeople) -> None:
    kept = people.by_login("sari").password_hash

    assert kept is not None
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_a_hash_made_with_old_costs_is_renewed_at_sign_in(
    people: FakePeople, throttle: Throttle, time: Time
) -> None:
    person = people.by_login("sari")
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    people.persons[person.id] = replace(person, password_hash=cheap)

    sign_in(people, throttle, time)

    renewed = people.by_login("sari").password_hash
    assert renewed is not None
    assert not passwords.outdated(renewed)


@pytest.mark.parametrize("password", ["short", "x" * (passwords.LONGEST + 1)])
def test_a_weak_password_is_not_kept(password: str) -> None:
    with pytest.raises(passwords.Weak):
        passwords.hashed(password)


def test_guessing_slows_down_and_says_how_long_to_wait(
    people: FakePeople, throttle: Throttle, time: Time
) -> None:
    for _ in range(FREE_TRIES):
        with pytest.raises(Wrong):
            sign_in(people, throttle, time, password="wrong")

    with pytest.raises(Throttled) as told:
        sign_in(people, throttle, time)

    time.passes(timedelta(seconds=told.value.retry_after_s))
    assert sign_in(people, throttle, time)


def test_a_right_password_forgives_the_wrong_ones_before(
    people: FakePeople, throttle: Throttle, time: Time
) -> None:
    for _ in range(FREE_TRIES):
        with pytest.raises(Wrong):
            sign_in(people, throttle, time, password="wrong")
        time.passes(timedelta(minutes=5))
        sign_in(people, throttle, time)

    assert sign_in(people, throttle, time)


def test_nobody_is_locked_out_for_longer_than_a_minute(
    people: FakePeople, throttle: Throttle, time: Time
) -> None:
    for _ in range(50):
        with pytest.raises(Wrong):
            sign_in(people, throttle, time, password="wrong")
        time.passes(timedelta(seconds=LONGEST_WAIT_S))

    assert sign_in(people, throttle, time)


def test_a_device_that_guesses_at_many_accounts_is_slowed_down_too(
    people: FakePeople, throttle: Throttle, time: Time
) -> None:
    for n in range(FREE_TRIES):
        with pytest.raises(Wrong):
            sign_in(people, throttle, time, f"somebody{n}", "wrong", device="one phone")

    with pytest.raises(Throttled):
        sign_in(people, throttle, time, device="one phone")

    assert sign_in(people, throttle, time, device="another phone")


def test_a_planted_session_ends_when_its_victim_signs_in(
    people: FakePeople, throttle: Throttle, time: Time
) -> None:
    _, planted = sign_in(people, throttle, time)

    _, own = sign_in(people, throttle, time, replaces=planted)

    assert own != planted
    with pytest.raises(Unknown):
        sessions.person(planted, people=people, now=time())


def test_signing_out_ends_the_session_at_once(people: FakePeople, throttle: Throttle, time: Time) -> None:
    _, token = sign_in(people, throttle, time)

    signing_in.sign_out(token, people=people)

    with pytest.raises(Unknown):
        sessions.person(token, people=people, now=time())


@pytest.mark.parametrize(
    ("every", "times"), [(sessions.LIFE + timedelta(seconds=1), 1), (timedelta(days=10), 10)]
)
def test_a_session_ends_unused_or_after_its_longest(
    every: timedelta, times: int, people: FakePeople, throttle: Throttle, time: Time
) -> None:
    _, token = sign_in(people, throttle, time)

    def use() -> None:
        for _ in range(times):
            time.passes(every)
            sessions.person(token, people=people, now=time())

    with pytest.raises(Unknown):
        use()


def test_use_of_a_session_is_written_down_once_an_hour(
    people: FakePeople, throttle: Throttle, time: Time
) -> None:
    _, token = sign_in(people, throttle, time)
    for _ in range(120):
        time.passes(timedelta(minutes=1))
        sessions.person(token, people=people, now=time())

    assert people.asked["session_seen"] == 2
