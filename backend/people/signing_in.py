"""Staff sign in by login and password. An unknown login is answered like a wrong password, and as slowly."""

from datetime import datetime

from backend.people import passwords, sessions
from backend.people.person import Person
from backend.people.ports import People, Unknown
from backend.people.throttle import Throttle


class Wrong(Exception):
    """Login and password do not fit. Which of the two is not told."""


def sign_in(
    login: str,
    password: str,
    *,
    people: People,
    throttle: Throttle,
    now: datetime,
    device: str = "",
    label: str = "",
    replaces: str = "",
) -> tuple[Person, str]:
    """The person and the token of a new session. `device` is the id of the browser's device, if it has one.

    `replaces` is the token the browser came with: that session ends, so a planted one is worth nothing.
    Raises Wrong, or Throttled when too many tries were wrong.
    """
    login = login.strip().casefold()
    keys = [f"account:{login}"] + ([f"device:{device}"] if device else [])
    throttle.count(*keys)
    person = _by_login(login, people)
    if not passwords.fits(password, person.password_hash if person else None) or person is None:
        raise Wrong("login and password do not fit")
    throttle.forget(*keys)
    _renew_hash(person, password, people)
    sessions.end(replaces, people=people)
    return person, sessions.begin(person, people=people, now=now, label=label)


def sign_out(token: str, *, people: People) -> None:
    sessions.end(token, people=people)


def _by_login(login: str, people: People) -> Person | None:
    try:
        person = people.by_login(login)
    except Unknown:
        return None
    return None if person.disabled_at else person


def _renew_hash(person: Person, password: str, people: People) -> None:
    if person.password_hash and passwords.outdated(person.password_hash):
        people.set_password(person.id, passwords.hashed(password))
