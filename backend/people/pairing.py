"""A volunteer takes a second phone: six digits, read from the first and typed into the second.

A code lives for ten minutes, is worth something once, and a new one ends the one before. A phone that types
wrong ones must wait longer and longer; and as new phones cost nothing, so must everybody together after many.
"""

import secrets
from datetime import datetime, timedelta

from backend.people import devices
from backend.people.devices import Accepted
from backend.people.person import Device, Person, Ticket
from backend.people.ports import People, Tickets, Unknown
from backend.people.safe import Safe
from backend.people.throttle import Key, Throttle, Wrong

KIND = "pairing"
LASTS = timedelta(minutes=10)
DIGITS = 6
MANY = 20
"""Draws before giving up on a code nobody else was given: with a million of them, one is enough."""
LONGEST_WAIT_S = 600.0
"""After some wrong codes a phone waits for as long as a code lives."""
EVERYBODY = Key("pairing", free=60, is_forgiven=False)
"""Beyond so many wrong codes of all phones together, one a minute. One's own right code forgives none."""


class NotAVolunteer(Exception):
    """Only a phone that belongs to a volunteer shows a code."""


def show(device: Device, *, people: People, tickets: Tickets, safe: Safe, now: datetime) -> str:
    """The six digits. Raises NotAVolunteer."""
    if device.person is None or people.get(device.person).login:
        raise NotAVolunteer("this phone is nobody's yet")
    for _ in range(MANY):
        code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
        ticket = Ticket(KIND, _hashed(code, safe), now + LASTS, device.person, device.id)
        if tickets.put(ticket, now):
            return code
    raise AssertionError("a million codes are taken")


def pair(
    typed: str,
    *,
    people: People,
    tickets: Tickets,
    safe: Safe,
    throttle: Throttle,
    now: datetime,
    device: Device | None = None,
    cookie: str = "",
    label: str = "",
) -> Accepted:
    """This phone becomes one more of the person whose code it is (devices.join). Raises Wrong, Throttled."""
    code = "".join(filter(str.isalnum, typed))
    here = [Key(f"pairing:{device.id}", longest_s=LONGEST_WAIT_S)] if device else []
    with throttle.one_try(EVERYBODY, *here):
        person, shown_by = _whose(code, people=people, tickets=tickets, safe=safe, now=now)
    let_in = shown_by.let_in
    return devices.join(
        person, people=people, now=now, device=device, cookie=cookie, label=label, let_in=let_in
    )


def _whose(
    code: str, *, people: People, tickets: Tickets, safe: Safe, now: datetime
) -> tuple[Person, Device]:
    """The person, and their phone that showed the code."""
    try:
        ticket = tickets.take(KIND, _hashed(code, safe), now)
        person = people.get(ticket.person or "")
    except Unknown as cause:
        raise Wrong("no such code, or an old one") from cause
    shown_by = next((device for device in people.devices_of(person.id) if device.id == ticket.device), None)
    if person.disabled_at or shown_by is None:
        raise Wrong("the phone that showed it was shut out meanwhile")
    return person, shown_by


def _hashed(code: str, safe: Safe) -> str:
    """Under the secret key: a million plain hashes are soon tried."""
    return safe.mark(f"{KIND}:{code}".encode()).hex()
