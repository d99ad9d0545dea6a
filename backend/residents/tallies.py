"""What a published report adds to the counts residents read: a pure function, so that nothing counts twice.

A store keeps the sums. It takes away what the report added as it was shown before, and adds what it adds now.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from backend.residents.item import Item, Standing

EDITION = 2
"""Of this way of counting. The next one when what is shown counts otherwise: all is counted anew."""
CITY = "city"
"""The scope that is no kelurahan."""
RT, LEVEL = "rt", "level"
DAYS_MAX = 999
"""Longer waits are counted as this one: the median does not move."""


class Tally(NamedTuple):
    """What is counted: where, of what, on which day (ISO, or empty), and which kind of it."""

    scope: str
    what: str
    day: str
    key: str


def of(item: Item) -> Counter[Tally]:
    """Everything the item is counted in, for its kelurahan and for the city."""
    added: Counter[Tally] = Counter()
    for scope in (CITY, item.kelurahan):
        for what, day, key, n in _facts(item):
            if scope == CITY and what == RT:  # their numbers begin anew in each kelurahan
                continue
            added[Tally(scope, what, day.isoformat() if day else "", key)] += n
    return added


def _facts(item: Item) -> Iterator[tuple[str, date | None, str, int]]:
    """Good news is counted by itself: nobody has to mend it."""
    if item.standing is Standing.GOOD:
        yield from _good(item)
        return
    yield "came", item.published_on, item.category, 1
    yield "standing", None, item.standing, 1
    yield "category", None, f"{item.category} {item.standing}", 1
    yield from _levels(item)
    if item.rt:
        yield RT, None, f"{item.rt} {item.standing}", 1
    yield "answered", item.published_on, str(min(item.answered_days, DAYS_MAX)), 1
    if item.due_on and item.standing in {Standing.OPEN, Standing.WORK}:
        yield "due", item.due_on, item.opd, 1
    if item.settled_on:
        yield item.standing, item.settled_on, item.category, 1
    if item.settled_on and item.settled_days is not None and item.standing is Standing.FIXED:
        yield "fixed_after", item.settled_on, str(min(item.settled_days, DAYS_MAX)), 1
    for rating, n in item.ratings.items():
        yield "rated", item.settled_on, rating, n


def _levels(item: Item) -> Iterator[tuple[str, date, str, int]]:
    """By how much the number of those that stand so rose or fell on a day."""
    before = None
    for day, standing in item.stood():
        yield LEVEL, day, standing, 1
        if before:
            yield LEVEL, day, before, -1
        before = standing


def _good(item: Item) -> Iterator[tuple[str, date | None, str, int]]:
    yield "good", item.published_on, item.category, 1
    for measure, amount in item.amounts.items():
        yield measure, item.published_on, item.category, amount
