"""What phones tell of their own queues, over SQL: a row for each device that ever told anything."""

from datetime import datetime

from sqlalchemy import case, func, select
from sqlalchemy.dialects.postgresql import insert  # its ON CONFLICT is SQLite's too
from sqlalchemy.engine import Connection

from backend.people.waiting import COUNT_MAX, Losses, Waiting
from backend.stores.database import Database
from backend.stores.people_tables import vigils

LOSSES = select(func.count(), func.sum(vigils.c.lost), func.max(vigils.c.lost_at)).where(vigils.c.lost > 0)
MOST = 100 * COUNT_MAX
"""What one phone may say it has lost in all."""


class SqlVigil:
    """See backend.people.ports.Vigil."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def waits(self, device_id: str, waiting: Waiting, at: datetime) -> None:
        told = _told(waiting, at)
        keep = insert(vigils).values(device=device_id, lost=0, **told)
        self._database.write(
            lambda tx: tx.execute(keep.on_conflict_do_update(index_elements=["device"], set_=told))
        )

    def waiting(self, device_id: str) -> Waiting | None:
        asked = select(vigils.c.waiting, vigils.c.last_saved_at).where(vigils.c.device == device_id)
        row = self._database.read(lambda tx: tx.execute(asked).one_or_none())
        return Waiting(row.waiting, row.last_saved_at) if row else None

    def lost(self, device_id: str, loss_id: str, lost: Waiting, at: datetime) -> bool:
        return self._database.write(lambda tx: _lost(tx, device_id, loss_id, lost, at))

    def losses(self) -> Losses:
        phones, reports, last = self._database.read(lambda tx: tx.execute(LOSSES).one())
        return Losses(phones, int(reports or 0), last)


def _lost(tx: Connection, device_id: str, loss_id: str, lost: Waiting, at: datetime) -> bool:
    """One statement, so that two requests at once count one loss once."""
    new = {"loss": loss_id, "lost": lost.count, "lost_at": at, **_told(Waiting(0), at)}
    keep = insert(vigils).values(device=device_id, **new)
    total = vigils.c.lost + keep.excluded.lost
    capped = case((total > MOST, MOST), else_=total)
    counted = keep.on_conflict_do_update(
        index_elements=["device"],
        set_=new | {"lost": capped},
        where=vigils.c.loss.is_distinct_from(loss_id),
    ).execution_options(preserve_rowcount=True)
    return bool(tx.execute(counted).rowcount)


def _told(waiting: Waiting, at: datetime) -> dict[str, object]:
    return {"waiting": waiting.count, "last_saved_at": waiting.last_saved_at, "told_at": at}
