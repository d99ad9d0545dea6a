"""People with what they are allowed to do: found, kept, disabled. Each function is part of a transaction."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Update, bindparam, delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as insert_or
from sqlalchemy.engine import Connection

from backend.people.person import Grant, Person, Role
from backend.people.ports import LastAdmin, LoginTaken, Unknown
from backend.stores import people_rows as rows
from backend.stores.people_tables import devices, grants, people, sessions
from backend.stores.privacy_tables import privacy_requests

ENABLED = people.c.disabled_at.is_(None)
PEOPLE = select(people).order_by(people.c.created_at, people.c.id)
GRANTS = (
    select(grants)
    .where(grants.c.person.in_(bindparam("ids", expanding=True)))
    .order_by(grants.c.person, grants.c.position)
)
BEING_FORGOTTEN = select(privacy_requests.c.owner).where(privacy_requests.c.open, privacy_requests.c.begun)
ADMINS = (
    select(people.c.id)
    .where(ENABLED, people.c.id.in_(select(grants.c.person).where(grants.c.role == Role.ADMIN)))
    .where(people.c.id.not_in(BEING_FORGOTTEN))
    .order_by(people.c.id)
)
ADD_PERSON = (
    insert_or(people)
    .on_conflict_do_nothing(index_elements=[people.c.login_key])
    .execution_options(preserve_rowcount=True)
)


def add(tx: Connection, person: Person) -> None:
    if not tx.execute(ADD_PERSON, rows.of_person(person)).rowcount:
        raise LoginTaken(person.login)
    if person.grants:
        tx.execute(insert(grants), rows.of_grants(person))


def add_unless_kept(tx: Connection, person: Person) -> None:
    if tx.execute(select(people.c.id).where(people.c.id == person.id)).one_or_none() is None:
        add(tx, person)


def set_grants(tx: Connection, person_id: str, held: Sequence[Grant]) -> None:
    with an_admin_stays(tx):
        changed = replace(one(tx, people.c.id == person_id), grants=tuple(held))
        tx.execute(delete(grants).where(grants.c.person == person_id))
        if held:
            tx.execute(insert(grants), rows.of_grants(changed))


def disable(tx: Connection, person_id: str, at: datetime) -> None:
    disabled = update(people).where(people.c.id == person_id).values(disabled_at=at)
    with an_admin_stays(tx):
        if not tx.execute(disabled).rowcount:
            raise Unknown(person_id)
    end_all(tx, person_id, at)


def end_all(tx: Connection, person_id: str, at: datetime, *, but: Collection[str] = ()) -> None:
    """What they act through, `but` the sessions and devices with these ids."""
    tx.execute(delete(sessions).where(sessions.c.person == person_id, sessions.c.id.not_in(but)))
    tx.execute(revoke(person_id, at).where(devices.c.id.not_in(but)))


def revoke(person_id: str, at: datetime) -> Update:
    """Of their devices: those that may still send."""
    mine = (devices.c.person == person_id, devices.c.revoked_at.is_(None))
    return update(devices).where(*mine).values(revoked_at=at)


@contextmanager
def an_admin_stays(tx: Connection) -> Iterator[None]:
    """Around a change that may take the last one away. Raises LastAdmin.

    Locked: of two who take the role from each other at once, the later one sees the earlier one.
    """
    before = tx.execute(ADMINS.with_for_update(of=people)).scalars().all()
    yield
    if before and not admins(tx):
        raise LastAdmin


def admins(tx: Connection) -> set[str]:
    """Those who are to stay: nobody who is shut out, or being forgotten."""
    return set(tx.execute(ADMINS).scalars())


def one(tx: Connection, which: Any) -> Person:
    row = rows.known(tx.execute(select(people).where(which)).one_or_none(), "person")
    return _with_grants(tx, [row])[0]


def of_role(tx: Connection, role: Role | None) -> Sequence[Person]:
    """Everybody, or who has that role anywhere."""
    having = select(grants.c.person).where(grants.c.role == role)
    wanted = PEOPLE.where(people.c.id.in_(having)) if role else PEOPLE
    return _with_grants(tx, tx.execute(wanted).all())


def _with_grants(tx: Connection, found: Sequence[rows.AnyRow]) -> list[Person]:
    granted = tx.execute(GRANTS, {"ids": [row.id for row in found]})
    grants_of = {person: list(group) for person, group in groupby(granted, lambda row: row.person)}
    return [rows.to_person(row, grants_of.get(row.id, ())) for row in found]
