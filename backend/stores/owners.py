"""Under which ids somebody's reports are listed: the person's own, and those of all their phones.

A report keeps the owner it came with. A phone that was nobody's when it sent may have a person by now.
"""

from sqlalchemy import select
from sqlalchemy.engine import Connection

from backend.reports.report import Sender
from backend.stores.people_tables import devices
from backend.stores.rows import AnyRow


def owners_of(connection: Connection, sender: Sender, *, let_in: bool = True) -> tuple[str, ...]:
    """The person, or the phone of nobody, comes first. Phones that send no more count as well.

    A phone that was looked up as nobody's may have been let in meanwhile: it is told what it sent itself.
    `let_in`: whether phones that were let in count among the person's.
    """
    by_now = None if sender.person else _look(connection, sender.device)
    if by_now and by_now.let_in:
        return (sender.device,)
    owner = (by_now and by_now.person) or sender.owner
    return (owner, *phones_of(connection, owner, let_in=let_in))


def person_of(connection: Connection, device: str) -> str | None:
    """Whose the phone is by now."""
    found = _look(connection, device)
    return found.person if found else None


def phones_of(connection: Connection, person: str, *, let_in: bool = True) -> tuple[str, ...]:
    """`let_in`: whether those that were let in count."""
    mine = select(devices.c.id).where(devices.c.person == person).order_by(devices.c.id)
    return tuple(connection.execute(mine if let_in else mine.where(~devices.c.let_in)).scalars())


def _look(connection: Connection, device: str) -> AnyRow | None:
    """Whose it is by now and whether it was let in, of one moment."""
    wanted = select(devices.c.person, devices.c.let_in).where(devices.c.id == device)
    return connection.execute(wanted).one_or_none()
