"""Files of kelurahan polygons drawn for the tests: the built-in approximation, changed as a test wants it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import shapefile
import shapely
from shapely.geometry.base import BaseGeometry

from backend.city.approximation import drawn
from backend.city.plane import to_degrees
from backend.city.register import Register

Feature = dict[str, Any]


def features(register: Register) -> list[Feature]:
    """One for each kelurahan, in the order of the register, with code and name."""
    shapes = drawn(register.kelurahan)
    return [
        feature(to_degrees(shape), {"KODE_KD": code, "NAMOBJ": register.kelurahan[code].name})
        for code, shape in shapes.items()
    ]


def feature(shape: BaseGeometry, properties: Mapping[str, Any]) -> Feature:
    return {
        "type": "Feature",
        "properties": dict(properties),
        "geometry": json.loads(shapely.to_geojson(shape)),
    }


def geojson(folder: Path, found: list[Feature], **more: Any) -> Path:
    path = folder / "batas.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", **more, "features": found}))
    return path


def esri(folder: Path, found: list[Feature], prj: str = "") -> Path:
    """A Shapefile with its companions."""
    path = folder / "batas.shp"
    with shapefile.Writer(str(path), shapeType=shapefile.POLYGON) as writer:
        for name in found[0]["properties"]:
            writer.field(name, "C", size=60)
        for one in found:
            writer.shape(one["geometry"])
            writer.record(*one["properties"].values())
    if prj:
        path.with_suffix(".prj").write_text(prj)
    return path
