"""Lists of reports other than the reviewers' queue."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, exists, func, or_, select
from sqlalchemy.engine import Connection

from backend.reports.moves import State
from backend.reports.ports import Line
from backend.reports.report import Sender
from backend.stores import rows
from backend.stores.owners import owners_of
from backend.stores.tables import chunks, photos, reports, steps

LINES = select(
    *reports.c["id", "number", "category", "kelurahan", "rt", "received_at", "note"],
    *reports.c[
        "photos",
        "photos_complete",
        "first_photo",
        "complete_at",
        "stored_at",
        "version",
        "head",
        "due_at",
        "flags",
    ],
    *steps.c["state", "actor", "actor_id", "actor_name", "at", "reason", "words", "detail"],
).join_from(reports, steps, (steps.c.report == reports.c.id) & (steps.c.seq == reports.c.version))
PAST_MAX = 1_000
"""Reports of one sender that are counted."""
heads = reports.alias("heads")
HEADS = select(*heads.c["id", "state", "moved_at"]).where(heads.c.id.in_(bindparam("ids", expanding=True)))
ABANDONED = (
    select(reports.c.id)
    .join_from(chunks, reports)
    .join(photos, (photos.c.report == chunks.c.report) & (photos.c.sha256 == chunks.c.photo))
    .where(photos.c.complete_at.is_(None), reports.c.received_at < bindparam("before"))
    .group_by(reports.c.id, reports.c.received_at)
    .order_by(reports.c.received_at)
    .limit(bindparam("most"))
)


def lines_of(connection: Connection, sender: Sender, since: datetime | None, limit: int) -> tuple[Line, ...]:
    wanted = LINES.where(_of(connection, sender))
    if sender.alone:
        wanted = wanted.where(reports.c.device == sender.device)
    if since:
        wanted = wanted.where(_touched(since))
    newest = wanted.order_by(reports.c.received_at.desc(), reports.c.id.desc()).limit(limit)
    found = connection.execute(newest).all()
    merged = [row.head for row in found if row.head]
    standing = {row.id: row for row in connection.execute(HEADS, {"ids": merged})} if merged else {}
    return tuple(rows.to_line(row, standing.get(row.head)) for row in found)


def past(connection: Connection, sender: Sender, besides: str) -> dict[State, int]:
    """Read from the sender's stretches of the index on owners."""
    newest = (
        select(reports.c.state)
        .where(_of(connection, sender), reports.c.id != besides)
        .order_by(reports.c.received_at.desc())
        .limit(PAST_MAX)
        .subquery()
    )
    counted = select(newest.c.state, func.count()).group_by(newest.c.state)
    return {State(state): n for state, n in connection.execute(counted)}


def _of(connection: Connection, sender: Sender) -> ColumnElement[bool]:
    """Theirs. The ids are looked up first: a list of values is found in the index on every database."""
    return reports.c.owner.in_(owners_of(connection, sender))


def _touched(since: datetime) -> ColumnElement[bool]:
    """Something has happened to the report since then that its sender is told."""
    of_head = exists().where(heads.c.id == reports.c.head, heads.c.moved_at >= since)
    own = (reports.c.moved_at, reports.c.complete_at, reports.c.stored_at)
    return or_(*(moment >= since for moment in own), of_head)


def public_of(connection: Connection, categories: Collection[str]) -> tuple[str, ...]:
    wanted = select(reports.c.id).where(reports.c.public, reports.c.category.in_(sorted(categories)))
    return tuple(connection.execute(wanted).scalars())


def published_after(connection: Connection, report_id: str, limit: int) -> tuple[str, ...]:
    found = select(reports.c.id).where(reports.c.public, reports.c.id > report_id)
    return tuple(connection.execute(found.order_by(reports.c.id).limit(limit)).scalars())


def abandoned(connection: Connection, before: datetime, limit: int) -> tuple[str, ...]:
    """Driven by the chunks: there are only those of photos on their way and of abandoned ones."""
    return tuple(connection.execute(ABANDONED, {"before": before, "most": limit}).scalars())
