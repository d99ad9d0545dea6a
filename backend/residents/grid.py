"""What a published report adds to the map: counters of squares, so that a view costs the same for any number.

The finest square is a cell of the coarse grid (about 111 m); each level doubles its side. Squares are
counted for all categories, each group and each category, over all time and for each month of reporting: a
filtered view reads as few rows as an unfiltered one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from backend.residents.item import Cell, Item, Standing

LEVELS = range(7)
"""From squares of one cell to squares of 64 (about 7 km): the city is some 30 cells of level 3 across."""
ANY = ""


class Square(NamedTuple):
    """`level` doublings of a cell; `kind` a category, a group or ANY; `month` like 2026-11, or ANY."""

    level: int
    kind: str
    month: str
    y: int
    x: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class Weight:
    """How many reports lie in a square; the sums of their columns and rows tell where their middle is."""

    n: int
    sum_x: int
    sum_y: int

    def times(self, factor: int) -> "Weight":
        return Weight(self.n * factor, self.sum_x * factor, self.sum_y * factor)


def of(item: Item) -> dict[Square, Weight]:
    """Every square the item is counted in; none when residents are not told where it is."""
    if item.at is None:
        return {}
    weight = Weight(1, item.at.x, item.at.y)
    return dict.fromkeys(_squares(item, item.at), weight)


def _squares(item: Item, at: Cell) -> Iterator[Square]:
    month = item.reported_on.isoformat()[:7]
    for level in LEVELS:
        for kind in {ANY, item.group, item.category}:
            for when in (ANY, month):
                yield Square(level, kind, when, at.y >> level, at.x >> level, item.standing)
