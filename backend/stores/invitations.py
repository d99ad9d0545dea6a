"""Invitations: made, found, used up. Each function is part of a transaction."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import and_, bindparam, insert, select, update
from sqlalchemy.engine import Connection

from backend.people.person import Device, Invitation, Person, Use
from backend.people.ports import Unknown
from backend.stores import people_rows as rows
from backend.stores import persons
from backend.stores.people_tables import devices, invitation_uses, invitations, people

VALID = and_(
    invitations.c.token_hash == bindparam("wanted"),
    invitations.c.uses_left > 0,
    invitations.c.expires_at > bindparam("now"),
    invitations.c.revoked_at.is_(None),
)
NEWEST = select(invitations).order_by(invitations.c.created_at.desc(), invitations.c.id.desc())
PERSON_NOW = select(people.c.id).where(people.c.id == bindparam("whose")).with_for_update()
"""Locked: of two links made at once the later one must see the earlier one."""
OPEN = and_(invitations.c.uses_left > 0, invitations.c.revoked_at.is_(None))
REVOKE = update(invitations).where(OPEN).values(revoked_at=bindparam("at"))
END_RETURNS = REVOKE.where(invitations.c.person == bindparam("returns"))
REVOKE_ONE = REVOKE.where(invitations.c.id == bindparam("revoked"))
USE = (
    update(invitations).where(VALID).values(uses_left=invitations.c.uses_left - 1).returning(invitations.c.id)
)
USES = (
    select(invitation_uses, people.c.name)
    .join(people, people.c.id == invitation_uses.c.person)
    .order_by(invitation_uses.c.at, people.c.id)
)
BIND = (
    update(devices)
    .where(devices.c.id == bindparam("device"), devices.c.person.is_(None), devices.c.revoked_at.is_(None))
    .values(person=bindparam("binds"), let_in=bindparam("lets_in"))
)


def add(tx: Connection, invitation: Invitation) -> None:
    if invitation.person:
        tx.execute(PERSON_NOW, {"whose": invitation.person})
        tx.execute(END_RETURNS, {"returns": invitation.person, "at": invitation.created_at})
    tx.execute(insert(invitations), rows.of_invitation(invitation))


def valid(tx: Connection, token_hash: str, now: datetime) -> Invitation:
    asked = {"wanted": token_hash, "now": now}
    row = tx.execute(select(invitations).where(VALID), asked).one_or_none()
    return rows.to_invitation(rows.known(row, "invitation"))


def made(tx: Connection, token_hash: str) -> Invitation:
    wanted = select(invitations).where(invitations.c.token_hash == token_hash)
    return rows.to_invitation(rows.known(tx.execute(wanted).one_or_none(), "invitation"))


def revoke(tx: Connection, invitation_id: str, at: datetime) -> None:
    if not tx.execute(REVOKE_ONE, {"revoked": invitation_id, "at": at}).rowcount:
        raise Unknown("invitation")


def uses(tx: Connection) -> Sequence[Use]:
    return [Use(row.invitation, row.person, row.name, row.at) for row in tx.execute(USES)]


def newest_first(tx: Connection) -> Sequence[Invitation]:
    return [rows.to_invitation(row) for row in tx.execute(NEWEST)]


def accept(tx: Connection, token_hash: str, person: Person, device: Device, now: datetime) -> None:
    _use(tx, token_hash, person, now)
    tx.execute(insert(devices), asdict(device))


def bind(
    tx: Connection, token_hash: str, person: Person, device_id: str, now: datetime, *, let_in: bool
) -> None:
    _use(tx, token_hash, person, now)
    if not tx.execute(BIND, {"device": device_id, "binds": person.id, "lets_in": let_in}).rowcount:
        raise Unknown("device")


def _use(tx: Connection, token_hash: str, person: Person, now: datetime) -> None:
    used = tx.execute(USE, {"wanted": token_hash, "now": now}).scalar_one_or_none()
    if used is None:
        raise Unknown("invitation")
    persons.add_unless_kept(tx, person)
    tx.execute(insert(invitation_uses), {"invitation": used, "person": person.id, "at": now})
