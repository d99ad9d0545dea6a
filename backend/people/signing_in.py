"""Staff sign in by login and password, and a second factor if they have one, or by a passkey alone.

An unknown login is answered like a wrong password, and as slowly.
"""

from dataclasses import dataclass
from datetime import datetime

from backend.people import passwords, recovery, sessions, totp
from backend.people.person import Person, Session, Stage
from backend.people.ports import Factors, People, Unknown
from backend.people.safe import Locked, Safe
from backend.people.throttle import Key, Throttle, Wrong

LOGIN_MAX = 80
"""Characters."""
LONGEST_WAIT_S = 900.0
"""For the second factor: who gets as far as guessing at it knows the password, and a code has six digits."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """`token` is that of a new session; `half`: the second factor is still to come."""

    person: Person
    token: str
    half: bool = False


def sign_in(
    login: str,
    password: str,
    *,
    people: People,
    factors: Factors,
    throttle: Throttle,
    now: datetime,
    device: str = "",
    label: str = "",
    replaces: str = "",
) -> SignedIn:
    """`device` is the id of the browser's device, if it has one.

    `replaces` is the token the browser came with: that session ends, so a planted one is worth nothing.
    Raises Wrong, or Throttled when too many tries were wrong.
    """
    login = login.strip().casefold()[:LOGIN_MAX]
    keys = [Key(f"account:{login}")] + ([Key(f"device:{device}")] if device else [])
    with throttle.one_try(*keys):
        person = _by_login(login, people)
        if not passwords.fits(password, person.password_hash if person else None) or person is None:
            raise Wrong("login and password do not fit")
    _renew_hash(person, password, people)
    sessions.end(replaces, people=people)
    half = bool(factors.of(person.id))
    stage = Stage.HALF if half else Stage.PLAIN
    return SignedIn(person, sessions.begin(person, people=people, now=now, label=label, stage=stage), half)


def prove(
    session: Session,
    person: Person,
    code: str,
    *,
    people: People,
    factors: Factors,
    safe: Safe,
    throttle: Throttle,
    now: datetime,
) -> str:
    """By a code of the app or a recovery code. Returns the token of the session that takes this one's place.

    Raises Wrong, Throttled.
    """
    with throttle.one_try(Key(f"factor:{person.id}", longest_s=LONGEST_WAIT_S)):
        if not _fits(person, "".join(code.split()), factors, safe, now):
            raise Wrong("the code does not fit")
    return strengthen(session, person, people=people, now=now)


def prove_by_password(
    session: Session, person: Person, password: str, *, people: People, throttle: Throttle, now: datetime
) -> str:
    """Once more, by whoever has no second factor. Returns the token of the session instead of this one.

    Raises Wrong, Throttled.
    """
    with throttle.one_try(Key(f"password:{person.id}")):
        if not passwords.fits(password, person.password_hash):
            raise Wrong("that is not the password")
    people.end_session(session.token_hash)
    return sessions.begin(person, people=people, now=now, label=session.label)


def strengthen(session: Session, person: Person, *, people: People, now: datetime) -> str:
    """A second factor was shown: a new session, with a new token, instead of this one."""
    people.end_session(session.token_hash)
    return sessions.begin(person, people=people, now=now, label=session.label, stage=Stage.STRONG)


def sign_out(token: str, *, people: People) -> None:
    sessions.end(token, people=people)


def _fits(person: Person, code: str, factors: Factors, safe: Safe, now: datetime) -> bool:
    """Six digits are the app's; a recovery code is longer. A secret nobody can open any more fits nothing."""
    if len(code) != totp.DIGITS or not code.isascii() or not code.isdecimal():
        return recovery.fits(person.id, code, factors=factors)
    try:
        return totp.fits(person.id, code, factors=factors, safe=safe, now=now)
    except Locked:
        return False


def _by_login(login: str, people: People) -> Person | None:
    try:
        person = people.by_login(login)
    except Unknown:
        return None
    return None if person.disabled_at else person


def _renew_hash(person: Person, password: str, people: People) -> None:
    if person.password_hash and passwords.outdated(person.password_hash):
        people.set_password(person.id, passwords.hashed(password))
