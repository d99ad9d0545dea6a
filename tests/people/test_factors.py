"""A second factor: codes of an app, recovery codes, and when they are asked for."""

from datetime import timedelta

import pyotp
import pytest

from backend.people import recovery, sessions, signing_in, standing, totp
from backend.people.person import Grant, Person, Role, Session, Stage
from backend.people.ports import Unknown
from backend.people.roles import Action
from backend.people.safe import Locked, Safe
from backend.people.throttle import FREE_TRIES, Throttle, Throttled, Wrong
from tests.people.builders import PASSWORD, Time, a_person, a_reviewer
from tests.people.factor_fakes import FakeFactors, FakeTries
from tests.people.fakes import FakePeople

SAFE = Safe("a key of this test and of no other")


class Desk:
    """Sari, who has an app, in front of the sign-in."""

    def __init__(self) -> None:
        self.time, self.people, self.factors = Time(), FakePeople(), FakeFactors()
        self.tries = FakeTries()
        self.throttle = Throttle(self.tries, self.time)
        self.sari = a_reviewer(login="sari")
        self.people.add(self.sari)
        self.secret = totp.new_secret()
        self.factors.set_totp(self.sari.id, SAFE.seal(self.secret))

    def enters(self) -> signing_in.SignedIn:
        return signing_in.sign_in(
            "sari",
            PASSWORD,
            people=self.people,
            factors=self.factors,
            throttle=self.throttle,
            now=self.time(),
        )

    def shows(self, code: str, token: str = "") -> str:
        session, person = self.session(token or self.enters().token)
        return signing_in.prove(
            session,
            person,
            code,
            people=self.people,
            factors=self.factors,
            safe=SAFE,
            throttle=self.throttle,
            now=self.time(),
        )

    def session(self, token: str) -> tuple[Session, Person]:
        return sessions.known(token, people=self.people, now=self.time())

    def code(self, ago: timedelta = timedelta()) -> str:
        return pyotp.TOTP(self.secret).at(self.time() - ago)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_the_password_alone_lets_nobody_in_who_has_a_second_factor(desk: Desk) -> None:
    done = desk.enters()

    assert done.half
    with pytest.raises(Unknown):
        sessions.person(done.token, people=desk.people, now=desk.time())


def test_the_code_of_the_app_signs_in_under_a_new_token(desk: Desk) -> None:
    half = desk.enters().token

    token = desk.shows(desk.code(), half)

    assert desk.session(token)[0].stage is Stage.STRONG
    with pytest.raises(Unknown):
        desk.session(half)


def test_half_a_sign_in_is_over_after_ten_minutes(desk: Desk) -> None:
    half = desk.enters().token

    desk.time.passes(timedelta(minutes=11))

    with pytest.raises(Unknown):
        desk.session(half)


@pytest.mark.parametrize(("seconds", "fits"), [(-30, True), (30, True), (-61, False), (90, False)])
def test_a_phone_s_clock_may_be_off_by_one_step(desk: Desk, seconds: int, *, fits: bool) -> None:
    desk.time.now = desk.time.now.replace(second=0)
    code = desk.code(timedelta(seconds=seconds))

    step = totp.step_of(desk.secret, code, desk.time())

    assert (step is not None) is fits


def test_a_code_is_worth_nothing_the_second_time(desk: Desk) -> None:
    code = desk.code()
    desk.shows(code)

    with pytest.raises(Wrong):
        desk.shows(code)


def test_a_code_of_before_is_worth_nothing_after_a_newer_one(desk: Desk) -> None:
    before = desk.code(timedelta(seconds=30))
    desk.shows(desk.code())

    with pytest.raises(Wrong):
        desk.shows(before)


def test_guessing_at_codes_slows_down_although_the_password_is_right(desk: Desk) -> None:
    half = desk.enters().token
    for _ in range(FREE_TRIES):
        with pytest.raises(Wrong):
            desk.shows("000000", half)

    with pytest.raises(Throttled):
        desk.shows(desk.code(), desk.enters().token)


