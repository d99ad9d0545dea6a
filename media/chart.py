"""A small map for a picture: land in the sea, one part of it brought out, spots where something is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageDraw

Point = tuple[float, float]
"""Degrees: longitude, latitude. On the equator a degree is as long either way."""
Window = tuple[Point, float]
"""Its north-western corner, and pixels per degree."""

TONES = {
    "leaf": ("#17603f", "#dcebdd"),
    "sea": ("#1b5875", "#d9e9ee"),
    "sun": ("#7a5200", "#f9eac2"),
    "clay": ("#9a3b14", "#f8e1d3"),
    "stone": ("#55585a", "#e6e4dd"),
}
"""Colour of signs and words, and of the ground under words: as in pwa/styles/tokens.css."""
FINER = 2
"""Drawn so many times as large and then made smaller: Pillow's edges have no soft pixels."""
MARGIN = 0.09
"""Of the picture, around what is brought out."""
SEA, LAND, SHORE = "#d9e9ee", "#efe7d6", "#d8cdb5"
HERE, BORDER, SURFACE = "#dcebdd", "#17603f", "#fffdf8"


@dataclass(frozen=True, slots=True)
class Shape:
    """A GeoJSON Polygon or MultiPolygon."""

    geometry: Mapping[str, Any]
    is_here: bool = True


@dataclass(frozen=True, slots=True)
class Spot:
    """`n` things at a place; `tone` is one of TONES."""

    lon: float
    lat: float
    n: int
    tone: str


def draw(shapes: Sequence[Shape], spots: Sequence[Spot], size: tuple[int, int]) -> Image.Image:
    """The shapes that are `here` fill the picture; the others are seen as far as they reach into it."""
    width, height = size[0] * FINER, size[1] * FINER
    picture = Image.new("RGB", (width, height), SEA)
    window = _window([shape for shape in shapes if shape.is_here] or shapes, width, height)
    pen = ImageDraw.Draw(picture)
    for shape in sorted(shapes, key=lambda one: one.is_here):
        _shape(pen, shape, window)
    for spot in spots:
        _spot(pen, spot, window)
    return picture.resize(size, Image.Resampling.LANCZOS)


def _window(shapes: Sequence[Shape], width: int, height: int) -> Window:
    lons, lats = zip(*(point for shape in shapes for ring in _rings(shape) for point in ring), strict=True)
    wide, tall = max(lons) - min(lons), max(lats) - min(lats)
    room = 1 - 2 * MARGIN
    scale = min(width * room / wide, height * room / tall)
    west = (max(lons) + min(lons)) / 2 - width / scale / 2
    north = (max(lats) + min(lats)) / 2 + height / scale / 2
    return (west, north), scale


def _shape(pen: ImageDraw.ImageDraw, shape: Shape, window: Window) -> None:
    fill, edge = (HERE, BORDER) if shape.is_here else (LAND, SHORE)
    for ring in _rings(shape):
        corners = [_at(point, window) for point in ring]
        pen.polygon(corners, fill=fill)
        pen.line(corners, fill=edge, width=2 * FINER, joint="curve")


def _spot(pen: ImageDraw.ImageDraw, spot: Spot, window: Window) -> None:
    radius = (6 + min(spot.n, 6) * 2) * FINER
    pen.circle(_at((spot.lon, spot.lat), window), radius, TONES[spot.tone][0], SURFACE, 2 * FINER)


def _at(point: Point, window: Window) -> Point:
    (west, north), scale = window
    return (point[0] - west) * scale, (north - point[1]) * scale


def _rings(shape: Shape) -> Iterator[list[Point]]:
    """Outer rings: a hole in a kelurahan is drawn as land."""
    one = shape.geometry["type"] == "Polygon"
    polygons = [shape.geometry["coordinates"]] if one else shape.geometry["coordinates"]
    for polygon in polygons:
        yield polygon[0]
