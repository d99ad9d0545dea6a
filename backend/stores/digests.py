"""Who wants the daily digest, and who had which, over SQL."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert  # its ON CONFLICT is SQLite's too
from sqlalchemy.engine import Connection

from backend.reports.digest_ports import Choice
from backend.reports.ports import Work
from backend.stores.database import Database
from backend.stores.desk_tables import digests
from backend.stores.work import ask

CHOICE = [digests.c[name] for name in ("is_on", "email", "language")]


class SqlDigests:
    """See backend.reports.digest_ports.Digests."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def choice(self, person: str) -> Choice:
        wanted = select(*CHOICE).where(digests.c.person == person)
        row = self._database.read(lambda tx: tx.execute(wanted).one_or_none())
        return Choice(*row) if row else Choice()

    def choose(self, person: str, choice: Choice) -> None:
        chosen = {"is_on": choice.is_on, "email": choice.email, "language": choice.language}
        kept = insert(digests).values(person=person, last_day="", **chosen)
        self._database.write(
            lambda tx: tx.execute(kept.on_conflict_do_update(index_elements=["person"], set_=chosen))
        )

    def ask(self, person: str, day: date, work: Sequence[Work], *, at: datetime) -> bool:
        return self._database.write(lambda tx: _ask(tx, person, day, work, at))


def _ask(tx: Connection, person: str, day: date, work: Sequence[Work], at: datetime) -> bool:
    """One statement decides who asks: of several processes it changes the row for one."""
    new = insert(digests).values(person=person, last_day=day.isoformat(), is_on=True, email="", language="id")
    is_first = new.on_conflict_do_update(
        index_elements=["person"],
        set_={"last_day": new.excluded.last_day},
        where=digests.c.is_on & (digests.c.last_day < new.excluded.last_day),
    ).execution_options(preserve_rowcount=True)
    if not tx.execute(is_first).rowcount:
        return False
    ask(tx, work, due=at)
    return True
