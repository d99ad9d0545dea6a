"""What a published report adds to the map: counters of squares, so that a view costs the same for any number.

The finest square is a cell of the coarse grid (about 111 m); each level doubles its side. Squares are
counted for all categories, each group and each category, over all time and for each month of reporting: a
filtered view reads as few rows as an unfiltered one.
"""

import operator
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import NamedTuple

from backend.reports.coarse import CELL_DEG, DIGITS
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

    def __add__(self, other: "Weight") -> "Weight":
        return Weight(self.n + other.n, self.sum_x + other.sum_x, self.sum_y + other.sum_y)

    def __neg__(self) -> "Weight":
        return Weight(-self.n, -self.sum_x, -self.sum_y)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Reports of a square and where their middle is, in (parts of) columns and rows of the coarse grid."""

    x: float
    y: float
    counts: Mapping[Standing, int]

    @property
    def n(self) -> int:
        return sum(self.counts.values())


NOTHING = Weight(0, 0, 0)


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


def cluster(weights: Mapping[Standing, Weight]) -> Cluster:
    """Of one square: at least one weight, of at least one report."""
    total = reduce(operator.add, weights.values())
    counts = {standing: weight.n for standing, weight in weights.items()}
    return Cluster(total.sum_x / total.n, total.sum_y / total.n, counts)


def clustered(items: Iterable[Item], level: int = 0) -> list[Cluster]:
    """The same of a few items at hand, as the counters would tell it."""
    squares: dict[tuple[int, int], dict[Standing, Weight]] = {}
    for item in items:
        if at := item.at:
            here = squares.setdefault((at.y >> level, at.x >> level), {})
            here[item.standing] = here.get(item.standing, NOTHING) + Weight(1, at.x, at.y)
    return [cluster(weights) for weights in squares.values()]


def lon_lat(x: float, y: float) -> dict[str, float]:
    """The middle of a cell, or what lies between cells, in degrees WGS84."""
    return {"lon": round((x + 0.5) * CELL_DEG, DIGITS), "lat": round((y + 0.5) * CELL_DEG, DIGITS)}
