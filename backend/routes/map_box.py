"""A box of the map, as it stands in an address: west, south, east and north in degrees (RFC 7946, 5)."""

from functools import lru_cache
from math import floor, isfinite

from backend.reports.coarse import CELL_DEG
from backend.residents.ports import Box
from backend.routes.pages_map import around
from backend.wiring import parts

SIDES = 4
EPSILON = 1e-9
"""Degrees: 117.45 / 0.001 is a little less than 117,450."""


def box_of(text: str) -> Box | None:
    """The cells it touches. None of what is no box."""
    try:
        sides = [float(side) for side in text.split(",")]
    except ValueError:
        return None
    if len(sides) != SIDES or not all(isfinite(side) and abs(side) <= 180 for side in sides):  # noqa: PLR2004 -- degrees
        return None
    west, south, east, north = (floor(side / CELL_DEG + EPSILON) for side in sides)
    return Box(west, south, east, north) if west <= east and south <= north else None


def city_box() -> Box:
    """All of the city."""
    return _around(parts().city.version)


@lru_cache(maxsize=1)
def _around(_version: int) -> Box:
    whole = around(parts().city.outlines())
    west, south, east, north = (
        floor(side / CELL_DEG) for side in (whole.west, whole.south, whole.east, whole.north)
    )
    return Box(west, south, east, north)
