"""Maps as SVG: shapes and places in the whole numbers of a drawing, coloured by the style sheet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from math import prod
from typing import Any

WIDTH = 1_000
"""Units across; the height follows from the shapes."""
FINGERTIP = 105
"""Units: some 30 pixels where the drawing is as wide as a phone."""
LENS = 20
"""Units of room around what is enlarged."""
MARGIN = 0.03
"""Of the width, around the shapes."""

Point = tuple[float, float]
"""Degrees: longitude, latitude (GeoJSON's order)."""


@dataclass(frozen=True)
class Drawing:
    """A window on outlines (GeoJSON geometries by code). On the equator a degree is as long either way."""

    outlines: Mapping[str, Mapping[str, Any]]
    west: float
    south: float
    east: float
    north: float

    @property
    def width(self) -> int:
        return WIDTH

    @property
    def height(self) -> int:
        return round((self.north - self.south) * self._scale)

    @cached_property
    def paths(self) -> dict[str, str]:
        """The `d` of the path of each shape that is in the window."""
        return {code: self._path(shape) for code, shape in self.outlines.items() if self._shows(shape)}

    @cached_property
    def labels(self) -> dict[str, tuple[int, int]]:
        """Where a shape's name may stand: the centre of its largest piece."""
        return {code: self.spot(*_centre(max(_rings(s), key=_area))) for code, s in self.outlines.items()}

    @cached_property
    def small(self) -> tuple[str, ...]:
        """Shapes a fingertip misses on a phone."""
        return tuple(code for code in self.paths if prod(self._box(code)[2:]) < FINGERTIP**2)

    @cached_property
    def lens(self) -> tuple[int, int, int, int]:
        """The window around the small shapes: x, y, width, height. Only where there are any."""
        boxes = [self._box(code) for code in self.small]
        west, north = min(x for x, *_ in boxes) - LENS, min(y for _, y, *_ in boxes) - LENS
        east, south = max(x + w for x, _, w, _ in boxes) + LENS, max(y + h for _, y, _, h in boxes) + LENS
        return west, north, east - west, south - north

    def _box(self, code: str) -> tuple[int, int, int, int]:
        """Of a shape, as `lens`."""
        spots = [self.spot(lon, lat) for ring in _rings(self.outlines[code]) for lon, lat in ring]
        xs, ys = zip(*spots, strict=True)
        return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)

    def spot(self, lon: float, lat: float) -> tuple[int, int]:
        """A place in the units of the drawing."""
        return round((lon - self.west) * self._scale), round((self.north - lat) * self._scale)

    def units(self, metres: float) -> int:
        return max(1, round(metres / METRES_PER_DEGREE * self._scale))

    @property
    def _scale(self) -> float:
        return WIDTH / (self.east - self.west)

    def _shows(self, shape: Mapping[str, Any]) -> bool:
        lons, lats = zip(*(point for ring in _rings(shape) for point in ring), strict=True)
        beside = max(lons) < self.west or min(lons) > self.east
        return not (beside or max(lats) < self.south or min(lats) > self.north)

    def _path(self, shape: Mapping[str, Any]) -> str:
        return "".join(self._ring(ring) for ring in _rings(shape))

    def _ring(self, ring: list[Point]) -> str:
        spots = [self.spot(lon, lat) for lon, lat in ring]
        distinct = [spot for i, spot in enumerate(spots) if i == 0 or spot != spots[i - 1]]
        return "M" + "L".join(f"{x} {y}" for x, y in distinct) + "Z"


METRES_PER_DEGREE = 111_320


@dataclass(frozen=True, eq=False)
class _Shapes:
    """Outlines by what they are, not by what they say: those of a version of the register are one object."""

    outlines: Mapping[str, Mapping[str, Any]]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Shapes) and other.outlines is self.outlines

    def __hash__(self) -> int:
        return id(self.outlines)


def around(outlines: Mapping[str, Mapping[str, Any]], *codes: str, also: Point | None = None) -> Drawing:
    """A drawing of everything, seen so that the shapes named (none: all) and a further place fit.

    Without a further place it is made once for each version, with all that was worked out of it: half of what
    a page with a map took.
    """
    return _around(outlines, codes, also) if also else _kept(_Shapes(outlines), codes)


@lru_cache(maxsize=128)
def _kept(shapes: _Shapes, codes: tuple[str, ...]) -> Drawing:
    return _around(shapes.outlines, codes, None)


def _around(outlines: Mapping[str, Mapping[str, Any]], codes: tuple[str, ...], also: Point | None) -> Drawing:
    chosen = [outlines[code] for code in codes if code in outlines] or list(outlines.values())
    points = [point for shape in chosen for ring in _rings(shape) for point in ring]
    points += [also] if also else []
    lons, lats = zip(*points, strict=True)
    room = max(max(lons) - min(lons), max(lats) - min(lats)) * MARGIN
    return Drawing(outlines, min(lons) - room, min(lats) - room, max(lons) + room, max(lats) + room)


def _rings(shape: Mapping[str, Any]) -> Iterator[list[Point]]:
    polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
    for polygon in polygons:
        yield from polygon


def _crossed(ring: list[Point]) -> Iterator[tuple[float, Point]]:
    """Twice the signed area under each edge, and the sum of its ends (the shoelace formula)."""
    for (x1, y1), (x2, y2) in pairwise(ring):
        yield x1 * y2 - x2 * y1, (x1 + x2, y1 + y2)


def _area(ring: list[Point]) -> float:
    return abs(sum(cross for cross, _ in _crossed(ring)))


def _centre(ring: list[Point]) -> Point:
    """The centre of gravity, reckoned from the first point: the shapes are tiny beside their coordinates."""
    west, south = ring[0]
    near = [(lon - west, lat - south) for lon, lat in ring]
    edges = list(_crossed(near))
    whole = 3 * sum(cross for cross, _ in edges)
    return (
        west + sum(cross * ends[0] for cross, ends in edges) / whole,
        south + sum(cross * ends[1] for cross, ends in edges) / whole,
    )
