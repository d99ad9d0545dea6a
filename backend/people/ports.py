"""What the people room needs from the outside. Its errors are its own, so it imports no other room."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from backend.people.person import Device, Invitation, Person, Role, Session
from backend.people.waiting import Losses, Waiting


class Unknown(Exception):
    """No such person, device, session or invitation, or it is no longer valid."""


class LoginTaken(Exception):
    """Another person signs in by that name."""


class People(Protocol):
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
        """Ends the person's sessions and devices too. Raises Unknown."""

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

    def add_invitation(self, invitation: Invitation) -> None:
        """A return link ends the earlier ones of the same person."""

    def invitation(self, token_hash: str, now: datetime) -> Invitation:
        """Raises Unknown when it is used up or expired."""

    def invitations(self) -> Sequence[Invitation]:
        """Newest first, used and expired ones too."""

    def accept(self, token_hash: str, person: Person, device: Device, now: datetime) -> None:
        """Use the invitation once and keep the person and the device, all or nothing. Raises Unknown.

        A person who is kept already stays as they are.
        """

    def bind(self, token_hash: str, person: Person, device_id: str, now: datetime) -> None:
        """Like accept, for a device that was anonymous until now. Raises Unknown."""

    def key(self, name: str, fresh: bytes) -> bytes:
        """The secret kept under this name; `fresh` from now on when there was none."""


class Vigil(Protocol):
    """What phones tell of their own queues. Each method is one transaction."""

    def waits(self, device_id: str, waiting: Waiting, at: datetime) -> None: ...

    def waiting(self, device_id: str) -> Waiting | None:
        """As last told; None when this device never told anything."""

    def lost(self, device_id: str, loss_id: str, lost: Waiting, at: datetime) -> bool:
        """Count what the device lost; nothing waits there any more. False: this loss is counted already."""

    def losses(self) -> Losses: ...
