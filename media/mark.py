"""The mark of the site, a mangrove leaf standing in waves (backend/templates/parts/mark.html), as a mask."""

from math import sin

from PIL import Image, ImageDraw

Spot = tuple[float, float]

UNITS = 32
"""On which it is drawn, across and down."""
FINER = 4
"""Drawn so many times as large and then made smaller: Pillow's edges have no soft pixels."""
PIECES = 48
"""Straight lines that stand for a curve, or a wave."""
LEAF = (
    ((27, 3), (13, 3), (4, 9.5), (4, 19.5)),
    ((4, 19.5), (4, 25.5), (8.5, 29), (14, 29)),
    ((14, 29), (24, 29), (28, 18), (27, 3)),
)
"""Cubic Bézier curves."""
WAVES = ((20.5, 4, 27), (25.4, 7, 23))
"""Height, from where and to where."""


def mask(side: int) -> Image.Image:
    """White where the leaf is, so many pixels across and down."""
    unit = side * FINER / UNITS
    drawn = Image.new("L", (side * FINER, side * FINER), 0)
    pen = ImageDraw.Draw(drawn)
    pen.polygon([(x * unit, y * unit) for curve in LEAF for x, y in _along(*curve)], fill=255)
    for height, left, right in WAVES:
        wave = [(x * unit, (height + sin(x * 1.2)) * unit) for x in _steps(left, right)]
        pen.line(wave, fill=0, width=round(2.2 * unit), joint="curve")
    return drawn.resize((side, side), Image.Resampling.LANCZOS)


def _along(a: Spot, b: Spot, c: Spot, d: Spot) -> list[Spot]:
    return [(_cubic(t, a[0], b[0], c[0], d[0]), _cubic(t, a[1], b[1], c[1], d[1])) for t in _steps(0, 1)]


def _cubic(t: float, a: float, b: float, c: float, d: float) -> float:
    left = 1 - t
    return left**3 * a + 3 * left**2 * t * b + 3 * left * t**2 * c + t**3 * d


def _steps(begin: float, end: float) -> list[float]:
    return [begin + (end - begin) * n / PIECES for n in range(PIECES + 1)]
