"""Documents drawn for residents, over SQL."""

import json
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert  # its ON CONFLICT is SQLite's too

from backend.reports.ports import NotFound, Snapshot
from backend.stores.database import Database
from backend.stores.tables import snapshots

KEEP = insert(snapshots)
KEEP = KEEP.on_conflict_do_update(
    index_elements=[snapshots.c.name],
    set_={name: KEEP.excluded[name] for name in ("document", "etag", "drawn_at")},
    where=KEEP.excluded.drawn_at >= snapshots.c.drawn_at,  # of two drawings the later one knows more
)
FIND = select(snapshots).where(snapshots.c.name == bindparam("wanted"))
REMOVE = delete(snapshots).where(snapshots.c.name == bindparam("wanted"))
ETAG_CHARS = 32  # half of a SHA-256


class SqlSnapshots:
    """See backend.reports.ports.Snapshots."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, name: str, document: dict[str, Any], *, at: datetime) -> None:
        drawn = json.dumps(document, sort_keys=True, separators=(",", ":"))
        etag = sha256(drawn.encode()).hexdigest()[:ETAG_CHARS]
        row = {"name": name, "document": drawn, "etag": etag, "drawn_at": at}
        self._database.write(lambda tx: tx.execute(KEEP, row))

    def get(self, name: str) -> Snapshot:
        row = self._database.read(lambda tx: tx.execute(FIND, {"wanted": name}).one_or_none())
        if row is None:
            raise NotFound(name)
        return Snapshot(row.name, json.loads(row.document), row.etag, row.drawn_at)

    def remove(self, name: str) -> None:
        self._database.write(lambda tx: tx.execute(REMOVE, {"wanted": name}))
