"""People, devices and sessions over SQL: each method of the port is one transaction."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import BindParameter, Update, and_, bindparam, delete, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as insert_or
from sqlalchemy.engine import Connection

from backend.people.person import Device, Invitation, Person, Role, Session
from backend.people.ports import LoginTaken, Unknown
from backend.stores import people_rows as rows
from backend.stores.database import Database
from backend.stores.people_tables import devices, grants, invitations, keys, people, sessions
from backend.stores.prepared import Prepared

ENABLED = people.c.disabled_at.is_(None)
WITH_TOKEN: BindParameter[str] = bindparam("wanted")
PEOPLE = select(people).order_by(people.c.created_at, people.c.id)
GRANTS = (
    select(grants)
    .where(grants.c.person.in_(bindparam("ids", expanding=True)))
    .order_by(grants.c.person, grants.c.position)
)
ADD_PERSON = (
    insert_or(people)
    .on_conflict_do_nothing(index_elements=[people.c.login_key])
    .execution_options(preserve_rowcount=True)
)
DEVICE = Prepared(
    select(devices)
    .outerjoin_from(devices, people, people.c.id == devices.c.person)
    .where(
        devices.c.token_hash == WITH_TOKEN,
        devices.c.revoked_at.is_(None),
        or_(devices.c.person.is_(None), ENABLED),
    )
)
SESSION = (
    select(sessions)
    .join_from(sessions, people, people.c.id == sessions.c.person)
    .where(sessions.c.token_hash == WITH_TOKEN, ENABLED)
)
VALID = and_(
    invitations.c.token_hash == WITH_TOKEN,
    invitations.c.uses_left > 0,
    invitations.c.expires_at > bindparam("now"),
)
PERSON_NOW = select(people.c.id).where(people.c.id == bindparam("whose")).with_for_update()
"""Locked: of two links made at once the later one must see the earlier one."""
END_RETURNS = (
    update(invitations)
    .where(invitations.c.person == bindparam("returns"), invitations.c.uses_left > 0)
    .values(uses_left=0)
)
ADD_KEY = insert_or(keys).on_conflict_do_nothing(index_elements=[keys.c.name])
USE = update(invitations).where(VALID).values(uses_left=invitations.c.uses_left - 1)
BIND = (
    update(devices)
    .where(devices.c.id == bindparam("device"), devices.c.person.is_(None), devices.c.revoked_at.is_(None))
    .values(person=bindparam("binds"))
)


class SqlPeople:
    """See backend.people.ports.People."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, person: Person) -> None:
        self._database.write(lambda tx: _add(tx, person))

    def get(self, person_id: str) -> Person:
        return self._database.read(lambda tx: _one(tx, people.c.id == person_id))

    def by_login(self, login: str) -> Person:
        return self._database.read(lambda tx: _one(tx, people.c.login_key == rows.login_key(login)))

    def all(self, role: Role | None = None) -> Sequence[Person]:
        having = select(grants.c.person).where(grants.c.role == role)
        wanted = PEOPLE.where(people.c.id.in_(having)) if role else PEOPLE
        return self._database.read(lambda tx: _with_grants(tx, tx.execute(wanted).all()))

    def set_password(self, person_id: str, password_hash: str) -> None:
        self._change(
            update(people).where(people.c.id == person_id).values(password_hash=password_hash), person_id
        )

    def disable(self, person_id: str, at: datetime) -> None:
        self._database.write(lambda tx: _disable(tx, person_id, at))

    def add_device(self, device: Device) -> None:
        self._database.write(lambda tx: tx.execute(insert(devices), asdict(device)))

    def device(self, token_hash: str) -> Device:
        row = self._database.read(lambda tx: DEVICE.row(tx, wanted=token_hash))
        return rows.to_device(_known(row, "device"))

    def device_seen(self, device_id: str, at: datetime) -> None:
        self._change(update(devices).where(devices.c.id == device_id).values(seen_at=at), device_id)

    def revoke_device(self, device_id: str, at: datetime) -> None:
        self._change(update(devices).where(devices.c.id == device_id).values(revoked_at=at), device_id)

    def add_session(self, session: Session) -> None:
        self._database.write(lambda tx: tx.execute(insert(sessions), asdict(session)))

    def session(self, token_hash: str) -> tuple[Session, Person]:
        def found(tx: Connection) -> tuple[Session, Person]:
            session = rows.to_session(
                _known(tx.execute(SESSION, {"wanted": token_hash}).one_or_none(), "session")
            )
            return session, _one(tx, people.c.id == session.person)

        return self._database.read(found)

    def session_seen(self, session_id: str, at: datetime) -> None:
        self._change(update(sessions).where(sessions.c.id == session_id).values(seen_at=at), session_id)

    def end_session(self, token_hash: str) -> None:
        self._database.write(
            lambda tx: tx.execute(delete(sessions).where(sessions.c.token_hash == token_hash))
        )

    def add_invitation(self, invitation: Invitation) -> None:
        def added(tx: Connection) -> None:
            if invitation.person:
                tx.execute(PERSON_NOW, {"whose": invitation.person})
                tx.execute(END_RETURNS, {"returns": invitation.person})
            tx.execute(insert(invitations), rows.of_invitation(invitation))

        self._database.write(added)

    def invitation(self, token_hash: str, now: datetime) -> Invitation:
        asked = {"wanted": token_hash, "now": now}
        row = self._database.read(
            lambda tx: tx.execute(select(invitations).where(VALID), asked).one_or_none()
        )
        return rows.to_invitation(_known(row, "invitation"))

    def invitations(self) -> Sequence[Invitation]:
        newest = select(invitations).order_by(invitations.c.created_at.desc(), invitations.c.id.desc())
        return self._database.read(lambda tx: [rows.to_invitation(row) for row in tx.execute(newest)])

    def accept(self, token_hash: str, person: Person, device: Device, now: datetime) -> None:
        def accepted(tx: Connection) -> None:
            _use(tx, token_hash, now)
            _add_unless_kept(tx, person)
            tx.execute(insert(devices), asdict(device))

        self._database.write(accepted)

    def bind(self, token_hash: str, person: Person, device_id: str, now: datetime) -> None:
        def bound(tx: Connection) -> None:
            _use(tx, token_hash, now)
            _add_unless_kept(tx, person)
            if not tx.execute(BIND, {"device": device_id, "binds": person.id}).rowcount:
                raise Unknown("device")

        self._database.write(bound)

    def key(self, name: str, fresh: bytes) -> bytes:
        wanted = select(keys.c.secret).where(keys.c.name == name)
        kept = self._database.read(lambda tx: tx.execute(wanted).scalar_one_or_none())
        return kept or self._database.write(lambda tx: _first_key(tx, name, fresh))

    def _change(self, change: Update, what: str) -> None:
        """Raises Unknown when there is nothing to change."""
        if not self._database.write(lambda tx: tx.execute(change).rowcount):
            raise Unknown(what)


