"""Browsers that want to hear, over SQL: each method of the port is one transaction."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import delete, exists, insert, or_, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from backend.reports.notice_ports import Subscription
from backend.reports.ports import Unavailable
from backend.reports.report import Sender
from backend.stores.database import Database
from backend.stores.owners import owners_of
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

    def told(self, device: str, at: datetime) -> None:
        later = (subscriptions.c.device == device) & (subscriptions.c.told_at < at)
        self._database.write(lambda tx: tx.execute(update(subscriptions).where(later).values(told_at=at)))


def _of(tx: Connection, owner: str) -> list[Subscription]:
    """As whoever the phone belongs to by now, who may have come after it asked to be told."""
    owners = owners_of(tx, Sender(owner))
    theirs = or_(subscriptions.c.owner.in_(owners), subscriptions.c.device.in_(owners))
    wanted = select(subscriptions, ALONE.label("alone")).where(theirs, ~REVOKED)
    found = tx.execute(wanted.order_by(subscriptions.c.device))
    return [Subscription(**row._asdict() | {"owner": owners[0]}) for row in found]


def _put(tx: Connection, subscription: Subscription) -> None:
    same = subscriptions.c
    former = or_(same.device == subscription.device, same.endpoint == subscription.endpoint)
    tx.execute(delete(subscriptions).where(former))
    row = asdict(subscription)
    del row["alone"]
    tx.execute(insert(subscriptions), row)
