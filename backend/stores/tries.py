"""Wrong tries over SQL. What nobody tried for long is forgotten with the next wrong one."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Integer, bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert  # its ON CONFLICT is SQLite's too
from sqlalchemy.engine import Connection

from backend.stores.columns import Instant
from backend.stores.database import Database
from backend.stores.factor_tables import tries

FORGOTTEN = timedelta(hours=1)
WAITS = select(tries.c.key, tries.c.until).where(tries.c.key.in_(bindparam("keys", expanding=True)))
OVER = delete(tries).where(tries.c.until < bindparam("now"))
NEW = insert(tries).values(
    key=bindparam("tried"), count=bindparam("one", type_=Integer), until=bindparam("at", type_=Instant)
)
COUNT = NEW.on_conflict_do_update(index_elements=[tries.c.key], set_={"count": tries.c.count + 1}).returning(
    tries.c.count
)
WAIT = update(tries).where(tries.c.key == bindparam("tried")).values(until=bindparam("allowed"))


class SqlTries:
    """See backend.people.ports.Tries."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def waits(self, keys: Sequence[str]) -> Mapping[str, datetime]:
        found = self._database.read(lambda tx: tx.execute(WAITS, {"keys": list(keys)}).all())
        return {row.key: row.until for row in found}

    def wrong(self, counted: Mapping[str, Callable[[int], float]], at: datetime) -> None:
        self._database.write(lambda tx: _count(tx, counted, at))

    def right(self, keys: Sequence[str]) -> None:
        self._database.write(lambda tx: tx.execute(delete(tries).where(tries.c.key.in_(keys))))


def _count(tx: Connection, counted: Mapping[str, Callable[[int], float]], at: datetime) -> None:
    """In the order of the keys: two that count the same wait for each other only one way."""
    tx.execute(OVER, {"now": at - FORGOTTEN})
    for key, wait_s in sorted(counted.items()):
        count = tx.execute(COUNT, {"tried": key, "one": 1, "at": at}).scalar_one()
        tx.execute(WAIT, {"tried": key, "allowed": at + timedelta(seconds=wait_s(count))})
