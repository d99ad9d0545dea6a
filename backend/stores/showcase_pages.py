"""Lists of what is published, the last reported first, each found by the way that reads least.

Where many reports are asked for, an index in the order of the list is walked until enough are found. Where
few are, walking would pass a million rows before the last of them is found: those of a box are gathered and
sorted, of several kinds or standings a stretch of an index is walked for each. Kept counts tell which it is,
and nothing else: either way finds the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select, tuple_, union_all
from sqlalchemy.engine import Connection

from backend.residents import grid, seen
from backend.residents.item import Item
from backend.residents.ports import Box, Place, Wanted
from backend.stores import showcase_counts as counts
from backend.stores.showcase_rows import to_item
from backend.stores.showcase_tables import published, squares
from backend.stores.unsought import unsought

FEW = 1_000
"""Gathering so many takes some milliseconds; walking to a hundred of so many among a million, too."""
STRETCHES = 8
"""More are not put together: each number of them is another statement to make and to keep."""
ORDER = ("reported_on", "id")
NEWEST = [column.desc() for column in published.c[*ORDER]]


def page(tx: Connection, wanted: Wanted, after: Place | None, limit: int) -> Sequence[Item]:
    """Ids first, out of an index alone: SQLite looks into every row it passes when a row is asked for."""
    here = published.c.id.in_(found(tx, wanted, after, limit))
    return [to_item(row) for row in tx.execute(select(published).where(here).order_by(*NEWEST))]


def found(tx: Connection, wanted: Wanted, after: Place | None, limit: int) -> Select[Any]:
    """Ids of a page."""
    stretches = [_first(one, after, limit) for one in _stretches(tx, wanted)]
    if len(stretches) == 1:
        return stretches[0].with_only_columns(published.c.id)
    every = union_all(*(select(one.subquery()) for one in stretches)).subquery()
    return select(every.c.id).order_by(*(every.c[name].desc() for name in ORDER)).limit(limit)


def _first(stretch: Select[Any], after: Place | None, limit: int) -> Select[Any]:
    if after:
        stretch = stretch.where(tuple_(*published.c[*ORDER]) < (after.reported_on.isoformat(), after.id))
    return stretch.order_by(*NEWEST).limit(limit)


def _stretches(tx: Connection, wanted: Wanted) -> list[Select[Any]]:
    """In no order yet; no report lies in two of them."""
    if wanted.kelurahan is None and wanted.box and _are_few(tx, wanted):
        return [_gathered(wanted, wanted.box)]
    by = _index(tx, wanted)
    return [select(*published.c[*ORDER]).where(*conditions(one, by=by)) for one in _each(wanted, by)]


def _each(wanted: Wanted, by: str) -> Sequence[Wanted]:
    kinds, standings = dict.fromkeys(wanted.categories), dict.fromkeys(wanted.standings)
    if by == "category" and len(kinds) <= STRETCHES:
        return [replace(wanted, categories=[one]) for one in kinds]
    if by == "standing" and len(standings) <= STRETCHES:
        return [replace(wanted, standings=[one]) for one in standings]
    return [wanted]


def _index(tx: Connection, wanted: Wanted) -> str:
    """By which column's index; none: by that of the days, which all are in."""
    if wanted.kelurahan is not None:
        return "kelurahan"
    for name, values in (("category", wanted.categories), ("standing", wanted.standings)):
        if len(values) == 1 or (values and _are_few(tx, wanted)):
            return name
    return ""


def _are_few(tx: Connection, wanted: Wanted) -> bool:
    """About. While all is being counted anew, nothing is known."""
    level = seen.level(wanted.box, seen.CELLS_ZOOM) if wanted.box else grid.LEVELS[-1]
    n = select(func.sum(squares.c.n)).where(*_squares(wanted, wanted.box, level))
    return counts.is_done(tx) and (tx.execute(n).scalar() or 0) <= FEW


def _gathered(wanted: Wanted, box: Box) -> Select[Any]:
    """Of the cells alone in which there are any."""
    cells = select(*squares.c["y", "x"]).where(*_squares(wanted, box, 0)).distinct().cte("cells")
    here = and_(published.c.y == cells.c.y, published.c.x == cells.c.x)
    return select(*published.c[*ORDER]).join_from(cells, published, here).where(*conditions(wanted))


def _squares(wanted: Wanted, box: Box | None, level: int) -> Iterator[ColumnElement[bool]]:
    yield squares.c.n > 0
    yield squares.c.kind.in_(wanted.categories or (grid.ANY,))
    yield squares.c.month == grid.ANY
    yield from within(box, level) if box else [squares.c.level == level]
    if wanted.standings:
        yield squares.c.standing.in_([standing.value for standing in wanted.standings])


def within(box: Box, level: int) -> Iterator[ColumnElement[bool]]:
    """Squares of the level that touch the box."""
    yield squares.c.level == level
    yield squares.c.y.between(box.south >> level, box.north >> level)
    yield squares.c.x.between(box.west >> level, box.east >> level)


def conditions(wanted: Wanted, *, by: str = "") -> Iterator[ColumnElement[bool]]:
    """What is wanted of a published report; an index is looked for `by` that column and by the days."""

    def column(name: str) -> ColumnElement[Any]:
        return published.c[name] if name == by else unsought(published.c[name])

    if wanted.kelurahan is not None:
        yield column("kelurahan") == wanted.kelurahan
    if wanted.categories:
        yield column("category").in_(wanted.categories)
    if wanted.standings:
        yield column("standing").in_([standing.value for standing in wanted.standings])
    if wanted.since:
        yield published.c.reported_on >= wanted.since.isoformat()
    if wanted.until:
        yield published.c.reported_on <= wanted.until.isoformat()
    if box := wanted.box:
        yield column("y").between(box.south, box.north)
        yield column("x").between(box.west, box.east)
