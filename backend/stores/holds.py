"""Who has which case before them, over SQL: a row for each case somebody holds, or held and let go by."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import bindparam, case, delete, exists, or_, select
from sqlalchemy.dialects.postgresql import insert  # its ON CONFLICT is SQLite's too
from sqlalchemy.engine import Connection

from backend.reports.moves import State
from backend.reports.ports import Hold, Turn
from backend.reports.ports.holds import MANY
from backend.stores.columns import Instant
from backend.stores.database import Database
from backend.stores.paging import KEY
from backend.stores.review_queue import CODES, OF_STATE
from backend.stores.tables import holds, reports

NOW = bindparam("now", type_=Instant)
_new = insert(holds)
_longer = case(
    (holds.c.person != _new.excluded.person, _new.excluded.until),
    (holds.c.until > _new.excluded.until, holds.c.until),
    else_=_new.excluded.until,
)
TAKE_OVER = _new.on_conflict_do_update(
    index_elements=["report"],
    set_={"person": _new.excluded.person, "name": _new.excluded.name, "until": _longer},
)
TAKE = _new.on_conflict_do_update(
    index_elements=["report"],
    set_={"person": _new.excluded.person, "name": _new.excluded.name, "until": _longer},
    where=or_(holds.c.person == _new.excluded.person, holds.c.until <= NOW),
)
CLAIM = _new.on_conflict_do_update(
    index_elements=["report"],
    set_={name: _new.excluded[name] for name in ("person", "name", "until")},
    where=holds.c.until <= NOW,
).returning(holds.c.report)
HELD = exists().where(holds.c.report == reports.c.id, holds.c.until > NOW)
FREE = (
    select(*KEY)
    .where(OF_STATE, reports.c.kelurahan == bindparam("kelurahan"), ~HELD)
    .order_by(*KEY)
    .limit(bindparam("most"))
)


class SqlHolds:
    """See backend.reports.ports.Holds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take(self, wanted: Hold, *, now: datetime, over: bool = False) -> Hold:
        return self._database.write(lambda tx: _take(tx, wanted, now, over=over))

    def leave(self, report: str, person: str) -> None:
        mine = delete(holds).where(holds.c.report == report, holds.c.person == person)
        self._database.write(lambda tx: tx.execute(mine))

    def leave_all(self, person: str) -> None:
        self._database.write(lambda tx: tx.execute(delete(holds).where(holds.c.person == person)))

    def by(self, person: str, *, now: datetime) -> tuple[Hold, ...]:
        live = select(holds).where(holds.c.person == person, holds.c.until > now).limit(MANY)
        return self._database.read(lambda tx: tuple(Hold(*row) for row in tx.execute(live)))

    def of(self, reports: Collection[str], *, now: datetime) -> dict[str, Hold]:
        live = select(holds).where(holds.c.report.in_(reports), holds.c.until > now)
        return self._database.read(lambda tx: {row.report: Hold(*row) for row in tx.execute(live)})

    def claim(
        self, kelurahan: Sequence[str] | None, wanted: Hold, *, count: int, now: datetime
    ) -> tuple[str, ...]:
        return self._database.write(lambda tx: _claim(tx, kelurahan, wanted, count, now))


def _take(tx: Connection, wanted: Hold, now: datetime, *, over: bool) -> Hold:
    if over:
        tx.execute(TAKE_OVER, _row(wanted))
    else:
        tx.execute(TAKE, _row(wanted) | {"now": now})
    return Hold(*tx.execute(select(holds).where(holds.c.report == wanted.report)).one())


def _claim(
    tx: Connection, kelurahan: Sequence[str] | None, wanted: Hold, count: int, now: datetime
) -> tuple[str, ...]:
    """Who finds all of them taken by somebody who claimed at the same moment looks for the next ones."""
    tx.execute(delete(holds).where(holds.c.until <= now))
    claimed: list[str] = []
    while len(claimed) < count and (free := _free(tx, kelurahan, count - len(claimed), now)):
        for report in free:
            claimed += tx.execute(CLAIM, _row(wanted) | {"report": report, "now": now}).scalars()
    return tuple(claimed)


def _free(tx: Connection, kelurahan: Sequence[str] | None, most: int, now: datetime) -> list[str]:
    asked = {"state": State.RECEIVED, "most": most, "now": now}
    codes = tx.execute(CODES, asked).scalars().all() if kelurahan is None else kelurahan
    found = [Turn(*row) for code in codes for row in tx.execute(FREE, asked | {"kelurahan": code})]
    return [place.id for place in sorted(found)[:most]]


def _row(hold: Hold) -> dict[str, object]:
    return {"report": hold.report, "person": hold.person, "name": hold.name, "until": hold.until}
