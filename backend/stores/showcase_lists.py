"""Lists and counts of what is published."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, select, tuple_
from sqlalchemy.engine import Connection

from backend.reports.moves import State
from backend.residents.item import STANDINGS, Item, Standing
from backend.residents.ports import Place, Wanted
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


def page(tx: Connection, wanted: Wanted, after: Place | None, limit: int) -> Sequence[Item]:
    """Ids first, out of the index alone: SQLite looks into every row it passes when a row is asked for."""
    place = published.c["reported_on", "id"]
    newest = [column.desc() for column in place]
    found = select(published.c.id).where(*conditions(wanted))
    if after:
        found = found.where(tuple_(*place) < (after.reported_on.isoformat(), after.id))
    here = published.c.id.in_(found.order_by(*newest).limit(limit))
    return [to_item(row) for row in tx.execute(select(published).where(here).order_by(*newest))]


def conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.kelurahan is not None:
        yield published.c.kelurahan == wanted.kelurahan
    if wanted.rt is not None:
        yield published.c.rt == wanted.rt
    if wanted.categories:
        yield published.c.category.in_(wanted.categories)
    if wanted.standings:
        yield published.c.standing.in_([standing.value for standing in wanted.standings])
    if wanted.since:
        yield published.c.reported_on >= wanted.since.isoformat()
    if wanted.until:
        yield published.c.reported_on <= wanted.until.isoformat()
    if box := wanted.box:
        yield published.c.y.between(box.south, box.north)
        yield published.c.x.between(box.west, box.east)


def tally(tx: Connection, scope: str, what: str, since: date | None) -> Mapping[tuple[str, str], int]:
    found = select(tallies.c.day, tallies.c.key, tallies.c.n).where(
        tallies.c.scope == scope, tallies.c.what == what, tallies.c.n != 0
    )
    if since:
        found = found.where(tallies.c.day >= since.isoformat())
    return {(row.day, row.key): row.n for row in tx.execute(found)}
