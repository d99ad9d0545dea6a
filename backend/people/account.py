"""What somebody of the staff changes about themselves."""

from backend.people import passwords
from backend.people.person import Person, Session
from backend.people.ports import Own, People
from backend.people.throttle import Key, Throttle, Wrong

NAME_MAX = 80
"""Characters."""


class NoName(Exception):
    """It is empty, or too long."""


def rename(person: Person, name: str, *, people: People) -> None:
    """Raises NoName."""
    people.set_name(person.id, named(name))


def named(name: str) -> str:
    """As it is kept. Raises NoName."""
    name = " ".join(name.split())
    if not 1 <= len(name) <= NAME_MAX:
        raise NoName(f"a name has 1 to {NAME_MAX} characters")
    return name


def change_password(
    person: Person, session: Session, old: str, new: str, *, people: People, throttle: Throttle
) -> None:
    """All other sign-ins end: whoever knew the old one may have made them. Raises Wrong, Throttled, Weak."""
    with throttle.one_try(Key(f"password:{person.id}")):
        if not passwords.fits(old, person.password_hash):
            raise Wrong("that is not the password")
    passwords.demand_good(new, login=person.login or "", name=person.name)
    people.set_password(person.id, passwords.hashed(new))
    people.end_sessions_of(person.id, but=session.id)


def end_others(session: Session, *, people: Own) -> None:
    people.end_sessions_of(session.person, but=session.id)
