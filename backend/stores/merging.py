"""Reports that stand behind another one."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.engine import Connection

from backend.reports.moves import State
from backend.reports.ports import Regrouped, Stale, Work
from backend.reports.report import Report
from backend.stores import keeping
from backend.stores.reading import load
from backend.stores.tables import reports

IDS: BindParameter[Sequence[str]] = bindparam("heads", expanding=True)
BEHIND = (
    select(reports.c.head, reports.c.id)
    .where(reports.c.head.in_(IDS))
    .order_by(reports.c.head, reports.c.received_at, reports.c.id)
)
FOLLOWERS = select(reports.c.owner).where(reports.c.head == bindparam("head")).distinct()
STANDING = (
    select(reports.c.id, reports.c.state, reports.c.head)
    .where(reports.c.id.in_(IDS))
    .order_by(reports.c.id)
    .with_for_update()
)
"""Locked, so that of two who merge, or part, the same reports the second reads what the first did."""


def members(connection: Connection, heads: Collection[str]) -> dict[str, tuple[Report, ...]]:
    found = connection.execute(BEHIND, {"heads": list(heads)}).all()
    known = load(connection, [row.id for row in found]) if found else {}
    return {head: tuple(known[row.id] for row in rows) for head, rows in groupby(found, lambda row: row.head)}


def followers(connection: Connection, head: str) -> tuple[str, ...]:
    return tuple(connection.execute(FOLLOWERS, {"head": head}).scalars())


def append(
    connection: Connection,
    report: Report,
    others: Sequence[Report],
    work: Sequence[Work],
    *,
    public: Sequence[str] | None,
    expected: Mapping[str, Collection[str]],
    due: Mapping[str, datetime | None],
) -> None:
    """`due` is when each of the reports should have moved on."""
    standing = connection.execute(STANDING, {"heads": [*expected, *report.heads]}).all()
    keeping.append(connection, report, work, public, due[report.id])
    try:
        for other in others:
            keeping.append(connection, other, (), None, due[other.id])
    except Stale as cause:
        raise Regrouped(cause.report.id) from cause
    if _leads_elsewhere(report, {row.id: (row.state, row.head) for row in standing}):
        raise Regrouped(report.id)
    if _behind(connection, expected) != {head: set(ids) for head, ids in expected.items()}:
        raise Regrouped(report.id)


def _leads_elsewhere(report: Report, standing: Mapping[str, tuple[str, str | None]]) -> bool:
    """Whether what it is merged into stands behind something else by now, or nowhere."""
    return any(
        one not in standing  # it is gone
        or (standing[one][0] == State.DUPLICATE) != (one != report.head)
        or standing[one][1] not in {None, report.head}
        for one in report.heads
    )


def _behind(connection: Connection, heads: Collection[str]) -> dict[str, set[str]]:
    behind: dict[str, set[str]] = {head: set() for head in heads}
    for row in connection.execute(BEHIND, {"heads": list(heads)}):
        behind[row.head].add(row.id)
    return behind
