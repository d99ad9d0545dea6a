"""People, devices and sessions over SQL: each method of the port is one transaction."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import BindParameter, bindparam, delete, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as insert_or
from sqlalchemy.engine import Connection

from backend.people.person import Device, Grant, Person, Role, Session
from backend.stores import people_rows as rows
from backend.stores import persons
from backend.stores.people_offers import SqlOffers
from backend.stores.people_own import SqlOwn
from backend.stores.people_tables import devices, keys, people, sessions
from backend.stores.persons import ENABLED
from backend.stores.prepared import Prepared

WITH_TOKEN: BindParameter[str] = bindparam("wanted")
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
ADD_KEY = insert_or(keys).on_conflict_do_nothing(index_elements=[keys.c.name])


class SqlPeople(SqlOwn, SqlOffers):
    """See backend.people.ports.People."""

    def add(self, person: Person) -> None:
        self._database.write(lambda tx: persons.add(tx, person))

    def get(self, person_id: str) -> Person:
        return self._database.read(lambda tx: persons.one(tx, people.c.id == person_id))

    def by_login(self, login: str) -> Person:
        return self._database.read(lambda tx: persons.one(tx, people.c.login_key == rows.login_key(login)))

    def all(self, role: Role | None = None) -> Sequence[Person]:
        return self._database.read(lambda tx: persons.of_role(tx, role))

    def set_password(self, person_id: str, password_hash: str) -> None:
        self._change(
            update(people).where(people.c.id == person_id).values(password_hash=password_hash), person_id
        )

    def disable(self, person_id: str, at: datetime) -> None:
        self._database.write(lambda tx: persons.disable(tx, person_id, at))

    def enable(self, person_id: str) -> None:
        self._change(update(people).where(people.c.id == person_id).values(disabled_at=None), person_id)

    def set_grants(self, person_id: str, grants: Sequence[Grant]) -> None:
        self._database.write(lambda tx: persons.set_grants(tx, person_id, grants))

    def add_device(self, device: Device) -> None:
        self._database.write(lambda tx: tx.execute(insert(devices), asdict(device)))

    def device(self, token_hash: str) -> Device:
        row = self._database.read(lambda tx: DEVICE.row(tx, wanted=token_hash))
        return rows.to_device(rows.known(row, "device"))

    def device_seen(self, device_id: str, at: datetime) -> None:
        self._change(update(devices).where(devices.c.id == device_id).values(seen_at=at), device_id)

    def revoke_device(self, device_id: str, at: datetime) -> None:
        self._change(update(devices).where(devices.c.id == device_id).values(revoked_at=at), device_id)

    def add_session(self, session: Session) -> None:
        self._database.write(lambda tx: tx.execute(insert(sessions), asdict(session)))

    def session(self, token_hash: str) -> tuple[Session, Person]:
        def found(tx: Connection) -> tuple[Session, Person]:
            session = rows.to_session(
                rows.known(tx.execute(SESSION, {"wanted": token_hash}).one_or_none(), "session")
            )
            return session, persons.one(tx, people.c.id == session.person)

        return self._database.read(found)

    def session_seen(self, session_id: str, at: datetime) -> None:
        self._change(update(sessions).where(sessions.c.id == session_id).values(seen_at=at), session_id)

    def end_session(self, token_hash: str) -> None:
        self._database.write(
            lambda tx: tx.execute(delete(sessions).where(sessions.c.token_hash == token_hash))
        )

    def key(self, name: str, fresh: bytes) -> bytes:
        wanted = select(keys.c.secret).where(keys.c.name == name)
        kept = self._database.read(lambda tx: tx.execute(wanted).scalar_one_or_none())
        return kept or self._database.write(lambda tx: _first_key(tx, name, fresh))


def _first_key(tx: Connection, name: str, fresh: bytes) -> bytes:
    tx.execute(ADD_KEY, {"name": name, "secret": fresh})
    return bytes(tx.execute(select(keys.c.secret).where(keys.c.name == name)).scalar_one())
