"""What the office changes about people."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import update

from backend.people.person import Grant, Person
from backend.stores import invitations, persons
from backend.stores.people_own import SqlOwn
from backend.stores.people_tables import people


class SqlOffice(SqlOwn):
    """See backend.people.ports.Office."""

    def set_name(self, person_id: str, name: str) -> None:
        self._change(update(people).where(people.c.id == person_id).values(name=name), person_id)

    def set_grants(self, person_id: str, grants: Sequence[Grant]) -> None:
        self._database.write(lambda tx: persons.set_grants(tx, person_id, grants))

    def enable(self, person_id: str) -> None:
        self._change(update(people).where(people.c.id == person_id).values(disabled_at=None), person_id)

    def revoke_invitation(self, invitation_id: str, at: datetime) -> None:
        self._database.write(lambda tx: invitations.revoke(tx, invitation_id, at))

    def guests(self) -> Mapping[str, Sequence[Person]]:
        return self._database.read(persons.guests)
