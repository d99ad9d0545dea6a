"""Which months of open data there are as files: noted with what is shown, in the same transaction."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, case, null, or_, select, update
from sqlalchemy.dialects.postgresql import insert  # its ON CONFLICT is SQLite's too
from sqlalchemy.engine import Connection

from backend.reports.ports import Kind, NotFound, Work
from backend.residents.data.dumps import month_of, takes_back, tells_the_same
from backend.residents.data.ports import Dump, File, Known
from backend.residents.item import Item
from backend.stores.columns import Instant
from backend.stores.database import Database
from backend.stores.prepared import Prepared
from backend.stores.rows import AnyRow
from backend.stores.showcase_tables import dumps
from backend.stores.work import ask

_CHANGE = insert(dumps)
CHANGE = Prepared(
    _CHANGE.on_conflict_do_update(
        index_elements=[dumps.c.month],
        set_={
            "changes": dumps.c.changes + _CHANGE.excluded.changes,
            "losses": dumps.c.losses + _CHANGE.excluded.losses,
            "document": case((_CHANGE.excluded.losses > 0, null()), else_=dumps.c.document),
        },
    )
)
OF = select(dumps).where(dumps.c.month == bindparam("wanted"))
OFFERED = select(dumps).where(dumps.c.document.is_not(None)).order_by(dumps.c.month.desc())
STALE = (
    select(dumps.c.month)
    .where(
        dumps.c.changes > dumps.c.drawn_of,
        or_(dumps.c.drawn_at.is_(None), dumps.c.drawn_at < bindparam("before", type_=Instant)),
    )
    .order_by(dumps.c.month)
)


def note(tx: Connection, before: Item | None, now: Item | None, at: datetime) -> None:
    """What is told no longer is not offered from now on, and drawn anew at once.

    All else waits for the sweep of the next day: no tap writes a month anew.
    """
    if before and now and tells_the_same(before, now):
        return
    lost = before is not None and takes_back(before, now)
    months = sorted({month_of(item) for item in (before, now) if item})
    CHANGE.each(tx, [{"month": month, "changes": 1, "losses": int(lost)} for month in months])
    if lost:
        ask(tx, [Work(Kind.DUMP, month) for month in months], due=at)


class SqlDumps:
    """See backend.residents.data.ports.Dumps."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def offered(self) -> Sequence[Dump]:
        return [_dump(row) for row in self._database.read(lambda tx: tx.execute(OFFERED).all())]

    def get(self, month: str) -> Dump:
        if (row := self._row(month)) is None or row.document is None:
            raise NotFound(month)
        return _dump(row)

    def stale(self, before: datetime) -> Sequence[str]:
        return self._database.read(lambda tx: tx.execute(STALE, {"before": before}).scalars().all())

    def known(self, month: str) -> Known:
        row = self._row(month)
        return Known(row.changes, row.losses) if row else Known()

    def offer(self, month: str, dump: Dump | None, known: Known, *, at: datetime) -> bool:
        is_mine = (
            dumps.c.month == month,
            dumps.c.losses == known.losses,
            or_(dumps.c.drawn_at.is_(None), dumps.c.drawn_at <= at),
        )
        document = json.dumps(asdict(dump), default=date.isoformat) if dump else None
        drawn = {"drawn_of": known.changes, "drawn_at": at, "document": document}
        offered = update(dumps).where(*is_mine).values(**drawn)
        return bool(self._database.write(lambda tx: tx.execute(offered).rowcount))

    def _row(self, month: str) -> AnyRow | None:
        return self._database.read(lambda tx: tx.execute(OF, {"wanted": month}).one_or_none())


def _dump(row: AnyRow) -> Dump:
    told: dict[str, Any] = json.loads(row.document)
    files = [File(**file) for file in told.pop("files")]
    return Dump(**told | {"drawn_on": date.fromisoformat(told["drawn_on"])}, files=files)