def test_a_recovery_code_opens_once_however_it_is_typed(desk: Desk) -> None:
    [first, *_] = recovery.make(desk.sari.id, factors=desk.factors)

    desk.shows(first.upper().replace("-", " "))

    assert desk.factors.of(desk.sari.id).codes == recovery.HOW_MANY - 1
    with pytest.raises(Wrong):
        desk.shows(first)


def test_new_recovery_codes_end_the_old_ones(desk: Desk) -> None:
    old = recovery.make(desk.sari.id, factors=desk.factors)
    new = recovery.make(desk.sari.id, factors=desk.factors)

    assert not set(old) & set(new)
    with pytest.raises(Wrong):
        desk.shows(old[0])


def test_the_database_holds_neither_secrets_nor_codes(desk: Desk) -> None:
    codes = recovery.make(desk.sari.id, factors=desk.factors)

    kept = repr(desk.factors)

    assert desk.secret not in kept
    assert not [code for code in codes if code in kept]


def test_the_app_is_set_up_only_once_it_has_shown_a_code(desk: Desk) -> None:
    fresh = totp.new_secret()

    def confirmed(secret: str, code: str) -> bool:
        return totp.confirm(desk.sari.id, secret, code, factors=desk.factors, safe=SAFE, now=desk.time())

    before = desk.factors.apps[desk.sari.id]
    assert not confirmed(fresh, "000000")
    assert not confirmed("weak", "000000")
    assert desk.factors.apps[desk.sari.id] == before
    assert confirmed(fresh, pyotp.TOTP(fresh).at(desk.time()))


def test_after_a_change_of_the_secret_key_the_one_before_still_opens() -> None:
    sealed = Safe("the old key").seal("rahasia")

    assert Safe("the new key", before="the old key").open(sealed) == "rahasia"
    with pytest.raises(Locked):
        Safe("the new key").open(sealed)


def test_a_secret_nobody_can_open_any_more_is_a_wrong_code_and_no_fault(desk: Desk) -> None:
    desk.factors.set_totp(desk.sari.id, Safe("another key").seal(desk.secret))

    with pytest.raises(Wrong):
        desk.shows(desk.code())


HOUR = timedelta(hours=1)
PLAIN, STRONG = Stage.PLAIN, Stage.STRONG


@pytest.mark.parametrize(
    ("role", "action", "stage", "hours", "suffices"),
    [
        (Role.REVIEWER, Action.REVIEW, PLAIN, 300, True),
        (Role.ADMIN, Action.REVIEW, PLAIN, 0, False),
        (Role.ADMIN, Action.REVIEW, STRONG, 300, True),
        (Role.ADMIN, Action.MANAGE_PEOPLE, PLAIN, 0, False),
        (Role.ADMIN, Action.MANAGE_PEOPLE, STRONG, 0.9, True),
        (Role.ADMIN, Action.MANAGE_PEOPLE, STRONG, 1.1, False),
        (Role.ADMIN, Action.MANAGE_CITY, STRONG, 1.1, False),
    ],
)
def test_an_admin_needs_a_second_factor_and_a_recent_one_for_what_is_sensitive(
    role: Role, action: Action, stage: Stage, hours: float, *, suffices: bool
) -> None:
    assert standing.suffices(*asks(role, stage, hours), action, Time()(), handing_in=False) is suffices


@pytest.mark.parametrize(("hours", "suffices"), [(1.9, True), (2.1, False)])
def test_what_was_opened_in_time_may_be_handed_in_a_little_later(hours: float, *, suffices: bool) -> None:
    asked = asks(Role.ADMIN, STRONG, hours)

    assert standing.suffices(*asked, Action.MANAGE_CITY, Time()(), handing_in=True) is suffices


def asks(role: Role, stage: Stage, hours: float) -> tuple[Session, Person]:
    person = a_person(Grant(role))
    return Session("s", "h", person.id, Time()() - hours * HOUR, Time()(), stage=stage), person


def test_a_right_password_writes_nothing_to_the_counts(desk: Desk) -> None:
    for _ in range(20):
        desk.enters()

    assert desk.tries.written == 0
