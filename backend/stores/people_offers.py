"""Invitations over SQL: each method of the port is one transaction."""

from collections.abc import Sequence
from datetime import datetime

from backend.people.person import Device, Invitation, Person, Use
from backend.stores import invitations
from backend.stores.database import Database


class SqlOffers:
    """See backend.people.ports.Offers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_invitation(self, invitation: Invitation) -> None:
        self._database.write(lambda tx: invitations.add(tx, invitation))

    def invitation(self, token_hash: str, now: datetime) -> Invitation:
        return self._database.read(lambda tx: invitations.valid(tx, token_hash, now))

    def invitations(self) -> Sequence[Invitation]:
        return self._database.read(invitations.newest_first)

    def made(self, token_hash: str) -> Invitation:
        return self._database.read(lambda tx: invitations.made(tx, token_hash))

    def uses(self) -> Sequence[Use]:
        return self._database.read(invitations.uses)

    def revoke_invitation(self, invitation_id: str, at: datetime) -> None:
        self._database.write(lambda tx: invitations.revoke(tx, invitation_id, at))

    def accept(self, token_hash: str, person: Person, device: Device, now: datetime) -> None:
        self._database.write(lambda tx: invitations.accept(tx, token_hash, person, device, now))

    def bind(
        self, token_hash: str, person: Person, device_id: str, now: datetime, *, let_in: bool = False
    ) -> None:
        self._database.write(
            lambda tx: invitations.bind(tx, token_hash, person, device_id, now, let_in=let_in)
        )
