"""Which kelurahan a point lies in, and how far from the border."""

import json
from functools import cached_property
from typing import Any

import numpy as np
import shapely
from shapely import Point, STRtree
from shapely.geometry.base import BaseGeometry

from backend.city.approximation import drawn
from backend.city.plane import to_degrees, to_metres
from backend.city.register import Register
from backend.reports.ports import Found

FINE_M, COARSE_M = 2, 25
DIGITS = 1e-5  # degrees: about a metre


class Places:
    """Made once for each version of the register. Shapes are kept in metres."""

    def __init__(self, register: Register) -> None:
        self._register = register
        boundaries = register.boundaries
        self.official = boundaries is not None and boundaries.official
        shapes = (
            {code: to_metres(_geometry(shape)) for code, shape in boundaries.geometries.items()}
            if boundaries
            else drawn(register.kelurahan)
        )
        self._codes = list(shapes)
        self._shapes = np.array(list(shapes.values()))
        self._tree = STRtree(self._shapes)
        shapely.prepare(self._shapes)

    def find(self, lat: float, lon: float) -> Found:
        """The kelurahan that holds the point, else the nearest one: a house over water is a real place.

        `border_m` says how much farther the next kelurahan is.
        """
        point = to_metres(Point(lon, lat))
        distances = shapely.distance(self._shapes, point)
        inside = self._tree.query(point, predicate="intersects")
        mine = int(inside.min()) if inside.size else int(distances.argmin())
        others = np.delete(distances, mine)
        metres = float(distances[mine])
        return Found(
            kelurahan=self._codes[mine],
            outside=not inside.size,
            metres=metres,
            border_m=float(others.min(initial=np.inf)) - metres,
            approximate=not self.official,
        )

    def touching(self, west: float, south: float, east: float, north: float) -> set[str]:
        """Codes of the kelurahan that have a point in common with the box, in degrees."""
        found = self._tree.query(to_metres(shapely.box(west, south, east, north)), predicate="intersects")
        return {self._codes[place] for place in found}

    @cached_property
    def bounds(self) -> tuple[float, ...]:
        """West, south, east and north of the city, in degrees."""
        edges = shapely.total_bounds([to_degrees(shape) for shape in self._shapes])
        return tuple(round(float(edge), 5) for edge in edges)

    @cached_property
    def shapes(self) -> dict[str, Any]:
        """GeoJSON (RFC 7946) of every kelurahan, for a map."""
        return {
            "type": "FeatureCollection",
            "features": [
                {"type": "Feature", "id": code, "properties": self._properties(code), "geometry": shape}
                for code, shape in self._simplified(FINE_M).items()
            ],
        }

    @cached_property
    def outlines(self) -> dict[str, Any]:
        """Light geometries by code, for phones."""
        return self._simplified(COARSE_M)

    def _properties(self, code: str) -> dict[str, Any]:
        place = self._register.kelurahan[code]
        return {"code": code, "name": place.name, "kecamatan": place.kecamatan, "official": self.official}

    def _simplified(self, metres: float) -> dict[str, Any]:
        """Neighbours keep a border in common where they had one."""
        simple = shapely.coverage_simplify(self._shapes, metres)
        return {code: _geojson(shape) for code, shape in zip(self._codes, simple, strict=True)}


def _geometry(geojson: dict[str, object]) -> BaseGeometry:
    return shapely.from_geojson(json.dumps(geojson))


def _geojson(shape: BaseGeometry) -> dict[str, Any]:
    rounded = shapely.set_precision(to_degrees(shape), DIGITS)
    geometry: dict[str, Any] = json.loads(shapely.to_geojson(rounded))
    return geometry
