"""People in memory: keeps the promises of the port, remembers how often it was asked."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from backend.people.person import Device, Grant, Invitation, Person, Role, Session, Use
from backend.people.ports import LastAdmin, LoginTaken, Unknown
from backend.people.waiting import Losses, Waiting

Kept = TypeVar("Kept")


@dataclass
class FakePeople:
    persons: dict[str, Person] = field(default_factory=dict)
    devices: dict[str, Device] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    offers: dict[str, Invitation] = field(default_factory=dict)
    used: list[Use] = field(default_factory=list)
    keys: dict[str, bytes] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)

    def add(self, person: Person) -> None:
        if person.login and any(_same(p.login, person.login) for p in self.persons.values()):
            raise LoginTaken(person.login)
        self.persons[person.id] = person

    def get(self, person_id: str) -> Person:
        return _found(self.persons.get(person_id))

    def by_login(self, login: str) -> Person:
        return _found(next((p for p in self.persons.values() if _same(p.login, login)), None))

    def all(self, role: Role | None = None) -> Sequence[Person]:
        return [p for p in self.persons.values() if role is None or any(g.role is role for g in p.grants)]

    def set_password(self, person_id: str, password_hash: str) -> None:
        self.persons[person_id] = replace(self.get(person_id), password_hash=password_hash)

    def enable(self, person_id: str) -> None:
        self.persons[person_id] = replace(self.get(person_id), disabled_at=None)

    def set_grants(self, person_id: str, grants: Sequence[Grant]) -> None:
        self._put(replace(self.get(person_id), grants=tuple(grants)))

    def _put(self, changed: Person) -> None:
        after = self.persons | {changed.id: changed}
        if any(map(_is_admin, self.persons.values())) and not any(map(_is_admin, after.values())):
            raise LastAdmin
        self.persons = after

    def disable(self, person_id: str, at: datetime) -> None:
        self._put(replace(self.get(person_id), disabled_at=at))
        self.sessions = {k: s for k, s in self.sessions.items() if s.person != person_id}
        for device in [d for d in self.devices.values() if d.person == person_id]:
            self.revoke_device(device.id, at)

    def add_device(self, device: Device) -> None:
        self.devices[device.id] = device

    def device(self, token_hash: str) -> Device:
        self.asked["device"] += 1
        device = _found(next((d for d in self.devices.values() if d.token_hash == token_hash), None))
        if device.revoked_at or (device.person and self.get(device.person).disabled_at):
            raise Unknown("revoked")
        return device

    def device_seen(self, device_id: str, at: datetime) -> None:
        self.asked["device_seen"] += 1
        self.devices[device_id] = replace(self.devices[device_id], seen_at=at)

    def revoke_device(self, device_id: str, at: datetime) -> None:
        self.devices[device_id] = replace(self.devices[device_id], revoked_at=at)

    def add_session(self, session: Session) -> None:
        self.sessions[session.token_hash] = session

    def session(self, token_hash: str) -> tuple[Session, Person]:
        session = _found(self.sessions.get(token_hash))
        person = self.get(session.person)
        if person.disabled_at:
            raise Unknown("disabled")
        return session, person

    def session_seen(self, session_id: str, at: datetime) -> None:
        self.asked["session_seen"] += 1
        for key, session in self.sessions.items():
            if session.id == session_id:
                self.sessions[key] = replace(session, seen_at=at)

    def end_session(self, token_hash: str) -> None:
        self.sessions.pop(token_hash, None)

    def sessions_of(self, person_id: str) -> Sequence[Session]:
        mine = [s for s in self.sessions.values() if s.person == person_id]
        return sorted(mine, key=lambda session: session.seen_at, reverse=True)

    def end_session_of(self, person_id: str, session_id: str) -> None:
        token_hash = next((s.token_hash for s in self.sessions_of(person_id) if s.id == session_id), None)
        del self.sessions[_found(token_hash)]

    def end_all_of(self, person_id: str, at: datetime, *, but: Collection[str] = ()) -> None:
        self.sessions = {k: s for k, s in self.sessions.items() if s.person != person_id or s.id in but}
        for device in self.devices_of(person_id):
            if device.id not in but:
                self.revoke_device(device.id, at)

    def set_name(self, person_id: str, name: str) -> None:
        self.persons[person_id] = replace(self.get(person_id), name=name)

    def devices_of(self, person_id: str) -> Sequence[Device]:
        mine = [d for d in self.devices.values() if d.person == person_id and not d.revoked_at]
        return sorted(mine, key=lambda device: device.created_at, reverse=True)

    def end_device_of(self, person_id: str, device_id: str, at: datetime) -> None:
        if device_id not in {device.id for device in self.devices_of(person_id)}:
            raise Unknown("not theirs")
        self.revoke_device(device_id, at)

    def give_device(self, device_id: str, person_id: str, label: str) -> None:
        device = _found(self.devices.get(device_id))
        if device.person or device.revoked_at:
            raise Unknown("somebody's")
        self.devices[device_id] = replace(device, person=person_id, label=label)

    def key(self, name: str, fresh: bytes) -> bytes:
        return self.keys.setdefault(name, fresh)

    def add_invitation(self, invitation: Invitation) -> None:
        for key, offer in self.offers.items():
            if invitation.person and offer.person == invitation.person and offer.uses_left:
                self.offers[key] = replace(offer, revoked_at=offer.revoked_at or invitation.created_at)
        self.offers[invitation.token_hash] = invitation

    def invitation(self, token_hash: str, now: datetime) -> Invitation:
        offer = _found(self.offers.get(token_hash))
        if offer.uses_left < 1 or offer.expires_at <= now or offer.revoked_at:
            raise Unknown("used up, expired or revoked")
        return offer

    def made(self, token_hash: str) -> Invitation:
        return _found(self.offers.get(token_hash))

    def uses(self) -> Sequence[Use]:
        return [replace(use, name=self.get(use.person).name) for use in self.used]

    def revoke_invitation(self, invitation_id: str, at: datetime) -> None:
        offer = _found(next((o for o in self.offers.values() if o.id == invitation_id), None))
        if offer.uses_left < 1 or offer.revoked_at:
            raise Unknown("used up or revoked")
        self.offers[offer.token_hash] = replace(offer, revoked_at=at)

    def invitations(self) -> Sequence[Invitation]:
        return sorted(self.offers.values(), key=lambda offer: offer.created_at, reverse=True)

    def accept(self, token_hash: str, person: Person, device: Device, now: datetime) -> None:
        self._use(token_hash, person, now)
        self.add_device(device)

    def bind(
        self, token_hash: str, person: Person, device_id: str, now: datetime, *, let_in: bool = False
    ) -> None:
        self._use(token_hash, person, now)
        self.devices[device_id] = replace(self.devices[device_id], person=person.id, let_in=let_in)

    def _use(self, token_hash: str, person: Person, now: datetime) -> None:
        offer = self.invitation(token_hash, now)
        self.persons.setdefault(person.id, person)
        self.used.append(Use(offer.id, person.id, person.name, now))
        self.offers[token_hash] = replace(offer, uses_left=offer.uses_left - 1)


@dataclass
class FakeVigil:
    told: dict[str, Waiting] = field(default_factory=dict)
    gone: dict[str, tuple[str, int, datetime]] = field(default_factory=dict)

    def waits(self, device_id: str, waiting: Waiting, at: datetime) -> None:  # noqa: ARG002 -- the port's
        self.told[device_id] = waiting

    def waiting(self, device_id: str) -> Waiting | None:
        return self.told.get(device_id)

    def lost(self, device_id: str, loss_id: str, lost: Waiting, at: datetime) -> bool:
        counted, count, _ = self.gone.get(device_id, ("", 0, at))
        if counted == loss_id:
            return False
        self.gone[device_id] = (loss_id, count + lost.count, at)
        self.told[device_id] = Waiting(0)
        return True

    def losses(self) -> Losses:
        times = [at for _, _, at in self.gone.values()]
        reports = sum(count for _, count, _ in self.gone.values())
        return Losses(len(self.gone), reports, max(times, default=None))


def _found(kept: Kept | None) -> Kept:
    if kept is None:
        raise Unknown("nothing under that name")
    return kept


def _is_admin(person: Person) -> bool:
    return not person.disabled_at and any(grant.role is Role.ADMIN for grant in person.grants)


def _same(one: str | None, other: str) -> bool:
    return one is not None and one.casefold() == other.casefold()
