"""Lines of the audit log: appended and read. Each function is part of a transaction."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, insert, select, text
from sqlalchemy.engine import Connection

from backend.audit.chain import seal
from backend.audit.line import Anchor, Entry, Line, Who
from backend.audit.ports import Wanted
from backend.stores.audit_tables import audit

CHAIN_LOCK = text("SELECT pg_advisory_xact_lock(:lock)").bindparams(lock=0x41554449)
"""Any number nobody else uses: "AUDI"."""
END = select(audit.c.seq, audit.c.hash).order_by(audit.c.seq.desc()).limit(1)
LINES = select(audit)


def append(tx: Connection, entry: Entry, at: datetime) -> Line:
    """Writers come one after the other: SQLite lets one write at a time, PostgreSQL locks the chain."""
    if tx.dialect.name == "postgresql":
        tx.execute(CHAIN_LOCK)
    line = seal(entry, at=at, after=end(tx))
    tx.execute(insert(audit), _row(line))
    return line


def end(tx: Connection) -> Anchor | None:
    last = tx.execute(END).one_or_none()
    return Anchor(last.seq, last.hash) if last else None


def newest_first(tx: Connection, wanted: Wanted, before: int | None, limit: int) -> Sequence[Line]:
    asked = LINES.where(*_conditions(wanted)).order_by(audit.c.seq.desc()).limit(limit)
    if before is not None:
        asked = asked.where(audit.c.seq < before)
    return [_line(row) for row in tx.execute(asked)]


def oldest_first(tx: Connection, after: int, limit: int) -> Sequence[Line]:
    asked = LINES.where(audit.c.seq > after).order_by(audit.c.seq).limit(limit)
    return [_line(row) for row in tx.execute(asked)]


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    named = (audit.c.who, wanted.person), (audit.c.action, wanted.action), (audit.c.kind, wanted.kind)
    yield from (column == value for column, value in (*named, (audit.c.object, wanted.object)) if value)
    if wanted.since:
        yield audit.c.at >= wanted.since
    if wanted.until:
        yield audit.c.at < wanted.until


def _row(line: Line) -> dict[str, Any]:
    who, entry = line.entry.who, line.entry
    return {
        "seq": line.seq,
        "at": line.at,
        "who_kind": who.kind,
        "who": who.id,
        "name": who.name,
        "roles": json.dumps(who.roles),
        "action": entry.action,
        "kind": entry.kind,
        "object": entry.object,
        "detail": json.dumps(dict(entry.detail)),
        "request": entry.request,
        "device": entry.device,
        "prev": line.prev,
        "hash": line.hash,
    }


def _line(row: Row[Any]) -> Line:
    who = Who(row.who_kind, row.who, row.name, tuple(json.loads(row.roles)))
    detail = json.loads(row.detail)
    entry = Entry(who, row.action, row.kind, row.object, detail, row.request, row.device)
    return Line(row.seq, row.at, entry, row.prev, row.hash)
