"""What became public or changed its state: written with what is shown, in the same transaction."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from math import isqrt
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, cast, delete, func, insert, select, text, update
from sqlalchemy.engine import Connection

from backend.reports.moves import State
from backend.residents.changes import Change, Told
from backend.residents.item import Cell, Item
from backend.residents.topic import Topic
from backend.stores.database import Database
from backend.stores.rows import AnyRow
from backend.stores.showcase_tables import changes, published

ONE_BY_ONE = text("SELECT pg_advisory_xact_lock(:lock)").bindparams(lock=0x4348414E)
"""PostgreSQL gives a number before it is seen: without a line, one could be seen after a greater one."""


def note(tx: Connection, before: Item | None, now: Item, at: datetime) -> None:
    """The last thing a transaction does, so that nobody who waits in line holds what others wait for."""
    place = _place(now)
    if before and _place(before) != place:
        tx.execute(update(changes).where(changes.c.report == now.id).values(**place))
    if before and before.state is now.state:
        return
    if tx.dialect.name == "postgresql":
        tx.execute(ONE_BY_ONE)
    was = before.state.value if before else None
    row = {"report": now.id, "state": now.state.value, "was": was, "day": now.changed_on.isoformat()}
    tx.execute(insert(changes).values(**row, **place, drawn_at=at))


def forget(tx: Connection, report_id: str) -> None:
    tx.execute(delete(changes).where(changes.c.report == report_id))


def _place(item: Item) -> dict[str, Any]:
    return {
        "kelurahan": item.kelurahan,
        "rt": item.rt or "",
        "category": item.category,
        "y": item.at.y if item.at else None,
        "x": item.at.x if item.at else None,
    }


class SqlChanges:
    """See backend.residents.ports.Changes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def lately(self, topic: Topic, *, limit: int) -> Sequence[Told]:
        newest = latest(topic, limit).subquery()
        told = (
            select(newest, published.c.document)
            .join(published, newest.c.report == published.c.id)
            .order_by(newest.c.day.desc(), newest.c.number.desc())
        )
        rows = self._database.read(lambda tx: tx.execute(told).all())
        return [Told(_change(row), json.loads(row.document)) for row in rows]

    def since(self, number: int, *, day: date = date.min, limit: int = 1_000) -> Sequence[Change]:
        return self._database.read(lambda tx: after(tx, number, day, limit))

    def newest(self) -> int:
        return self._database.read(newest)


def after(tx: Connection, number: int, day: date, limit: int) -> Sequence[Change]:
    """Of that day or later, in the order of their numbers."""
    later = select(changes).where(changes.c.number > number, changes.c.day >= day.isoformat())
    return [_change(row) for row in tx.execute(later.order_by(changes.c.number).limit(limit))]


def newest(tx: Connection) -> int:
    """The number of the last; 0 when there is none. One that is seen later has a greater one."""
    return int(tx.execute(select(func.coalesce(func.max(changes.c.number), 0))).scalar_one())


def latest(topic: Topic, limit: int) -> Select[Any]:
    """Before any document is looked for: near a place lie many."""
    found = select(changes).where(*_about(topic))
    return found.order_by(changes.c.day.desc(), changes.c.number.desc()).limit(limit)


def _about(topic: Topic) -> list[ColumnElement[bool]]:
    """What Topic.tells asks, of a row."""
    if topic.at:
        return _around(topic.at, topic.reach)
    if topic.report:
        return [changes.c.report == topic.report]
    wanted = {"kelurahan": topic.kelurahan, "rt": topic.rt}
    return [changes.c[name] == value for name, value in wanted.items() if value]


def _around(at: Cell, reach: int) -> list[ColumnElement[bool]]:
    """The square is what an index finds; squared, a distance may be more than 32 bits hold."""
    far = isqrt(reach)
    x, y = (cast(changes.c[name], BigInteger) - middle for name, middle in (("x", at.x), ("y", at.y)))
    return [
        changes.c.y.between(at.y - far, at.y + far),
        changes.c.x.between(at.x - far, at.x + far),
        x * x + y * y <= reach,
    ]


def _change(row: AnyRow) -> Change:
    return Change(
        number=row.number,
        report=row.report,
        kelurahan=row.kelurahan,
        rt=row.rt,
        category=row.category,
        state=State(row.state),
        was=State(row.was) if row.was else None,
        day=date.fromisoformat(row.day),
        drawn_at=row.drawn_at,
        at=None if row.x is None else Cell(row.x, row.y),
    )
