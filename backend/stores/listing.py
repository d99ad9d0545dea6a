"""Lists of reports. A page costs the same, however many reports there are and however deep it lies."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, or_, select, tuple_, union_all
from sqlalchemy.engine import Connection

from backend.reports.moves import State
from backend.reports.ports import Line
from backend.reports.report import Report, Sender
from backend.stores import rows
from backend.stores.reading import load
from backend.stores.tables import chunks, reports, steps

COUNT_MAX = 10_000
"""Nobody reads further; counting a million rows would take longer than showing the page."""

LINES = select(
    *reports.c["id", "number", "category", "kelurahan", "rt", "received_at", "note"],
    *reports.c["photos", "photos_complete", "first_photo", "complete_at", "stored_at"],
    *steps.c["state", "actor", "actor_id", "actor_name", "at", "reason", "words"],
).join_from(reports, steps, (steps.c.report == reports.c.id) & (steps.c.seq == reports.c.version))
LINES_BY_ID = LINES.where(reports.c.id.in_(bindparam("ids", expanding=True)))
NEWEST_FIRST = (reports.c.received_at.desc(), reports.c.id.desc())
KEYS = select(reports.c.received_at, reports.c.id)
ABANDONED = (
    select(reports.c.id)
    .join_from(chunks, reports)
    .where(reports.c.complete_at.is_(None), reports.c.received_at < bindparam("before"))
    .group_by(reports.c.id, reports.c.received_at)
    .order_by(reports.c.received_at)
    .limit(bindparam("limit"))
)


def lines_of(connection: Connection, sender: Sender, since: datetime | None, limit: int) -> tuple[Line, ...]:
    owner = reports.c.person == sender.person if sender.person else reports.c.device == sender.device
    wanted = LINES.where(owner).order_by(*NEWEST_FIRST).limit(limit)
    if since:
        wanted = wanted.where(_touched(since))
    return tuple(rows.to_line(row) for row in connection.execute(wanted))


def _touched(since: datetime) -> ColumnElement[bool]:
    """Something has happened to the report since then that its sender is told."""
    return or_(reports.c.moved_at >= since, reports.c.complete_at >= since, reports.c.stored_at >= since)


def queue(
    connection: Connection,
    kelurahan: Sequence[str] | None,
    states: Sequence[State],
    after: str | None,
    limit: int,
) -> tuple[Line, ...]:
    """Each state in each kelurahan is one stretch of an index; the beginnings of all are merged."""
    stretches = list(_stretches(kelurahan, states))
    if not stretches:
        return ()
    last_seen = connection.execute(KEYS.where(reports.c.id == after)).one_or_none() if after else None
    merged = union_all(*(_beginning(stretch, last_seen, limit) for stretch in stretches)).subquery()
    page = select(merged.c.id).order_by(merged.c.received_at, merged.c.id).limit(limit)
    ids = connection.execute(page).scalars().all()
    lines = {row.id: rows.to_line(row) for row in connection.execute(LINES_BY_ID, {"ids": ids})}
    return tuple(lines[report_id] for report_id in ids)


def _stretches(kelurahan: Sequence[str] | None, states: Sequence[State]) -> Iterator[ColumnElement[bool]]:
    for state in dict.fromkeys(states):
        if kelurahan is None:
            yield reports.c.state == state
        else:
            for code in dict.fromkeys(kelurahan):
                yield (reports.c.state == state) & (reports.c.kelurahan == code)


def _beginning(stretch: ColumnElement[bool], last_seen: Any, limit: int) -> Select[Any]:
    wanted = KEYS.where(stretch).order_by(reports.c.received_at, reports.c.id).limit(limit)
    if last_seen:
        wanted = wanted.where(tuple_(reports.c.received_at, reports.c.id) > tuple_(*last_seen))
    return select(wanted.subquery())  # SQLite takes no LIMIT directly inside a UNION


def counts(connection: Connection, kelurahan: Sequence[str] | None) -> dict[State, int]:
    return {state: count for state in State if (count := _count(connection, state, kelurahan))}


def _count(connection: Connection, state: State, kelurahan: Sequence[str] | None) -> int:
    some = select(reports.c.id).where(reports.c.state == state)
    if kelurahan is not None:
        some = some.where(reports.c.kelurahan.in_(kelurahan))
    counted = select(func.count()).select_from(some.limit(COUNT_MAX).subquery())
    return connection.execute(counted).scalar_one()


def public(connection: Connection, kelurahan: str | None, limit: int) -> tuple[Report, ...]:
    wanted = select(reports.c.id).where(reports.c.public)
    if kelurahan is not None:
        wanted = wanted.where(reports.c.kelurahan == kelurahan)
    newest = wanted.order_by(reports.c.moved_at.desc(), reports.c.id.desc()).limit(limit)
    ids = connection.execute(newest).scalars().all()
    found = load(connection, ids)
    return tuple(found[report_id] for report_id in ids)


def abandoned(connection: Connection, before: datetime, limit: int) -> tuple[str, ...]:
    return tuple(connection.execute(ABANDONED, {"before": before, "limit": limit}).scalars())
