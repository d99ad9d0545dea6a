"""Pictures drawn for the tests, and what can be read out of a finished copy."""

from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

HEIC = Path(__file__).with_name("drawn.heic")
"""400 x 300, drawn and encoded for this test with pillow-heif: the corner is red once it stands upright; EXIF
says orientation 6, a position and the name of a maker."""

RED, GREEN, YELLOW = (200, 40, 40), (30, 120, 60), (240, 230, 120)


def scene(width: int = 400, height: int = 300) -> Image.Image:
    """A red quarter at the top left on green, with a yellow disc."""
    picture = Image.new("RGB", (width, height), GREEN)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, width // 2, height // 2), fill=RED)
    pen.ellipse((width * 0.6, height * 0.6, width * 0.9, height * 0.9), fill=YELLOW)
    return picture


def encoded(picture: Image.Image, kind: str, **options: Any) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def decoded(data: bytes) -> Image.Image:
    picture = Image.open(BytesIO(data))
    picture.load()
    return picture


def chunks(webp: bytes) -> list[bytes]:
    """Names of the RIFF chunks of a WebP file: EXIF, XMP and ICCP would show here."""
    names, at = [], 12
    while at < len(webp):
        names.append(webp[at : at + 4])
        size = int.from_bytes(webp[at + 4 : at + 8], "little")
        at += 8 + size + size % 2
    return names


def near(pixel: object, colour: tuple[int, int, int], tolerance: int = 24) -> bool:
    """Lossy encoding moves colours a little."""
    assert isinstance(pixel, tuple)
    return all(abs(one - other) <= tolerance for one, other in zip(pixel, colour, strict=True))
