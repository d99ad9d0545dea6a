"""What the database holds of somebody, over SQL: found, rewritten, let go of."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, delete, exists, func, or_, select, update
from sqlalchemy.engine import Connection

from backend.people.ports import Unknown
from backend.privacy.forgotten import nobody
from backend.privacy.ports import Kept, Request
from backend.reports.ports import Stale, Work
from backend.reports.report import Report
from backend.stores import people_rows, persons, rows
from backend.stores.beside import beside
from backend.stores.database import Database
from backend.stores.echoes import restore as restore_echoes
from backend.stores.keeping import keep, stands_for_nobody
from backend.stores.owners import phones_of
from backend.stores.people_tables import devices, invitations, keys, people, sessions, subscriptions
from backend.stores.privacy_tables import privacy_requests
from backend.stores.reading import get
from backend.stores.tables import echoes, holds, metadata, outbox, reports, voices
from backend.stores.voices import restore as restore_voices
from backend.stores.work import ask

standing = reports.alias("standing")
MISSING = (
    select(reports.c.head)
    .where(reports.c.head.is_not(None), ~exists().where(standing.c.id == reports.c.head))
    .distinct()
    .order_by(reports.c.head)
)


class SqlTraces:
    """See backend.privacy.ports.Traces."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def kept(self, owner: str, alone: str = "") -> Kept:
        return self._database.read(lambda tx: _kept(tx, owner, alone))

    def owners(self, owner: str) -> tuple[str, ...]:
        return self._database.read(lambda tx: _owners(tx, owner))

    def reports_of(self, owners: Sequence[str], *, after: str = "", limit: int = 50) -> tuple[str, ...]:
        mine = select(reports.c.id).where(reports.c.owner.in_(owners), reports.c.id > after)
        found = mine.order_by(reports.c.id).limit(limit)
        return tuple(self._database.read(lambda tx: tx.execute(found).scalars().all()))

    def rename(self, person_id: str, name: str) -> None:
        renamed = update(people).where(people.c.id == person_id).values(name=name)
        if not self._database.write(lambda tx: tx.execute(renamed).rowcount):
            raise Unknown(person_id)

    def withdraw(self, person_id: str, at: datetime | None) -> None:
        self._database.write(lambda tx: _withdraw(tx, person_id, at))

    def shut_out(self, owner: str, at: datetime) -> bool:
        return self._database.write(lambda tx: _shut_out(tx, owner, at))

    def rewrite(
        self,
        report_id: str,
        change: Callable[[Report], Report],
        work: Sequence[Work],
        *,
        at: datetime,
        seen: int | None = None,
    ) -> None:
        self._database.write(lambda tx: _rewrite(tx, report_id, change, work, at=at, seen=seen))

    def remove(self, report_id: str, work: Sequence[Work], *, at: datetime, seen: int | None = None) -> None:
        self._database.write(lambda tx: _remove(tx, report_id, work, at, seen))

    def missing_heads(self) -> tuple[str, ...]:
        return tuple(self._database.read(lambda tx: tx.execute(MISSING).scalars().all()))

    def loosen_echoes(self, owners: Sequence[str]) -> None:
        self._database.write(lambda tx: _loosen(tx, owners))

    def forget(self, request: Request, owners: Sequence[str], at: datetime) -> None:
        self._database.write(lambda tx: _forget(tx, request, owners, at))


def _kept(tx: Connection, owner: str, alone: str) -> Kept:
    owners = _owners(tx, owner)
    known = tx.execute(select(people.c.id).where(people.c.id == owner)).one_or_none()
    phones = tx.execute(select(devices).where(devices.c.id.in_(owners)).order_by(devices.c.created_at))
    signed_in = tx.execute(select(sessions).where(sessions.c.person == owner).order_by(sessions.c.created_at))
    return Kept(
        owner=owner,
        person=persons.one(tx, people.c.id == owner) if known else None,
        devices=tuple(people_rows.to_device(row) for row in phones),
        sessions=tuple(people_rows.to_session(row) for row in signed_in),
        subscriptions=_count(tx, subscriptions, subscriptions.c.device, owners),
        reports=_count(tx, reports, reports.c.owner, owners, alone),
        echoes=_count(tx, echoes, echoes.c.owner, owners, alone),
        voices=_count(tx, voices, voices.c.owner, owners, alone),
        beside=beside(tx, owners),
        alone=alone,
    )


def _count(tx: Connection, table: Table, column: Column[Any], owners: Sequence[str], alone: str = "") -> int:
    theirs = select(func.count()).select_from(table).where(column.in_(owners))
    return tx.execute(theirs.where(table.c.device == alone) if alone else theirs).scalar_one()


