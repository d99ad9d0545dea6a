"""Phones that may send: bound to a person by an invitation, or to nobody."""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from backend.people import tokens
from backend.people.person import Device, Person
from backend.people.ports import People, Unknown

LIFE = timedelta(days=180)
"""A device that did not send for so long must introduce itself again."""
SEEN_EVERY = timedelta(days=1)
"""How often use is written down: `seen_at` may lag by so much."""
TRUSTED_S = 5.0
"""Seconds for which a process trusts its last look: a revoked device is refused everywhere after so long."""
CACHED_MAX = 8_192


def introduce(people: People, *, now: datetime, label: str = "") -> tuple[Device, str]:
    """An anonymous device and the token for its cookie."""
    device, token = make(now=now, label=label)
    people.add_device(device)
    return device, token


def make(
    *, now: datetime, person: str | None = None, label: str = "", let_in: bool = False
) -> tuple[Device, str]:
    """A device that is not kept yet, and its token."""
    token = tokens.make()
    device = Device(
        id=tokens.new_id(),
        token_hash=tokens.hashed(token),
        created_at=now,
        seen_at=now,
        person=person,
        label=label,
        let_in=let_in,
    )
    return device, token


@dataclass(frozen=True, slots=True)
class Accepted:
    """`cookie` is the value of the device cookie from now on."""

    person: Person
    cookie: str


def join(
    person: Person,
    *,
    people: People,
    now: datetime,
    device: Device | None,
    cookie: str = "",
    label: str = "",
    let_in: bool = False,
) -> Accepted:
    """This phone becomes one more of the person's. `device` is what it is now, if anything.

    An anonymous phone becomes theirs with its queue; one that belongs to somebody else is left as it is and
    gets a new credential. So does one that was let in and is confirmed now by a phone that was not; a phone
    that was (`let_in`) makes no other more than it is itself.
    """
    if device and device.person == person.id and (let_in or not device.let_in):
        return Accepted(person, cookie)
    if device and device.person is None and not let_in and _is_given(device, person, people, label):
        return Accepted(person, renewed(cookie))
    fresh, secret = make(now=now, person=person.id, label=label, let_in=let_in)
    people.add_device(fresh)
    return Accepted(person, secret)


def _is_given(device: Device, person: Person, people: People, label: str) -> bool:
    """Whether the device is theirs now. It was nobody's when it was looked up; since then they may have
    tapped twice, or somebody else was quicker.
    """
    try:
        people.give_device(device.id, person.id, label)
    except Unknown:
        return any(one.id == device.id for one in people.devices_of(person.id))
    return True


def drop(device_id: str, *, by: Device, people: People, now: datetime) -> None:
    """Another phone of the same person sends no more. This one, and any that is not theirs, stay as they are.

    A phone leaves by itself (see leaving.py), so that its queue is sealed first.
    """
    if by.person and device_id != by.id:
        with suppress(Unknown):
            people.end_device_of(by.person, device_id, now)


@dataclass(slots=True)
class Devices:
    """Looks devices up by cookie; each look holds for TRUSTED_S. Threads may share it.

    A cookie is the token, or the token, a dot and some letters. When a device changes (it was anonymous and a
    person accepted an invitation on it) it gets other letters, so that no process answers from an old look.
    """

    people: People
    clock: Callable[[], datetime]
    trusted_s: float = TRUSTED_S
    remembers: int = CACHED_MAX
    _seen: dict[str, tuple[float, Device]] = field(default_factory=dict)

    def known(self, cookie: str) -> Device:
        """The device that holds this cookie. Raises Unknown when there is none, or it was silent for LIFE."""
        look = self._seen.get(cookie)
        if look and look[0] > time.monotonic():
            return look[1]
        device = self._look_up(cookie)
        if len(self._seen) >= self.remembers:
            self._seen.clear()
        self._seen[cookie] = (time.monotonic() + self.trusted_s, device)
        return device

    def slides(self, device: Device) -> bool:
        """Once a day: whether the cookie should be set anew. Writes the use down when it is."""
        now = self.clock()
        if now - device.seen_at < SEEN_EVERY:
            return False
        self.people.device_seen(device.id, now)
        self.forget(device)
        return True

    def forget(self, device: Device) -> None:
        """Look it up anew the next time."""
        for cookie, look in self._seen.copy().items():  # a copy: other threads add theirs meanwhile
            if look[1].id == device.id:
                self._seen.pop(cookie, None)

    @property
    def remembered(self) -> int:
        return len(self._seen)

    def _look_up(self, cookie: str) -> Device:
        token = cookie.partition(".")[0]
        if not token:
            raise Unknown("no device credential")
        device = self.people.device(tokens.hashed(token))
        if self.clock() - device.seen_at > LIFE:
            raise Unknown("the device was silent for too long")
        return device


def renewed(cookie: str) -> str:
    """The same token under a cookie no process has looked up yet."""
    return f"{cookie.partition('.')[0]}.{tokens.new_id()[:8]}"
