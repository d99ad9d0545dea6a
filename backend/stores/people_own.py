"""What somebody acts through, and what they are called."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Delete, Update, delete, select, update

from backend.people.person import Device, Session
from backend.people.ports import Unknown
from backend.stores import people_rows as rows
from backend.stores.database import Database
from backend.stores.people_tables import devices, people, sessions
from backend.stores.persons import end_all, revoke

DEVICES_OF = (
    select(devices).where(devices.c.revoked_at.is_(None)).order_by(devices.c.created_at.desc(), devices.c.id)
)
OF_PERSON = select(sessions).order_by(sessions.c.seen_at.desc(), sessions.c.id)


class SqlOwn:
    """See backend.people.ports.Own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def sessions_of(self, person_id: str) -> Sequence[Session]:
        mine = OF_PERSON.where(sessions.c.person == person_id)
        return [rows.to_session(row) for row in self._database.read(lambda tx: tx.execute(mine).all())]

    def end_session_of(self, person_id: str, session_id: str) -> None:
        mine = (sessions.c.person == person_id, sessions.c.id == session_id)
        self._change(delete(sessions).where(*mine), session_id)

    def end_all_of(self, person_id: str, at: datetime, *, but: Collection[str] = ()) -> None:
        self._database.write(lambda tx: end_all(tx, person_id, at, but=but))

    def set_name(self, person_id: str, name: str) -> None:
        self._change(update(people).where(people.c.id == person_id).values(name=name), person_id)

    def devices_of(self, person_id: str) -> Sequence[Device]:
        mine = DEVICES_OF.where(devices.c.person == person_id)
        return [rows.to_device(row) for row in self._database.read(lambda tx: tx.execute(mine).all())]

    def end_device_of(self, person_id: str, device_id: str, at: datetime) -> None:
        self._change(revoke(person_id, at).where(devices.c.id == device_id), device_id)

    def give_device(self, device_id: str, person_id: str, label: str) -> None:
        nobodys = (devices.c.id == device_id, devices.c.person.is_(None), devices.c.revoked_at.is_(None))
        self._change(update(devices).where(*nobodys).values(person=person_id, label=label), device_id)

    def _change(self, change: Update | Delete, what: str) -> None:
        """Raises Unknown when there is nothing to change."""
        if not self._database.write(lambda tx: tx.execute(change).rowcount):
            raise Unknown(what)
