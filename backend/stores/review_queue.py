"""The reviewers' queue. A page costs the same, however many reports there are and however deep it lies."""

from collections.abc import Iterator, Sequence

from sqlalchemy import bindparam, func, select, tuple_
from sqlalchemy.engine import Connection

from backend.reports.moves import State
from backend.reports.ports import Line
from backend.stores import rows
from backend.stores.columns import EPOCH
from backend.stores.listing import LINES
from backend.stores.tables import reports

COUNT_MAX = 10_000
"""Nobody reads further; counting a million rows would take longer than showing the page."""

KEY = (reports.c.received_at, reports.c.id)
OF_STATE = reports.c.state == bindparam("state")
PLACE = select(*KEY).where(reports.c.id == bindparam("id"))
STRETCH = (
    select(*KEY)
    .where(OF_STATE, reports.c.kelurahan == bindparam("kelurahan"))
    .where(tuple_(*KEY) > tuple_(bindparam("at", type_=KEY[0].type), bindparam("id", type_=KEY[1].type)))
    .order_by(*KEY)
    .limit(bindparam("most"))
)
THESE = LINES.where(reports.c.id.in_(bindparam("ids", expanding=True)))

# Each code is found by one jump in the index: an index over all kelurahan would be paid for by every report.
first = select(func.min(reports.c.kelurahan).label("code")).where(OF_STATE).cte("codes", recursive=True)
following = select(func.min(reports.c.kelurahan)).where(OF_STATE, reports.c.kelurahan > first.c.code)
codes = first.union_all(select(following.scalar_subquery()).where(first.c.code.is_not(None)))
CODES = select(codes.c.code).where(codes.c.code.is_not(None))


def queue(
    connection: Connection,
    kelurahan: Sequence[str] | None,
    states: Sequence[State],
    after: str | None,
    limit: int,
) -> tuple[Line, ...]:
    """Each state in each kelurahan is one stretch of an index; the beginnings of all are merged.

    After a report that is no longer kept comes the first page again.
    """
    place = connection.execute(PLACE, {"id": after}).one_or_none() if after else None
    at, last_id = place or (EPOCH, "")
    keys = [
        (row.received_at, row.id)
        for state, code in _stretches(connection, kelurahan, states)
        for row in connection.execute(
            STRETCH, {"state": state, "kelurahan": code, "at": at, "id": last_id, "most": limit}
        )
    ]
    ids = [report_id for _, report_id in sorted(keys)[:limit]]
    lines = {row.id: rows.to_line(row) for row in connection.execute(THESE, {"ids": ids})}
    return tuple(lines[report_id] for report_id in ids)


def _stretches(
    connection: Connection, kelurahan: Sequence[str] | None, states: Sequence[State]
) -> Iterator[tuple[State, str]]:
    for state in dict.fromkeys(states):
        if kelurahan is None:
            found: Sequence[str] = connection.execute(CODES, {"state": state}).scalars().all()
        else:
            found = list(dict.fromkeys(kelurahan))
        yield from ((state, code) for code in found)


def counts(connection: Connection, kelurahan: Sequence[str] | None) -> dict[State, int]:
    """Exact up to COUNT_MAX each; states without reports are left out."""
    return {state: count for state in State if (count := _count(connection, state, kelurahan))}


def _count(connection: Connection, state: State, kelurahan: Sequence[str] | None) -> int:
    some = select(reports.c.id).where(reports.c.state == state)
    if kelurahan is not None:
        some = some.where(reports.c.kelurahan.in_(kelurahan))
    return connection.execute(select(func.count()).select_from(some.limit(COUNT_MAX).subquery())).scalar_one()
