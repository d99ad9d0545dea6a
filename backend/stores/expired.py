"""What is past its time, over SQL."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, delete, exists, func, or_, select
from sqlalchemy.engine import Connection

from backend.privacy.forgotten import NOBODY
from backend.privacy.retention import Sort
from backend.reports.moves import State
from backend.stores.database import Database
from backend.stores.people_tables import devices, invitations, keys, sessions, subscriptions
from backend.stores.privacy_tables import privacy_requests
from backend.stores.tables import reports

SETTLED = (State.RESOLVED, State.CLOSED_UNRESOLVED)
heads = reports.alias("heads")

IDS: Mapping[Sort, Column[Any]] = {
    Sort.REJECTED: reports.c.id,
    Sort.SETTLED: reports.c.id,
    Sort.DEVICES: devices.c.id,
    Sort.SESSIONS: sessions.c.id,
    Sort.INVITATIONS: invitations.c.id,
    Sort.SUBSCRIPTIONS: subscriptions.c.device,
    Sort.REQUESTS: privacy_requests.c.id,
}


class SqlExpired:
    """See backend.privacy.retention.Expired."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self, sort: Sort, before: datetime) -> int:
        counted = select(func.count(IDS[sort])).where(_is_past(sort, before))
        return self._database.read(lambda tx: tx.execute(counted).scalar_one())

    def found(self, sort: Sort, before: datetime, limit: int = 100) -> tuple[str, ...]:
        found = select(IDS[sort]).where(_is_past(sort, before)).order_by(IDS[sort]).limit(limit)
        return tuple(self._database.read(lambda tx: tx.execute(found).scalars().all()))

    def is_past(self, sort: Sort, before: datetime, one: str) -> bool:
        asked = select(IDS[sort]).where(_is_past(sort, before), IDS[sort] == one)
        return self._database.read(lambda tx: tx.execute(asked).first()) is not None

    def drop(self, sort: Sort, ids: Sequence[str]) -> None:
        self._database.write(lambda tx: _drop(tx, sort, ids))


def _is_past(sort: Sort, before: datetime) -> ColumnElement[bool]:
    asked = privacy_requests.c
    return {
        Sort.REJECTED: (reports.c.state == State.REJECTED) & (reports.c.moved_at < before),
        Sort.SETTLED: _is_settled(before)
        & (reports.c.moved_at < before)
        & ~reports.c.owner.startswith(NOBODY),
        Sort.DEVICES: devices.c.seen_at < before,
        Sort.SESSIONS: sessions.c.seen_at < before,
        Sort.INVITATIONS: invitations.c.expires_at < before,
        Sort.SUBSCRIPTIONS: subscriptions.c.told_at < before,
        Sort.REQUESTS: or_(asked.done_at < before, asked.cancelled_at < before),
    }[sort]


def _is_settled(before: datetime) -> ColumnElement[bool]:
    """What was merged is settled when what stands for it is: until then it may part again."""
    head = (heads.c.id == reports.c.head) & heads.c.state.in_(SETTLED) & (heads.c.moved_at < before)
    return reports.c.state.in_(SETTLED) | ((reports.c.state == State.DUPLICATE) & exists().where(head))


def _drop(tx: Connection, sort: Sort, ids: Sequence[str]) -> None:
    if sort is Sort.DEVICES:
        tx.execute(delete(subscriptions).where(subscriptions.c.device.in_(ids)))
        tx.execute(delete(keys).where(keys.c.name.in_([f"device:{device}" for device in ids])))
    tx.execute(delete(IDS[sort].table).where(IDS[sort].in_(ids)))
