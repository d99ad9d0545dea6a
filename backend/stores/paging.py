"""Reports in the order in which they are due, a page at a time, over SQL; those due together as they came.

Each stretch is a part of an index that lies in that order; a page is what is nearest of all of them.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Tuple, bindparam, literal, select, tuple_, union_all
from sqlalchemy.engine import Connection

from backend.reports.ports import Line, Page, Turn
from backend.stores import rows
from backend.stores.listing import LINES
from backend.stores.tables import reports

Condition = tuple[ColumnElement[bool], ...]
KEY = (reports.c.due_at, reports.c.received_at, reports.c.id)
THESE = LINES.where(reports.c.id.in_(bindparam("ids", expanding=True)))


@dataclass(frozen=True, slots=True)
class Way:
    """From where, which way, and how many lines."""

    start: Turn | None
    is_back: bool
    limit: int

    def sorted(self, places: Iterable[Turn]) -> list[Turn]:
        return sorted(places, reverse=self.is_back)

    def ordered(
        self, statement: Select[tuple[object, ...]], key: Sequence[ColumnElement[Any]] = KEY
    ) -> Select[tuple[object, ...]]:
        return statement.order_by(*(column.desc() if self.is_back else column for column in key))

    def beyond(self, place: Turn | None) -> Condition:
        """What lies further on than a place."""
        if place is None:
            return ()
        key, other = tuple_(*KEY), _literal(place)
        return (key < other,) if self.is_back else (key > other,)

    def until(self, place: Turn | None) -> Condition:
        """What does not."""
        if place is None:
            return ()
        key, other = tuple_(*KEY), _literal(place)
        return (key >= other,) if self.is_back else (key <= other,)


Find = Callable[[Way], tuple[list[Turn], Turn | None]]
"""One place more than a page has, if there are so many; and how far was looked, if not to the end."""


def page(tx: Connection, find: Find, after: Turn | None, before: Turn | None, limit: int) -> Page:
    way = Way(before or after, before is not None, limit)
    found, end = find(way)
    more = way.limit < len(found)
    found = found[:limit]
    if way.is_back and not more and end is None:  # at the beginning: a whole page of it
        return page(tx, find, None, None, limit)
    further = found[-1] if more else end
    shown = _lines(tx, found)
    if way.is_back:
        return Page(shown[::-1], further, found[0] if found else way.start, is_cut=bool(end and not more))
    back = (found[0] if found else way.start) if way.start else None
    return Page(shown, back, further, is_cut=bool(end and not more))


def lines(tx: Connection, ids: Collection[str]) -> dict[str, Line]:
    """By id."""
    return {row.id: rows.to_line(row) for row in tx.execute(THESE, {"ids": list(ids)})}


def merged(tx: Connection, stretches: Sequence[Condition], way: Way) -> list[Turn]:
    """The first of all stretches together, by one statement: the whole city has fifteen."""
    parts = [
        way.ordered(select(*KEY).where(*stretch, *way.beyond(way.start))).limit(way.limit + 1)
        for stretch in stretches
    ]
    if len(parts) < 2:  # noqa: PLR2004 - nothing to merge
        return [place for part in parts for place in places(tx, part)]
    every = union_all(*(select(part.subquery()) for part in parts)).subquery()
    key = [every.c[column.name] for column in KEY]
    return places(tx, way.ordered(select(*key), key).limit(way.limit + 1))


def places(tx: Connection, statement: Select[tuple[object, ...]]) -> list[Turn]:
    return [Turn(row.due_at, row.received_at, row.id) for row in tx.execute(statement)]


def _literal(place: Turn) -> Tuple:
    values = (place.due_at, place.received_at, place.id)
    return tuple_(*(literal(value, column.type) for value, column in zip(values, KEY, strict=True)))


def _lines(tx: Connection, turns: list[Turn]) -> tuple[Line, ...]:
    found = lines(tx, [turn.id for turn in turns])
    return tuple(found[turn.id] for turn in turns)
