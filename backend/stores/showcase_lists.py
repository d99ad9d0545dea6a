"""What changed last, and counts of what is published."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.engine import Connection

from backend.reports.moves import State
from backend.residents.item import STANDINGS, Item, Standing
from backend.stores.showcase_rows import to_item
from backend.stores.showcase_tables import published, tallies


def latest(
    tx: Connection,
    kelurahan: str | None,
    *,
    limit: int,
    standing: Standing | None,
    states: Collection[State],
    rt: str | None,
) -> Sequence[Item]:
    wanted = select(published)
    if kelurahan is not None:
        wanted = wanted.where(published.c.kelurahan == kelurahan)
    if rt is not None:
        wanted = wanted.where(published.c.rt == rt)
    if standing:
        wanted = wanted.where(published.c.standing == standing.value)
    if states:
        wanted = wanted.where(*_in(states))
    newest = wanted.order_by(published.c.changed_on.desc(), published.c.id.desc()).limit(limit)
    return [to_item(row) for row in tx.execute(newest)]


def _in(states: Collection[State]) -> Iterator[ColumnElement[bool]]:
    """The index of the list knows how reports stand: most others are passed over there, their rows unread."""
    standings = {Standing.GOOD} | {STANDINGS[state] for state in states}
    yield published.c.standing.in_(sorted(standings))
    yield published.c.state.in_(sorted(states))


FIRST, LAST = select(func.min(published.c.reported_on)), select(func.max(published.c.reported_on))
"""Each by itself: so SQLite finds both at the ends of the index, and looks at nothing between."""


def days(tx: Connection) -> tuple[date, date] | None:
    first, last = (tx.execute(found).scalar() for found in (FIRST, LAST))
    return (date.fromisoformat(first), date.fromisoformat(last)) if first and last else None


def tally(tx: Connection, scope: str, what: str, since: date | None) -> Mapping[tuple[str, str], int]:
    found = select(tallies.c.day, tallies.c.key, tallies.c.n).where(
        tallies.c.scope == scope, tallies.c.what == what, tallies.c.n != 0
    )
    if since:
        found = found.where(tallies.c.day >= since.isoformat())
    return {(row.day, row.key): row.n for row in tx.execute(found)}
