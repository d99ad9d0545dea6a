"""What somebody of the staff changes about themselves."""

from collections.abc import Collection
from datetime import datetime

from backend.people import passwords
from backend.people.person import Person
from backend.people.ports import Own, People, Unknown
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
    person: Person,
    old: str,
    new: str,
    *,
    here: Collection[str],
    people: People,
    throttle: Throttle,
    now: datetime,
) -> None:
    """All others end: whoever knew the old one may have made them. Raises Wrong, Throttled, Weak."""
    with throttle.one_try(Key(f"password:{person.id}")):
        if not passwords.fits(old, person.password_hash):
            raise Wrong("that is not the password")
    passwords.demand_good(new, login=person.login or "", name=person.name)
    people.set_password(person.id, passwords.hashed(new))
    end_others(person, here=here, people=people, now=now)


def end_others(person: Person, *, here: Collection[str], people: Own, now: datetime) -> None:
    """Sign-ins, and devices that bear their name, but what is `here`: the ids of this browser's own."""
    people.end_all_of(person.id, now, but=here)


def end_device(person: Person, device_id: str, *, here: Collection[str], people: Own, now: datetime) -> None:
    """A device elsewhere bears their name no more. Raises Unknown when it is not theirs, or the one here.

    Here one leaves by the app (see leaving.py), so that the queue is sealed first.
    """
    if device_id in here:
        raise Unknown("this one leaves by itself")
    people.end_device_of(person.id, device_id, now)
