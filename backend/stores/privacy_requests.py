"""Requests to delete over SQL."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from backend.privacy.ports import AlreadyAsked, Request
from backend.reports.ports import NotFound, Unavailable, Work
from backend.stores import persons
from backend.stores.database import Database
from backend.stores.privacy_tables import privacy_requests as asked
from backend.stores.work import ask

FIELDS = asked.c["id", "owner", "asked_at", "cancelled_at", "done_at", "removed", "kept"]


class SqlRequests:
    """See backend.privacy.ports.Requests."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, request: Request, work: Sequence[Work]) -> None:
        try:
            self._database.write(lambda tx: _add(tx, request, work))
        except IntegrityError as cause:
            if is_open := self._open(request.owner):
                raise AlreadyAsked(is_open) from cause
            raise Unavailable("it was taken back this very moment") from cause

    def get(self, request_id: str) -> Request:
        found = self._one(asked.c.id == request_id)
        if found is None:
            raise NotFound(request_id)
        return found

    def open_of(self, owner: str) -> Request | None:
        return self._open(owner)

    def cancel(self, request_id: str, at: datetime) -> bool:
        still = (asked.c.id == request_id, asked.c.open, ~asked.c.begun)
        cancelled = update(asked).where(*still).values(cancelled_at=at, open=False)
        return bool(self._database.write(lambda tx: tx.execute(cancelled).rowcount))

    def begun(self, request_id: str) -> bool:
        return self._database.write(lambda tx: _begin(tx, request_id))

    def waits(self, owner: str) -> bool:
        return self._database.read(lambda tx: persons.admins(tx) == {owner})

    def waiting(self, asked_before: datetime) -> tuple[Request, ...]:
        wanted = select(*FIELDS).where(asked.c.open, asked.c.asked_at <= asked_before)
        rows = self._database.read(lambda tx: tx.execute(wanted.order_by(asked.c.asked_at)).all())
        return tuple(_request(row) for row in rows)

    def _open(self, owner: str) -> Request | None:
        return self._one(asked.c.owner == owner, asked.c.open)

    def _one(self, *which: Any) -> Request | None:
        row = self._database.read(lambda tx: tx.execute(select(*FIELDS).where(*which)).one_or_none())
        return _request(row) if row else None


def _request(row: Any) -> Request:
    return Request(**row._asdict())


def _add(tx: Connection, request: Request, work: Sequence[Work]) -> None:
    row = {name: getattr(request, name) for name in FIELDS.keys()}  # noqa: SIM118 - a collection of columns
    tx.execute(insert(asked), row | {"begun": False, "open": True})
    ask(tx, work, due=request.begins_at)


def _begin(tx: Connection, request_id: str) -> bool:
    with persons.an_admin_stays(tx):
        begun = update(asked).where(asked.c.id == request_id, asked.c.open).values(begun=True)
        return bool(tx.execute(begun).rowcount)
