"""The reviewers' queue. A page costs the same, however many reports there are and however deep it lies.

Each state in each kelurahan is one stretch of an index, in the order of the queue; what is wanted of all of
them is merged. Where more is asked than the index is ordered by, a page looks through so many reports and no
further, and says so.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, select
from sqlalchemy.engine import Connection

from backend.reports.moves import State
from backend.reports.ports import Page, Turn, Wanted
from backend.stores import paging
from backend.stores.paging import KEY, Condition, Way, merged, places
from backend.stores.review_words import said
from backend.stores.tables import reports

LOOKED_THROUGH, READ_THROUGH = 20_000, 3_000
"""Reports of one page: by what the index says of them; where the rows have to be read."""
FIRST_LOOK = 20
"""Through such a part of them at first: what is not rare fills a page from it."""

Columns = Any
"""Of a table or of a subquery."""

# Each code is found by one jump in the index: an index over all kelurahan would be paid for by every report.
OF_STATE = reports.c.state == bindparam("state")
first = select(func.min(reports.c.kelurahan).label("code")).where(OF_STATE).cte("codes", recursive=True)
following = select(func.min(reports.c.kelurahan)).where(OF_STATE, reports.c.kelurahan > first.c.code)
codes = first.union_all(select(following.scalar_subquery()).where(first.c.code.is_not(None)))
CODES = select(codes.c.code).where(codes.c.code.is_not(None))


def page(tx: Connection, wanted: Wanted, after: Turn | None, before: Turn | None, limit: int) -> Page:
    return paging.page(tx, lambda way: _found(tx, wanted, way), after, before, limit)


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
        return merged(tx, stretches, way), None
    found: list[Turn] = []
    ends: list[Turn] = []
    for stretch in stretches:
        end = _end(tx, stretch, way, most)
        ends += [end] if end else []
        those = select(*KEY).where(*stretch, *narrows, *way.beyond(way.start), *way.until(end))
        found += places(tx, way.ordered(those).limit(way.limit + 1))
    nearest = way.sorted(ends)[0] if ends else None
    if nearest:  # beyond it there may be others that were not looked at
        found = [place for place in found if way.sorted([place, nearest])[0] == place]
    return way.sorted(found)[: way.limit + 1], nearest


def _end(tx: Connection, stretch: Condition, way: Way, most: int) -> Turn | None:
    """How far into a stretch so many reports reach; None when it has fewer."""
    those = way.ordered(select(*KEY).where(*stretch, *way.beyond(way.start)))
    return next(iter(places(tx, those.offset(max(1, most) - 1).limit(1))), None)


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
