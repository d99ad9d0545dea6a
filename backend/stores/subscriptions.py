"""Browsers that want to hear, over SQL: each method of the port is one transaction."""

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import case, delete, exists, insert, literal, or_, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from backend.reports.notice_ports import Subscription
from backend.reports.ports import Unavailable
from backend.stores.database import Database
from backend.stores.owners import person_of, phones_of
from backend.stores.people_tables import devices, subscriptions

TRIES = 20
REVOKED = exists().where(devices.c.id == subscriptions.c.device, devices.c.revoked_at.is_not(None))
ALONE = exists().where(devices.c.id == subscriptions.c.device, devices.c.let_in)


class SqlSubscriptions:
    """See backend.reports.notice_ports.Subscriptions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, subscription: Subscription) -> None:
        for _ in range(TRIES):
            try:
                return self._database.write(lambda tx: _put(tx, subscription))
            except IntegrityError:  # of several at once one gets through each time
                continue
        raise Unavailable("too many ask for the same at once")

    def remove(self, device: str) -> None:
        self._database.write(
            lambda tx: tx.execute(delete(subscriptions).where(subscriptions.c.device == device))
        )

    def of(self, owner: str) -> Sequence[Subscription]:
        return self._database.read(lambda tx: _of(tx, owner))

    def told(self, device: str, at: datetime, marks: Collection[str] | None = None) -> None:
        before, now = subscriptions.c.told_at, literal(at, subscriptions.c.told_at.type)
        known = {} if marks is None else {"told": json.dumps(sorted(marks))}
        its = update(subscriptions).where(subscriptions.c.device == device)
        moved = its.values(told_at=case((before < now, now), else_=before), **known)
        self._database.write(lambda tx: tx.execute(moved))


def _of(tx: Connection, owner: str) -> list[Subscription]:
    """As whoever the phone belongs to by now, who may have come after it asked to be told."""
    owner = person_of(tx, owner) or owner
    owners = (owner, *phones_of(tx, owner))
    theirs = or_(subscriptions.c.owner.in_(owners), subscriptions.c.device.in_(owners))
    wanted = select(subscriptions, ALONE.label("alone")).where(theirs, ~REVOKED)
    found = tx.execute(wanted.order_by(subscriptions.c.device))
    return [_subscription(row._asdict(), owner) for row in found]


def _subscription(row: dict[str, Any], owner: str) -> Subscription:
    return Subscription(**row | {"owner": owner, "told": frozenset(json.loads(row["told"]))})


def _put(tx: Connection, subscription: Subscription) -> None:
    same = subscriptions.c
    former = or_(same.device == subscription.device, same.endpoint == subscription.endpoint)
    tx.execute(delete(subscriptions).where(former))
    row = asdict(subscription) | {"told": json.dumps(sorted(subscription.told))}
    del row["alone"]
    tx.execute(insert(subscriptions), row)
