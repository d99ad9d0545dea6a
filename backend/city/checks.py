"""What may be wrong with polygons of kelurahan, in words. Shapes are in metres, by kelurahan code."""

from collections.abc import Iterator, Mapping
from itertools import combinations

import shapely
from shapely.geometry.base import BaseGeometry

from backend.city.approximation import cells, drawn
from backend.city.plane import to_metres
from backend.city.register import Kelurahan

Shapes = Mapping[str, BaseGeometry]
Places = Mapping[str, Kelurahan]

SLIVER_M2 = 100
"""Borders digitised twice never fit to the metre; less than this is not worth a line."""

MOST = 0.5
AREA_TOLERANCE = 0.15
OVERLAP_TOLERANCE = 0.02


def missing(shapes: Shapes, places: Places) -> Iterator[str]:
    for code, place in places.items():
        if code not in shapes:
            yield f"{place.name} ({code}) has no polygon: its reports would go to the neighbours."


def far_away(shapes: Shapes, places: Places) -> Iterator[str]:
    city = shapely.union_all(list(drawn(places).values())).envelope
    for code, shape in shapes.items():
        if not shape.intersects(city):
            yield f"{places[code].name} does not lie in Bontang: are the coordinates longitude and latitude?"


def overlaps(shapes: Shapes, places: Places) -> Iterator[tuple[str, bool]]:
    """With whether it is too large to be a badly digitised border."""
    for (one, shape), (other, neighbour) in combinations(shapes.items(), 2):
        common = shape.intersection(neighbour).area
        if common > SLIVER_M2:
            grave = common > OVERLAP_TOLERANCE * min(shape.area, neighbour.area)
            yield f"{places[one].name} and {places[other].name} overlap by {common:,.0f} m².", grave


def gaps(shapes: Shapes) -> Iterator[str]:
    whole = shapely.union_all(list(shapes.values()))
    holes = [shapely.Polygon(ring) for part in shapely.get_parts(whole) for ring in part.interiors]
    wide = [hole.area for hole in holes if hole.area > SLIVER_M2]
    if wide:
        yield f"{len(wide)} gap(s) between the polygons, {sum(wide):,.0f} m² in all: given to the nearest."


def areas(shapes: Shapes, places: Places) -> Iterator[str]:
    for code, shape in shapes.items():
        measured, known = shape.area / 1e6, places[code].area_km2
        if abs(measured - known) > AREA_TOLERANCE * known:
            yield f"{places[code].name} measures {measured:.2f} km², the register says {known:.2f} km²."


def held(shape: BaseGeometry, place: Kelurahan) -> float:
    """The share of a kelurahan's reference points that lie in the shape, 0 to 1."""
    inside = [shape.intersects(to_metres(shapely.Point(point))) for point in place.reference_points]
    return sum(inside) / len(inside) if inside else 0.0


def misplaced(shapes: Shapes, places: Places) -> Iterator[str]:
    for code, shape in shapes.items():
        if (share := held(shape, places[code])) < MOST:
            yield f"{places[code].name}: only {share:.0%} of its reference points lie in its polygon."


def swaps(shapes: Shapes, places: Places) -> Iterator[tuple[str, str]]:
    """Pairs whose polygons each hold most of the other's reference points: their labels were exchanged."""
    for one, other in combinations(shapes, 2):
        if held(shapes[one], places[other]) > MOST and held(shapes[other], places[one]) > MOST:
            yield one, other


def agreement(shapes: Shapes, places: Places) -> float:
    """The share of the area that the built-in approximation names as the polygons do, 0 to 1."""
    approximate = cells(places, shapely.union_all(list(shapes.values())))
    common = sum(
        shape.intersection(approximate[code]).area for code, shape in shapes.items() if code in approximate
    )
    return float(common / sum(shape.area for shape in shapes.values()))
