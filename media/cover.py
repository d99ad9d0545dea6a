"""Draw over parts of a picture so that nothing of them is left in it.

Blurring and coarse pixels can be undone by trying what fits: a plate has few possible readings. Here the
colour comes from around the part, never from within: two pictures that differ only there become one.
"""

from collections.abc import Iterable
from io import BytesIO

from PIL import Image, ImageDraw, ImageStat

from media import photo

MARGIN = 0.12
"""Of a part's longer side, on every side: hair and chins, and what encoding has smeared over the edge."""
LEAST = 8
"""Pixels of that margin at least: half a macroblock of WebP."""
RING = 6
"""Pixels around the cover whose mean gives its colour."""
CELLS = 6
"""Squares along the longer side. They only show that something was covered."""
SHADE = 14
QUALITY = 70

Part = tuple[float, float, float, float]
"""x, y, width, height as fractions of the picture."""
Edges = tuple[int, int, int, int]
Colour = tuple[int, ...]


def covered(copy: bytes, parts: Iterable[Part], sizes: Iterable[int]) -> dict[int, bytes]:
    """WebP by long edge, drawn from one stored copy; the smaller ones are made of what is covered already.

    Raises Unusable when the copy cannot be decoded.
    """
    picture = photo.picture(copy)
    for left, top, right, bottom in [_edges(part, picture.size) for part in parts]:
        _cover(picture, (left, top, right, bottom))
    return {size: _webp(picture, size) for size in sizes}


def _edges(part: Part, size: tuple[int, int]) -> Edges:
    """In whole pixels, with the margin, within the picture."""
    x, y, width, height = part[0] * size[0], part[1] * size[1], part[2] * size[0], part[3] * size[1]
    margin = max(LEAST, MARGIN * max(width, height))
    return (
        max(0, int(x - margin)),
        max(0, int(y - margin)),
        min(size[0], int(x + width + margin) + 1),
        min(size[1], int(y + height + margin) + 1),
    )


def _cover(picture: Image.Image, edges: Edges) -> None:
    left, top, right, bottom = edges
    base = _colour_around(picture, edges)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((left, top, right - 1, bottom - 1), fill=base)
    side = max(4, -(-max(right - left, bottom - top) // CELLS))
    for row, y in enumerate(range(top, bottom, side)):
        for column, x in enumerate(range(left, right, side)):
            if (row + column) % 2:
                to = min(x + side, right) - 1, min(y + side, bottom) - 1
                pen.rectangle(((x, y), to), fill=_lighter(base))


def _colour_around(picture: Image.Image, edges: Edges) -> Colour:
    """The mean of a ring around it; mid-grey where the cover reaches every border."""
    left, top, right, bottom = edges
    ring = Image.new("L", picture.size, 0)
    pen = ImageDraw.Draw(ring)
    pen.rectangle((left - RING, top - RING, right + RING - 1, bottom + RING - 1), fill=255)
    pen.rectangle((left, top, right - 1, bottom - 1), fill=0)
    if not ring.getbbox():
        return (128, 128, 128)
    return tuple(round(level) for level in ImageStat.Stat(picture, ring).mean)


def _lighter(colour: Colour) -> Colour:
    """A shade apart that can be seen on any colour."""
    step = SHADE if sum(colour) < 3 * 160 else -SHADE
    return tuple(max(0, min(255, level + step)) for level in colour)


def _webp(picture: Image.Image, size: int) -> bytes:
    small = picture.copy()
    small.thumbnail((size, size), Image.Resampling.BOX, reducing_gap=None)
    out = BytesIO()
    small.save(out, "WEBP", quality=QUALITY, method=0)
    return out.getvalue()