def _owners(tx: Connection, owner: str) -> tuple[str, ...]:
    return (owner, *phones_of(tx, owner))


def _withdraw(tx: Connection, person_id: str, at: datetime | None) -> None:
    withdrawn = update(people).where(people.c.id == person_id).values(withdrawn_at=at)
    if not tx.execute(withdrawn).rowcount:
        raise Unknown(person_id)
    if at:
        owners = _owners(tx, person_id)
        tx.execute(delete(subscriptions).where(_told(owners)))


def _shut_out(tx: Connection, owner: str, at: datetime) -> bool:
    ended = tx.execute(delete(sessions).where(sessions.c.person == owner)).rowcount
    mine = or_(devices.c.person == owner, devices.c.id == owner)
    open_ones = update(devices).where(mine, devices.c.revoked_at.is_(None))
    return bool(ended + tx.execute(open_ones.values(revoked_at=at)).rowcount)


def _rewrite(
    tx: Connection,
    report_id: str,
    change: Callable[[Report], Report],
    work: Sequence[Work],
    *,
    at: datetime,
    seen: int | None,
) -> None:
    """A step is never edited, and goes only with its whole report: so that goes, and comes as it shall be.

    The row is locked before it is read, so that a decision made beside it is not lost.
    """
    tx.execute(update(reports).where(reports.c.id == report_id).values(archived=False))
    before = get(tx, report_id)
    if seen not in {None, before.version}:
        raise Stale(before)
    report = change(before)
    row = tx.execute(select(reports).where(reports.c.id == report_id)).one()._asdict()
    tx.execute(delete(reports).where(reports.c.id == report_id))
    keep(tx, report, row | rows.of_report(report, row["due_at"]))
    restore_echoes(tx, report)
    restore_voices(tx, report)
    ask(tx, work, due=at)


def _remove(tx: Connection, report_id: str, work: Sequence[Work], at: datetime, seen: int | None) -> None:
    as_seen = [] if seen is None else [reports.c.version == seen]
    if tx.execute(delete(reports).where(reports.c.id == report_id, *as_seen)).rowcount:
        stands_for_nobody(tx, report_id)
        ask(tx, work, due=at)


def _loosen(tx: Connection, owners: Sequence[str]) -> None:
    for table in (echoes, voices):
        _loosen_in(tx, table, owners)


def _loosen_in(tx: Connection, table: Table, owners: Sequence[str]) -> None:
    mine = select(table.c.report, table.c.owner).where(
        or_(table.c.owner.in_(owners), table.c.device.in_(owners))
    )
    for report_id, owner in tx.execute(mine.distinct()).all():
        by = nobody()
        loose: dict[str, str | None] = {"owner": by.owner, "device": by.device, "person": None}
        loose |= {"words": ""} if "words" in table.c else {}
        this = (table.c.report == report_id, table.c.owner == owner)
        tx.execute(update(table).where(*this).values(loose))
        tx.execute(update(reports).where(reports.c.id == report_id).values(archived=False))


def _forget(tx: Connection, request: Request, owners: Sequence[str], at: datetime) -> None:
    for column in referring_to(people, devices):
        tx.execute(delete(column.table).where(column.in_(owners)))
    tx.execute(delete(subscriptions).where(_told(owners)))
    tx.execute(
        delete(keys).where(keys.c.name.in_(f"{kind}:{o}" for o in owners for kind in ("person", "device")))
    )
    tx.execute(update(invitations).where(invitations.c.created_by.in_(owners)).values(created_by=""))
    tx.execute(delete(holds).where(holds.c.person.in_(owners)))
    tx.execute(delete(outbox).where(outbox.c.kind.in_(("notify", "digest")), outbox.c.report.in_(owners)))
    tx.execute(delete(devices).where(devices.c.id.in_(owners)))
    tx.execute(delete(people).where(people.c.id.in_(owners)))
    done = {"owner": "", "open": False, "done_at": at, "removed": request.removed, "kept": request.kept}
    tx.execute(update(privacy_requests).where(privacy_requests.c.id == request.id).values(done))


def _told(owners: Sequence[str]) -> ColumnElement[bool]:
    """A phone may have asked to be told before it had a person."""
    return or_(subscriptions.c.device.in_(owners), subscriptions.c.owner.in_(owners))


def referring_to(*tables: Table) -> Iterator[Column[Any]]:
    """Every column that refers to one of them, so that a table of later days is not forgotten.

    Rows that are referred to come after those that refer to them.
    """
    for table in reversed(metadata.sorted_tables):
        for column in table.columns:
            if any(key.column.table in tables for key in column.foreign_keys):
                yield column
