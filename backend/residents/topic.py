"""What somebody may follow: the city, a kelurahan, one of its RT, a report, or what lies around a point."""

import re
from dataclasses import dataclass
from math import floor

from backend.reports.coarse import CELL_DEG
from backend.residents.changes import Change
from backend.residents.item import Cell

CELL_M = 111.32
"""The side of a cell, at the equator."""
NEAREST_M, FARTHEST_M = 300, 3_000
"""A radius below would tell of single houses, one above of the city."""
KEY = re.compile("[a-z]+(/[0-9A-Za-z.-]+)*")
LAT_MAX, LON_MAX = 90, 180


class NoTopic(ValueError):
    """Nothing that may be followed."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One of them; all fields empty: the city. A point was rounded to the coarse grid before it came here."""

    kelurahan: str = ""
    rt: str = ""
    report: str = ""
    at: Cell | None = None
    radius_m: int = 0

    @property
    def key(self) -> str:
        """As it is kept."""
        if self.at:
            return f"near/{self.at.y}/{self.at.x}/{self.radius_m}"
        if self.report:
            return f"report/{self.report}"
        if self.rt:
            return f"rt/{self.kelurahan}/{self.rt}"
        return f"kelurahan/{self.kelurahan}" if self.kelurahan else "city"

    @property
    def reach(self) -> int:
        """The square of the radius, in cells."""
        return floor((self.radius_m / CELL_M) ** 2)

    def tells(self, change: Change) -> bool:
        """Whether whoever follows this hears of the change."""
        if self.at:
            return change.at is not None and self._reaches(self.at, change.at)
        if self.report:
            return change.report == self.report
        if self.rt:
            return (change.kelurahan, change.rt) == (self.kelurahan, self.rt)
        return self.kelurahan in {"", change.kelurahan}

    def _reaches(self, middle: Cell, cell: Cell) -> bool:
        return (cell.x - middle.x) ** 2 + (cell.y - middle.y) ** 2 <= self.reach


CITY = Topic()


def near(lat: float, lon: float, radius_m: int) -> Topic:
    """Around the cell of a point, degrees WGS84. Raises NoTopic."""
    if not (abs(lat) <= LAT_MAX and abs(lon) <= LON_MAX and NEAREST_M <= radius_m <= FARTHEST_M):
        raise NoTopic("not a point on Earth, or a radius that is too small or too large")
    return Topic(at=Cell(floor(lon / CELL_DEG), floor(lat / CELL_DEG)), radius_m=radius_m)


def of_key(key: str) -> Topic:
    """The topic of a key. Raises NoTopic."""
    if not KEY.fullmatch(key):
        raise NoTopic(key)
    match key.split("/"):
        case ["city"]:
            return CITY
        case ["kelurahan", code]:
            return Topic(kelurahan=code)
        case ["rt", code, rt]:
            return Topic(kelurahan=code, rt=rt)
        case ["report", report_id]:
            return Topic(report=report_id)
        case ["near", y, x, radius_m]:
            return Topic(at=Cell(int(x), int(y)), radius_m=int(radius_m))
    raise NoTopic(key)
