"""Photos as a phone's camera gives them, drawn."""

import io
from functools import cache

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT = 4000, 3000
LEAVES = 60_000
RADII = 10, 1000
"""Of the smallest and the largest leaf, in pixels."""
GREYS = 50, 206
"""A chart's contrast is low, as that of most of what people photograph."""
LENS = 1.0
SENSOR = 4.0
"""Noise left in each pixel after the phone's own filter, of 255."""


@cache
def leaves(view: int) -> bytes:
    """A 12-megapixel JPEG of about 3.4 MB: dead leaves, the chart cameras' rendering of texture is judged by.

    Discs upon discs, few large and many small (radii as r^-3), have the edges, the flat parts and the detail
    at every scale that photos have (Lee, Mumford, Huang 2001; ISO/TS 19567-2). Each `view` is another.
    """
    dice = np.random.default_rng(view)
    least, most = (radius**-2 for radius in RADII)
    radii = (least - dice.random(LEAVES) * (least - most)) ** -0.5
    centres = dice.uniform((0, 0), (WIDTH, HEIGHT), (LEAVES, 2))
    light = dice.integers(*GREYS, (LEAVES, 1))
    colours = (3 * light + dice.integers(*GREYS, (LEAVES, 3))) // 4
    picture = Image.new("RGB", (WIDTH, HEIGHT))
    pen = ImageDraw.Draw(picture)
    for (x, y), radius, (red, green, blue) in zip(
        centres.tolist(), radii.tolist(), colours.tolist(), strict=True
    ):
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=(red, green, blue))
    return _taken(picture, dice)


def _taken(picture: Image.Image, dice: np.random.Generator) -> bytes:
    """Through a lens, by a sensor, as a JPEG."""
    seen = np.asarray(picture.filter(ImageFilter.GaussianBlur(LENS)), dtype=np.float32)
    noisy = seen + dice.normal(0, SENSOR, (HEIGHT, WIDTH, 1))
    out = io.BytesIO()
    Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8)).save(out, "JPEG", quality=92)
    return out.getvalue()
