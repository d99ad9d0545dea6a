"""Published reports and the counts residents read, over SQL."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from hashlib import sha256
from typing import Any

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert  # its ON CONFLICT is SQLite's too
from sqlalchemy.engine import Connection

from backend.reports.moves import State
from backend.reports.ports import NotFound
from backend.residents import grid
from backend.residents.grid import Cluster
from backend.residents.item import Cell, Item, Standing
from backend.residents.ports import Box, Place, Shown, Wanted
from backend.residents.tallies import EDITION
from backend.stores import aliases, changes, dumps
from backend.stores import showcase_counts as counts
from backend.stores import showcase_lists as lists
from backend.stores import showcase_pages as pages
from backend.stores import showcase_squares as squared
from backend.stores.database import Database
from backend.stores.prepared import Prepared
from backend.stores.showcase_rows import of_item, to_item
from backend.stores.showcase_tables import published
from backend.stores.snapshots import ETAG_CHARS

BY_ID = Prepared(select(published).where(published.c.id == bindparam("id")))
KEPT = Prepared(select(published).where(published.c.id == bindparam("wanted")).with_for_update())
REMOVE = Prepared(delete(published).where(published.c.id == bindparam("wanted")))
ADD = Prepared(insert(published).on_conflict_do_nothing().returning(published.c.id))
CHANGE = Prepared(update(published).where(published.c.id == bindparam("wanted")))


class SqlShowcase:
    """See backend.residents.ports.Showcase."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, item: Item, *, at: datetime) -> None:
        self._database.write(lambda tx: _put(tx, item, at))

    def remove(self, report_id: str, *, at: datetime, head: str = "") -> None:
        def work(tx: Connection) -> None:
            _remove(tx, report_id, at)
            aliases.lead(tx, report_id, head)

        self._database.write(work)

    def head(self, report_id: str) -> str:
        if found := self._database.read(lambda tx: aliases.head(tx, report_id)):
            return found
        raise NotFound(report_id)

    def get(self, report_id: str) -> Shown:
        row = self._row(report_id)
        return Shown(json.loads(row.document), row.etag, row.drawn_at)

    def item(self, report_id: str) -> Item:
        return to_item(self._row(report_id))

    def _row(self, report_id: str) -> Any:
        row = self._database.read(lambda tx: BY_ID.row(tx, id=report_id))
        if row is None:
            raise NotFound(report_id)
        return row

    def latest(
        self,
        kelurahan: str | None,
        *,
        limit: int,
        standing: Standing | None = None,
        states: Collection[State] = (),
        rt: str | None = None,
    ) -> Sequence[Item]:
        wanted = partial(lists.latest, limit=limit, standing=standing, states=states, rt=rt)
        return self._database.read(lambda tx: wanted(tx, kelurahan))

    def page(self, wanted: Wanted, *, after: Place | None = None, limit: int = 100) -> Sequence[Item]:
        return self._database.read(lambda tx: pages.page(tx, wanted, after, limit))

    def days(self) -> tuple[date, date] | None:
        return self._database.read(lists.days)

    def tally(self, scope: str, what: str, *, since: date | None = None) -> Mapping[tuple[str, str], int]:
        return self._database.read(lambda tx: lists.tally(tx, scope, what, since))

    def clusters(
        self,
        box: Box,
        level: int,
        *,
        kind: str = grid.ANY,
        months: Sequence[str] = (),
        standings: Sequence[Standing] = (),
    ) -> Sequence[Cluster]:
        where = [*pages.within(box, level), *squared.of(kind, months, standings)]
        return self._database.read(lambda tx: squared.clusters(tx, where))

    def is_counted(self) -> bool:
        return self._database.read(counts.is_done)

    def recount(self, most: int) -> bool:
        return self._database.write(lambda tx: counts.recount(tx, most))

    def groups_at(self, cells: Collection[Cell], wanted: Wanted) -> Mapping[Cell, str]:
        return self._database.read(lambda tx: squared.groups_at(tx, cells, wanted)) if cells else {}


def _put(tx: Connection, item: Item, at: datetime) -> None:
    document = json.dumps(dict(item.document), sort_keys=True, separators=(",", ":"))
    etag = sha256(document.encode()).hexdigest()[:ETAG_CHARS]
    row = {**of_item(item), "document": document, "etag": etag, "drawn_at": at, "counted": EDITION}
    aliases.lead(tx, item.id, "")
    if ADD.row(tx, **row):
        counts.count(tx, None, item)
        dumps.note(tx, None, item, at)
        return changes.note(tx, None, item, at)
    before = _kept(tx, item.id)
    if before is None:  # removed in this moment
        return _put(tx, item, at)
    if before.drawn_at <= at:
        CHANGE.count(tx, **row, wanted=item.id)
        counts.count(tx, _counted(before), item)
        dumps.note(tx, to_item(before), item, at)
        changes.note(tx, to_item(before), item, at)
    return None


def _remove(tx: Connection, report_id: str, at: datetime) -> None:
    if before := _kept(tx, report_id):
        REMOVE.count(tx, wanted=report_id)
        counts.count(tx, _counted(before), None)
        dumps.note(tx, to_item(before), None, at)
        changes.forget(tx, report_id)


def _kept(tx: Connection, report_id: str) -> Any:
    """Its row, which nobody else changes until this transaction ends; None when there is none."""
    return KEPT.row(tx, wanted=report_id)


def _counted(row: Any) -> Item | None:
    """What it was counted as; None where its turn has not come yet (showcase_counts.recount)."""
    return to_item(row) if row.counted == EDITION else None
