"""The picture a link is shared with: 1200 x 630, a photo or a map on the left, words on the right.

Pictures of this size are shown whole beside a link by WhatsApp, Facebook and others (ogp.me).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageOps

from media import chart, mark, photo
from media.chart import TONES, Shape, Spot
from media.lettering import Font, cut, fitted, font, shortened, wrap

WIDTH, HEIGHT = 1200, 630
BYTES_MAX = 150_000
"""WhatsApp leaves out pictures of 300 kB and more; a phone pays for each byte."""
QUALITIES = (86, 78, 70, 60, 45)

LEFT = 560
"""Pixels across of the photo or map."""
EDGE, RIGHT = LEFT + 52, WIDTH - 52
HALF = (HEIGHT - 8) // 2
"""Pixels down of each of two photos: before above, after below."""
GROUND, INK, MUTED, LEAF = "#f6f1e6", "#18261f", "#4f5e55", "#17603f"
TITLE = (62, 54, 46, 40)
"""Pixels of its letters: as large as it fits."""
COUNTS = 344
"""Where they begin, in pixels from above."""
PAD = 26
MARK = 46
"""Pixels of its side."""


@dataclass(frozen=True, slots=True)
class Count:
    n: str
    words: str
    tone: str


@dataclass(frozen=True, slots=True)
class Poster:
    """What it says, and the map it shows where there is no photo. `chip` is words and a tone.

    `after` is how what the photo shows looks by now.
    """

    place: str
    title: str
    foot: str
    brand: str
    chip: tuple[str, str] | None = None
    counts: Sequence[Count] = ()
    shapes: Sequence[Shape] = ()
    spots: Sequence[Spot] = ()
    photo: bytes | None = None
    after: bytes | None = None
    captions: tuple[str, str] = ("", "")
    """Of the photo and of `after`."""


def draw(poster: Poster) -> bytes:
    """JPEG. Raises Unusable for a photo that cannot be decoded."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), GROUND)
    picture.paste(_left(poster), (0, 0))
    pen = ImageDraw.Draw(picture)
    _brand(picture, pen, poster.brand)
    below = _heading(pen, poster)
    _chip(pen, poster.chip, below)
    _counts(pen, poster.counts)
    _line(pen, poster.foot, HEIGHT - 60, font(25), MUTED)
    return _encoded(picture)


@cache
def plain() -> bytes:
    """The one of the site as such (drawn by tests/pages/sharing_screens.py)."""
    return (Path(__file__).parent / "plain.jpg").read_bytes()


def _left(poster: Poster) -> Image.Image:
    if poster.photo is None:
        return chart.draw(poster.shapes, poster.spots, (LEFT, HEIGHT))
    if poster.after is None:
        return _fitted(poster.photo, HEIGHT)
    left = Image.new("RGB", (LEFT, HEIGHT), GROUND)
    for data, words, y in zip((poster.photo, poster.after), poster.captions, (0, HEIGHT - HALF), strict=True):
        left.paste(_fitted(data, HALF), (0, y))
        _caption(ImageDraw.Draw(left), words, y + HALF - 24)
    return left


def _caption(pen: ImageDraw.ImageDraw, words: str, bottom: int) -> None:
    letters = font(28, bold=True)
    pen.rounded_rectangle((24, bottom - 48, 24 + letters.getlength(words) + 36, bottom), 24, GROUND)
    pen.text((42, bottom - 24), words, INK, letters, anchor="lm")


def _fitted(data: bytes, height: int) -> Image.Image:
    return ImageOps.fit(photo.picture(data), (LEFT, height), Image.Resampling.LANCZOS)


def _brand(picture: Image.Image, pen: ImageDraw.ImageDraw, brand: str) -> None:
    picture.paste(LEAF, (EDGE, 44), mark.mask(MARK))
    _line(pen, brand, 48, font(30, bold=True), LEAF, left=EDGE + MARK + 14)


def _heading(pen: ImageDraw.ImageDraw, poster: Poster) -> int:
    """Returns where it ends."""
    _line(pen, poster.place, 142, font(30), MUTED)
    room = 2 if poster.counts else 3
    letters, lines = fitted(poster.title, TITLE, width=RIGHT - EDGE, lines=room)
    y = 184
    for line in lines:
        pen.text((EDGE, y), line, INK, letters)
        y += round(letters.size * 1.16)
    return y + 26


def _chip(pen: ImageDraw.ImageDraw, chip: tuple[str, str] | None, y: int) -> None:
    if chip is None:
        return
    words, tone = chip
    colour, ground = TONES[tone]
    letters = font(31, bold=True)
    shown = cut(words, letters, RIGHT - EDGE - 2 * PAD)
    right = EDGE + letters.getlength(shown) + 2 * PAD
    pen.rounded_rectangle((EDGE, y, right, y + 62), 31, ground, colour, 2)
    pen.text((EDGE + PAD, y + 31), shown, colour, letters, anchor="lm")


def _counts(pen: ImageDraw.ImageDraw, counts: Sequence[Count]) -> None:
    """Two beside two, wherever the title ends: it may have two lines."""
    across = (RIGHT - EDGE) // 2
    for i, count in enumerate(counts):
        left, top = EDGE + (i % 2) * across, COUNTS + (i // 2) * 108
        colour = TONES[count.tone][0]
        pen.line((left, top + 4, left, top + 88), colour, 5)
        pen.text(
            (left + 20, top), cut(count.n, font(52, bold=True), across - 40), colour, font(52, bold=True)
        )
        letters = font(22)
        lines = shortened(wrap(count.words, letters, across - 40), 2, letters, across - 40)
        for n, line in enumerate(lines):
            pen.text((left + 20, top + 58 + n * 26), line, INK, letters)


def _line(
    pen: ImageDraw.ImageDraw, text: str, y: int, letters: Font, colour: str, *, left: int = EDGE
) -> None:
    pen.text((left, y), cut(text, letters, RIGHT - left), colour, letters)


def _encoded(picture: Image.Image) -> bytes:
    """In the best quality that is small enough. All of the colour, or red and green words have soft edges."""
    for quality in QUALITIES:
        drawn = BytesIO()
        picture.save(drawn, "JPEG", quality=quality, subsampling=0, optimize=True, progressive=True)
        if drawn.tell() <= BYTES_MAX:
            break
    return drawn.getvalue()