def _first_key(tx: Connection, name: str, fresh: bytes) -> bytes:
    tx.execute(ADD_KEY, {"name": name, "secret": fresh})
    return bytes(tx.execute(select(keys.c.secret).where(keys.c.name == name)).scalar_one())


def _add_unless_kept(tx: Connection, person: Person) -> None:
    if tx.execute(select(people.c.id).where(people.c.id == person.id)).one_or_none() is None:
        _add(tx, person)


def _add(tx: Connection, person: Person) -> None:
    if not tx.execute(ADD_PERSON, rows.of_person(person)).rowcount:
        raise LoginTaken(person.login)
    if person.grants:
        tx.execute(insert(grants), rows.of_grants(person))


def _disable(tx: Connection, person_id: str, at: datetime) -> None:
    disabled = update(people).where(people.c.id == person_id).values(disabled_at=at)
    if not tx.execute(disabled).rowcount:
        raise Unknown(person_id)
    tx.execute(delete(sessions).where(sessions.c.person == person_id))
    mine = (devices.c.person == person_id, devices.c.revoked_at.is_(None))
    tx.execute(update(devices).where(*mine).values(revoked_at=at))


def _use(tx: Connection, token_hash: str, now: datetime) -> None:
    if not tx.execute(USE, {"wanted": token_hash, "now": now}).rowcount:
        raise Unknown("invitation")


def _one(tx: Connection, which: Any) -> Person:
    row = _known(tx.execute(select(people).where(which)).one_or_none(), "person")
    return _with_grants(tx, [row])[0]


def _with_grants(tx: Connection, found: Sequence[rows.AnyRow]) -> list[Person]:
    granted = tx.execute(GRANTS, {"ids": [row.id for row in found]})
    grants_of = {person: list(group) for person, group in groupby(granted, lambda row: row.person)}
    return [rows.to_person(row, grants_of.get(row.id, ())) for row in found]


def _known(row: rows.AnyRow | None, what: str) -> rows.AnyRow:
    if row is None:
        raise Unknown(what)
    return row
