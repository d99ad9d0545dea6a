"""Under which ids somebody's reports are listed: the person's own, and those of all their phones.

A report keeps the owner it came with. A phone that was nobody's when it sent may have a person by now.
"""

from sqlalchemy import select
from sqlalchemy.engine import Connection

from backend.reports.report import Sender
from backend.stores.people_tables import devices


def owners_of(connection: Connection, sender: Sender) -> tuple[str, ...]:
    """The person, or the phone of nobody, comes first. Phones that send no more count as well."""
    owner = sender.person or person_of(connection, sender.device) or sender.device
    return (owner, *phones_of(connection, owner))


def person_of(connection: Connection, device: str) -> str | None:
    """Whose the phone is by now."""
    return connection.execute(select(devices.c.person).where(devices.c.id == device)).scalar()


def phones_of(connection: Connection, person: str) -> tuple[str, ...]:
    mine = select(devices.c.id).where(devices.c.person == person).order_by(devices.c.id)
    return tuple(connection.execute(mine).scalars())
