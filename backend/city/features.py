"""Polygons out of a GeoJSON or Shapefile, in degrees, with whatever was said about them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import numpy as np
import shapefile
import shapely
from numpy.typing import NDArray
from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from backend.city.projection import is_utm, utm_to_degrees

AREAS = {"Polygon", "MultiPolygon"}
HALFWAY = 90  # degrees: every longitude here is more, every latitude less
SHAPEFILES = {".shp", ".zip"}


class Unreadable(ValueError):
    """The file holds no polygons that can be read; the message says what to do."""


@dataclass(frozen=True)
class Feature:
    """`number` counts from 1 as the file does; the shape is in degrees, [lon, lat]."""

    number: int
    properties: Mapping[str, Any]
    shape: BaseGeometry


def read(path: Path) -> list[Feature]:
    """Raises Unreadable, OtherCoordinates, OSError."""
    crs, rows = _shapefile(path) if path.suffix.lower() in SHAPEFILES else _geojson(path)
    utm = is_utm(crs)
    features = []
    for number, (properties, geometry) in enumerate(rows, 1):
        outline = shapely.force_2d(_shape(geometry, number))
        if outline.geom_type in AREAS:
            features.append(Feature(number, properties, _in_degrees(outline, utm=utm)))
    if not features:
        raise Unreadable("The file holds no polygons: export the kelurahan as areas, not as points or lines.")
    return features


Rows = list[tuple[Mapping[str, Any], Any]]


def _geojson(path: Path) -> tuple[str, Rows]:
    try:
        document = json.loads(path.read_text("utf-8-sig"))
        found = document["features"] if document["type"] == "FeatureCollection" else [document]
        rows = [(feature.get("properties") or {}, feature["geometry"]) for feature in found]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Unreadable(
            "This is neither GeoJSON nor a Shapefile (.shp, or all its files in a .zip)."
        ) from error
    crs = document.get("crs") or {}
    return str(crs.get("properties", {}).get("name", "")), [row for row in rows if row[1]]


def _shapefile(path: Path) -> tuple[str, Rows]:
    try:
        with shapefile.Reader(str(path), encodingErrors="replace") as reader:
            found = [
                (item.record.as_dict(), item.shape.__geo_interface__) for item in reader.iterShapeRecords()
            ]
        return _prj(path), found
    except Exception as error:  # on a damaged file the reader raises anything
        raise Unreadable(
            f"The Shapefile cannot be read ({error}). Its .shp, .shx and .dbf belong together."
        ) from error


def _prj(path: Path) -> str:
    """What the Shapefile says about its coordinates; "" when it says nothing."""
    if path.suffix.lower() == ".zip":
        with ZipFile(path) as archive:
            said = [name for name in archive.namelist() if name.lower().endswith(".prj")]
            return archive.read(said[0]).decode("latin-1") if said else ""
    beside = path.with_suffix(".prj")
    return beside.read_text("latin-1") if beside.exists() else ""


def _shape(geometry: Any, number: int) -> BaseGeometry:
    try:
        return shape(geometry)
    except (ShapelyError, ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        raise Unreadable(f"Feature {number} has no shape that can be read.") from error


def _in_degrees(outline: BaseGeometry, *, utm: bool) -> BaseGeometry:
    """Longitude first, whatever way round the file has them: here one is about 117 and the other about 0."""
    if utm:
        outline = shapely.transform(outline, utm_to_degrees)
    left, _, right, top = outline.bounds
    if max(abs(left), abs(right)) < HALFWAY < top:
        outline = shapely.transform(outline, _swapped)
    return outline


def _swapped(points: NDArray[np.float64]) -> NDArray[np.float64]:
    return points[:, ::-1]
