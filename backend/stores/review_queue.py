"""The reviewers' queue. A page costs the same, however many reports there are and however deep it lies.

Each state in each kelurahan is one stretch of an index, in the order of the queue; what is wanted of all of
them is merged. Where more is asked than the index is ordered by, a page looks through so many reports and no
further, and says so.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Tuple, bindparam, func, literal, select, tuple_, union_all
from sqlalchemy.engine import Connection

from backend.reports.moves import State
from backend.reports.ports import Line, Page, Turn, Wanted
from backend.stores import rows
from backend.stores.listing import LINES
from backend.stores.review_words import said
from backend.stores.tables import reports

LOOKED_THROUGH, READ_THROUGH = 20_000, 3_000
"""Reports of one page: by what the index says of them; where the rows have to be read."""
FIRST_LOOK = 20
"""Through such a part of them at first: what is not rare fills a page from it."""

Columns = Any
"""Of a table or of a subquery."""
Condition = tuple[ColumnElement[bool], ...]
KEY = (reports.c.due_at, reports.c.id)
THESE = LINES.where(reports.c.id.in_(bindparam("ids", expanding=True)))

# Each code is found by one jump in the index: an index over all kelurahan would be paid for by every report.
OF_STATE = reports.c.state == bindparam("state")
first = select(func.min(reports.c.kelurahan).label("code")).where(OF_STATE).cte("codes", recursive=True)
following = select(func.min(reports.c.kelurahan)).where(OF_STATE, reports.c.kelurahan > first.c.code)
codes = first.union_all(select(following.scalar_subquery()).where(first.c.code.is_not(None)))
CODES = select(codes.c.code).where(codes.c.code.is_not(None))


@dataclass(frozen=True, slots=True)
class Way:
    """From where, which way, and how many lines."""

    start: Turn | None
    is_back: bool
    limit: int

    def sorted(self, places: Iterable[Turn]) -> list[Turn]:
        return sorted(places, reverse=self.is_back)

    def ordered(self, statement: Select[tuple[object, ...]]) -> Select[tuple[object, ...]]:
        return statement.order_by(*(column.desc() if self.is_back else column for column in KEY))

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


def page(tx: Connection, wanted: Wanted, after: Turn | None, before: Turn | None, limit: int) -> Page:
    way = Way(before or after, before is not None, limit)
    places, end = _found(tx, wanted, way)
    more = way.limit < len(places)
    places = places[:limit]
    if way.is_back and not more and end is None:  # at the beginning: a whole page of it
        return page(tx, wanted, None, None, limit)
    further = places[-1] if more else end
    shown = _lines(tx, places)
    if way.is_back:
        return Page(shown[::-1], further, places[0] if places else way.start, is_cut=bool(end and not more))
    back = (places[0] if places else way.start) if way.start else None
    return Page(shown, back, further, is_cut=bool(end and not more))


def lines(tx: Connection, ids: Collection[str]) -> dict[str, Line]:
    """By id."""
    return {row.id: rows.to_line(row) for row in tx.execute(THESE, {"ids": list(ids)})}


def _found(tx: Connection, wanted: Wanted, way: Way) -> tuple[list[Turn], Turn | None]:
    """One place more than a page has, if there are so many; and how far was looked, if not to the end."""
    stretches = list(stretches_of(tx, wanted))
    most = looked_through(wanted) // max(1, len(stretches))
    for part in (FIRST_LOOK, 1):
        found, end = _among(tx, stretches, narrowing(wanted), way, most // part)
        if len(found) > way.limit or end is None:
            break
    return found, end


def _among(
    tx: Connection,
    stretches: Sequence[Condition],
    narrows: Sequence[ColumnElement[bool]],
    way: Way,
    most: int,
) -> tuple[list[Turn], Turn | None]:
    """The same, looking at `most` reports of each stretch."""
    if not narrows:
        return _merged(tx, stretches, way), None
    found: list[Turn] = []
    ends: list[Turn] = []
    for stretch in stretches:
        end = _end(tx, stretch, way, most)
        ends += [end] if end else []
        those = select(*KEY).where(*stretch, *narrows, *way.beyond(way.start), *way.until(end))
        found += _places(tx, way.ordered(those).limit(way.limit + 1))
    nearest = way.sorted(ends)[0] if ends else None
    if nearest:  # beyond it there may be others that were not looked at
        found = [place for place in found if way.sorted([place, nearest])[0] == place]
    return way.sorted(found)[: way.limit + 1], nearest


def _merged(tx: Connection, stretches: Sequence[Condition], way: Way) -> list[Turn]:
    """The first of all stretches together, by one statement: the whole city has fifteen."""
    parts = [
        way.ordered(select(*KEY).where(*stretch, *way.beyond(way.start))).limit(way.limit + 1)
        for stretch in stretches
    ]
    if len(parts) < 2:  # noqa: PLR2004 - nothing to merge
        return [place for part in parts for place in _places(tx, part)]
    every = union_all(*(select(part.subquery()) for part in parts)).subquery()
    key = (every.c.due_at, every.c.id)
    nearest = select(*key).order_by(*(column.desc() if way.is_back else column for column in key))
    return _places(tx, nearest.limit(way.limit + 1))


def _end(tx: Connection, stretch: Condition, way: Way, most: int) -> Turn | None:
    """How far into a stretch so many reports reach; None when it has fewer."""
    those = way.ordered(select(*KEY).where(*stretch, *way.beyond(way.start)))
    return next(iter(_places(tx, those.offset(max(1, most) - 1).limit(1))), None)


def _places(tx: Connection, statement: Select[tuple[object, ...]]) -> list[Turn]:
    return [Turn(row.due_at, row.id) for row in tx.execute(statement)]


def _literal(place: Turn) -> Tuple:
    return tuple_(literal(place.due_at, KEY[0].type), literal(place.id, KEY[1].type))


def _lines(tx: Connection, places: list[Turn]) -> tuple[Line, ...]:
    found = lines(tx, [place.id for place in places])
    return tuple(found[place.id] for place in places)


def stretches_of(tx: Connection, wanted: Wanted) -> Iterator[Condition]:
    """The conditions of each."""
    for state in dict.fromkeys(wanted.states):
        for code in _kelurahan(tx, wanted, state):
            yield (*_stretch(wanted, state, code), *_due(wanted))


def _kelurahan(tx: Connection, wanted: Wanted, state: State) -> Iterable[str]:
    if wanted.kelurahan is None:
        return tx.execute(CODES, {"state": state}).scalars().all()
    return dict.fromkeys(wanted.kelurahan)


def _due(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    """Nothing is due before it came: what came lately lies in the later part of each stretch."""
    if begin := max(filter(None, (wanted.due_from, wanted.received_from)), default=None):
        yield reports.c.due_at >= begin
    if wanted.due_before:
        yield reports.c.due_at < wanted.due_before


def _stretch(wanted: Wanted, state: State, code: str) -> Condition:
    """A part of the index; or those that are named, one by one, which SQLite does only when it must."""
    if wanted.among is None:
        return (reports.c.state == state, reports.c.kelurahan == code)
    hidden = func.coalesce(reports.c.state, "") == state, func.coalesce(reports.c.kelurahan, "") == code
    return (reports.c.id.in_(wanted.among), *hidden)


def narrowing(wanted: Wanted, of: Columns = reports.c) -> list[ColumnElement[bool]]:
    """Conditions the index is not ordered by, on the columns of reports or of a part of them."""
    asked: list[ColumnElement[bool]] = []
    if wanted.categories:
        asked.append(of.category.in_(wanted.categories))
    if wanted.rt:
        asked.append(of.rt == wanted.rt)
    if wanted.has_photo:
        asked.append(of.photos > 0)
    if wanted.received_from:
        asked.append(of.received_at >= wanted.received_from)
    asked += [said(word, wanted.named.get(word, ()), of) for word in wanted.words]
    return asked


def looked_through(wanted: Wanted) -> int:
    return READ_THROUGH if wanted.words or wanted.received_from else LOOKED_THROUGH
