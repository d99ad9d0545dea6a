"""Is this the same scene? A difference hash (dHash) of a picture.

Each bit says whether a cell of a 9 x 8 picture is darker than the one to its right. Making small, encoding
anew and other light change few bits; another scene about half of the 64.
"""

from itertools import pairwise

from PIL import Image
from PIL.Image import Resampling

FLAT = 8
"""Levels of 255 between the darkest and the brightest cell: below, the bits say nothing but noise."""


def likeness(picture: Image.Image) -> str:
    """16 hex digits; empty for a picture without contrast, which resembles everything."""
    cells = picture.convert("L").resize((9, 8), Resampling.BOX).tobytes()
    if max(cells) - min(cells) < FLAT:
        return ""
    rows = [cells[begin : begin + 9] for begin in range(0, 72, 9)]
    bits = "".join("01"[here < there] for row in rows for here, there in pairwise(row))
    return f"{int(bits, 2):016x}"
