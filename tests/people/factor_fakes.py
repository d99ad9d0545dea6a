"""Second factors, tickets and tries in memory: they keep the promises of their ports."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from backend.people.person import Passkey, Ticket
from backend.people.ports import Proofs, Unknown


@dataclass
class FakeFactors:
    apps: dict[str, bytes] = field(default_factory=dict)
    steps: dict[str, int] = field(default_factory=dict)
    keys: dict[str, Passkey] = field(default_factory=dict)
    codes: dict[str, set[str]] = field(default_factory=dict)

    def of(self, person_id: str) -> Proofs:
        mine = tuple(key for key in self.keys.values() if key.person == person_id)
        return Proofs(self.apps.get(person_id), mine, len(self.codes.get(person_id, ())))

    def set_totp(self, person_id: str, sealed: bytes | None) -> None:
        self.apps.pop(person_id, None)
        self.steps.pop(person_id, None)
        if sealed:
            self.apps[person_id] = sealed

    def use_step(self, person_id: str, step: int) -> bool:
        if step <= self.steps.get(person_id, 0):
            return False
        self.steps[person_id] = step
        return True

    def add_passkey(self, passkey: Passkey) -> None:
        self.keys[passkey.id] = passkey

    def passkey(self, passkey_id: str) -> Passkey:
        if passkey_id not in self.keys:
            raise Unknown(passkey_id)
        return self.keys[passkey_id]

    def passkey_used(self, passkey_id: str, sign_count: int, at: datetime) -> None:
        self.keys[passkey_id] = replace(self.keys[passkey_id], sign_count=sign_count, used_at=at)

    def remove_passkey(self, person_id: str, passkey_id: str) -> None:
        if self.passkey(passkey_id).person != person_id:
            raise Unknown(passkey_id)
        del self.keys[passkey_id]

    def set_codes(self, person_id: str, hashes: Sequence[str]) -> None:
        self.codes[person_id] = set(hashes)

    def use_code(self, person_id: str, code_hash: str) -> bool:
        left = self.codes.get(person_id, set())
        known = code_hash in left
        left.discard(code_hash)
        return known

    def reset(self, person_id: str) -> None:
        self.set_totp(person_id, None)
        self.codes.pop(person_id, None)
        self.keys = {k: key for k, key in self.keys.items() if key.person != person_id}


@dataclass
class FakeTickets:
    kept: dict[tuple[str, str], Ticket] = field(default_factory=dict)

    def put(self, ticket: Ticket, now: datetime) -> bool:
        self.kept = {k: t for k, t in self.kept.items() if t.expires_at > now}
        key = (ticket.kind, ticket.key_hash)
        if key in self.kept:
            return False
        earlier = (ticket.kind, ticket.person)
        self.kept = {k: t for k, t in self.kept.items() if not ticket.person or (t.kind, t.person) != earlier}
        self.kept[key] = ticket
        return True

    def look(self, kind: str, key_hash: str, now: datetime) -> Ticket:
        ticket = self.kept.get((kind, key_hash))
        if ticket is None or ticket.expires_at <= now:
            raise Unknown("ticket")
        return ticket

    def take(self, kind: str, key_hash: str, now: datetime) -> Ticket:
        ticket = self.look(kind, key_hash, now)
        del self.kept[kind, key_hash]
        return ticket


@dataclass
class FakeTries:
    kept: dict[str, tuple[int, datetime]] = field(default_factory=dict)
    written: int = 0

    def waits(self, keys: Sequence[str]) -> Mapping[str, datetime]:
        return {key: self.kept[key][1] for key in keys if key in self.kept}

    def wrong(self, counted: Mapping[str, Callable[[int], float]], at: datetime) -> None:
        self.written += 1
        forgotten = at - timedelta(hours=1)
        self.kept = {k: v for k, v in self.kept.items() if v[1] >= forgotten}
        for key, wait_s in counted.items():
            tries = self.kept.get(key, (0, at))[0] + 1
            self.kept[key] = (tries, at + timedelta(seconds=wait_s(tries)))

    def right(self, keys: Sequence[str]) -> None:
        self.written += 1
        for key in keys:
            self.kept.pop(key, None)
