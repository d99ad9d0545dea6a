"""Where a report lies, as one number that an index can find its neighbours by."""

from math import floor

from sync.envelope import Place

CELL_DEG = 0.004
"""About 445 m at the equator: nine cells hold all within that distance of a place in the middle one."""
ROWS, COLUMNS = 22_501, 100_000
"""Rows of cells from the equator to a pole; more columns than there are."""


def spot(place: Place | None) -> int | None:
    """None where a report says no place."""
    if place is None or place.source == "none":
        return None
    row, column = _cell(place)
    return row * COLUMNS + column


def spots_around(place: Place) -> list[int]:
    """The cell of the place and the eight around it."""
    row, column = _cell(place)
    steps = (-1, 0, 1)
    return [(row + north) * COLUMNS + column + east for north in steps for east in steps]


def _cell(place: Place) -> tuple[int, int]:
    return floor(place.lat / CELL_DEG) + ROWS, floor(place.lon / CELL_DEG) + COLUMNS // 2
