"""What the people room needs from the outside. Its errors are its own, so it imports no other room."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from backend.people.person import Device, Grant, Invitation, Passkey, Person, Role, Session, Ticket, Use
from backend.people.waiting import Losses, Waiting


class Unknown(Exception):
    """No such person, device, session or invitation, or it is no longer valid."""


class LoginTaken(Exception):
    """Another person signs in by that name."""


class LastAdmin(Exception):
    """Nobody would be left who looks after people."""


class Own(Protocol):
    """What somebody acts through, and what they are called. Each method is one transaction."""

    def sessions_of(self, person_id: str) -> Sequence[Session]:
        """The one used last comes first; half ones too."""

    def end_session_of(self, person_id: str, session_id: str) -> None:
        """Raises Unknown when it is not that person's."""

    def end_all_of(self, person_id: str, at: datetime, *, but: Collection[str] = ()) -> None:
        """All that somebody acts through: sessions and devices, `but` those with these ids."""

    def set_name(self, person_id: str, name: str) -> None:
        """Raises Unknown."""

    def devices_of(self, person_id: str) -> Sequence[Device]:
        """Those that may still send, the newest first."""

    def end_device_of(self, person_id: str, device_id: str, at: datetime) -> None:
        """It sends no more. Raises Unknown when it is not that person's, or ended before."""

    def give_device(self, device_id: str, person_id: str, label: str) -> None:
        """An anonymous device becomes the person's. Raises Unknown when it is somebody's, or revoked."""


class Offers(Protocol):
    """Invitations. Each method is one transaction."""

    def add_invitation(self, invitation: Invitation) -> None:
        """A return link revokes the earlier ones of the same person that are still open."""

    def invitation(self, token_hash: str, now: datetime) -> Invitation:
        """Raises Unknown when it is used up, revoked or expired."""

    def made(self, token_hash: str) -> Invitation:
        """The same, whether or not it still holds. Raises Unknown when none was ever made."""

    def invitations(self) -> Sequence[Invitation]:
        """Newest first, those that hold no longer too."""

    def uses(self) -> Sequence[Use]:
        """Who accepted which invitation, as they are called now; the first comes first."""

    def revoke_invitation(self, invitation_id: str, at: datetime) -> None:
        """Nobody accepts it from now on. Raises Unknown when there is nothing left to revoke."""

    def accept(self, token_hash: str, person: Person, device: Device, now: datetime) -> None:
        """Use the invitation once and keep the person and the device, all or nothing. Raises Unknown.

        A person who is kept already stays as they are.
        """

    def bind(
        self, token_hash: str, person: Person, device_id: str, now: datetime, *, let_in: bool = False
    ) -> None:
        """Like accept, for a device that was anonymous until now. Raises Unknown."""


class People(Own, Offers, Protocol):
    """Each method is one transaction."""

    def add(self, person: Person) -> None:
        """Raises LoginTaken."""

    def get(self, person_id: str) -> Person:
        """Raises Unknown."""

    def by_login(self, login: str) -> Person:
        """Case-insensitive. Raises Unknown."""

    def all(self, role: Role | None = None) -> Sequence[Person]: ...

    def set_password(self, person_id: str, password_hash: str) -> None: ...

    def disable(self, person_id: str, at: datetime) -> None:
        """Ends the person's sessions and devices too. Raises Unknown, LastAdmin."""

    def enable(self, person_id: str) -> None:
        """They may sign in again. Raises Unknown."""

    def set_grants(self, person_id: str, grants: Sequence[Grant]) -> None:
        """Instead of those before. Raises Unknown, LastAdmin."""

    def add_device(self, device: Device) -> None: ...

    def device(self, token_hash: str) -> Device:
        """A device that is not revoked and whose person, if any, is not disabled. Raises Unknown."""

    def device_seen(self, device_id: str, at: datetime) -> None: ...

    def revoke_device(self, device_id: str, at: datetime) -> None: ...

    def add_session(self, session: Session) -> None: ...

    def session(self, token_hash: str) -> tuple[Session, Person]:
        """Raises Unknown (also when the person is disabled)."""

    def session_seen(self, session_id: str, at: datetime) -> None: ...

    def end_session(self, token_hash: str) -> None: ...

    def key(self, name: str, fresh: bytes) -> bytes:
        """The secret kept under this name; `fresh` from now on when there was none."""


@dataclass(frozen=True, slots=True)
class Proofs:
    """The second factors of a person: `totp` is the sealed secret, `codes` the recovery codes left."""

    totp: bytes | None = None
    passkeys: tuple[Passkey, ...] = ()
    codes: int = 0

    def __bool__(self) -> bool:
        return self.totp is not None or bool(self.passkeys)


class Factors(Protocol):
    """Second factors. Each method is one transaction."""

    def of(self, person_id: str) -> Proofs: ...

    def set_totp(self, person_id: str, sealed: bytes | None) -> None:
        """The secret from now on, or none. The steps that were used are forgotten with the old one."""

    def use_step(self, person_id: str, step: int) -> bool:
        """Whether the code of this time step may be used: once, and none of an earlier step after it."""

    def add_passkey(self, passkey: Passkey) -> None: ...

    def passkey(self, passkey_id: str) -> Passkey:
        """Raises Unknown."""

    def passkey_used(self, passkey_id: str, sign_count: int, at: datetime) -> None: ...

    def remove_passkey(self, person_id: str, passkey_id: str) -> None:
        """Raises Unknown when the person has no such passkey."""

    def set_codes(self, person_id: str, hashes: Sequence[str]) -> None:
        """Recovery codes, instead of those before."""

    def use_code(self, person_id: str, code_hash: str) -> bool:
        """Whether it was one of the codes left; it is none any more."""

    def reset(self, person_id: str) -> None:
        """No second factor is left."""


class Tickets(Protocol):
    """Short-lived secrets that are worth something once. Each method is one transaction."""

    def put(self, ticket: Ticket, now: datetime) -> bool:
        """Keep it until it expires; earlier ones of its kind and person end. False: it is there already."""

    def look(self, kind: str, key_hash: str, now: datetime) -> Ticket:
        """Raises Unknown when there is none, or it expired."""

    def take(self, kind: str, key_hash: str, now: datetime) -> Ticket:
        """The same, and it is gone: of many who take it one succeeds. Raises Unknown."""


class Tries(Protocol):
    """Wrong tries in a row, by key; the same for every process. Each method is one transaction."""

    def waits(self, keys: Sequence[str]) -> Mapping[str, datetime]:
        """Of the keys with wrong tries: when the next try is allowed."""

    def wrong(self, counted: Mapping[str, Callable[[int], float]], at: datetime) -> None:
        """Count one more for each key, whose function says by their number how many seconds to wait.

        A key that nobody tried for an hour after its wait begins anew.
        """

    def right(self, keys: Sequence[str]) -> None:
        """Forget what was counted."""


class Vigil(Protocol):
    """What phones tell of their own queues. Each method is one transaction."""

    def waits(self, device_id: str, waiting: Waiting, at: datetime) -> None: ...

    def waiting(self, device_id: str) -> Waiting | None:
        """As last told; None when this device never told anything."""

    def lost(self, device_id: str, loss_id: str, lost: Waiting, at: datetime) -> bool:
        """Count what the device lost; nothing waits there any more. False: this loss is counted already."""

    def losses(self) -> Losses: ...
