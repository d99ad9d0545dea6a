"""Streets with a face or a plate in them, drawn: what the cascades find and miss can be counted."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageDraw, ImageFilter, ImageFont
from PIL.Image import Resampling

SKINS = ((205, 160, 130), (150, 105, 75), (100, 68, 48))
WIDTH, HEIGHT = 1280, 960
Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Street:
    """`box` is where it stands: x, y, width, height as fractions."""

    picture: Image.Image
    kind: str
    box: tuple[float, float, float, float]


def street(seed: int, width: int = WIDTH, height: int = HEIGHT) -> Image.Image:
    """Sky over ground, with boxes and discs of every colour, through a lens, with grain. One's own copy."""
    return _street(seed, width, height).copy()


@cache
def _street(seed: int, width: int, height: int) -> Image.Image:
    dice = random.Random(seed)
    picture = Image.new("RGB", (width, height))
    pen = ImageDraw.Draw(picture)
    for y in range(height):
        pen.line((0, y, width, y), fill=(150 - y // 14, 165 - y // 12, 170 - y // 10))
    for _ in range(60):
        x, y = dice.randrange(width), dice.randrange(height)
        edges = (x, y, x + dice.randrange(20, 200), y + dice.randrange(20, 200))
        draw = pen.ellipse if dice.random() < 0.5 else pen.rectangle
        draw(edges, fill=(dice.randrange(30, 200), dice.randrange(30, 200), dice.randrange(30, 200)))
    grain = Image.frombytes("L", (width, height), dice.randbytes(width * height)).convert("RGB")
    return Image.blend(picture.filter(ImageFilter.GaussianBlur(1.2)), grain, 0.03)


def face(size: int, skin: Colour, tilt: float = 0) -> Image.Image:
    """From the front; `size` is its height in pixels."""
    drawn = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    pen = ImageDraw.Draw(drawn)
    dark, middle, light = (tuple(min(255, int(level * part)) for level in skin) for part in (0.45, 0.8, 1.1))
    pen.ellipse((60, 20, 340, 390), fill=(30, 22, 18))
    pen.ellipse((80, 60, 320, 395), fill=skin)
    for x in (145, 255):
        pen.ellipse((x - 50, 200, x + 40, 300), fill=light)
        pen.rectangle((x - 38, 140, x + 38, 152), fill=(40, 28, 20))
        pen.ellipse((x - 36, 160, x + 36, 200), fill=middle)
        pen.ellipse((x - 26, 166, x + 26, 194), fill=(235, 230, 225))
        pen.ellipse((x - 13, 166, x + 13, 194), fill=(30, 20, 15))
    pen.polygon([(200, 170), (182, 262), (218, 262)], fill=light)
    pen.line((180, 266, 220, 266), fill=dark, width=7)
    pen.ellipse((150, 305, 250, 340), fill=(150, 70, 70))
    pen.line((155, 322, 245, 322), fill=(80, 30, 30), width=5)
    soft = drawn.filter(ImageFilter.GaussianBlur(4)).rotate(tilt, resample=Resampling.BICUBIC)
    return soft.resize((size, size), Resampling.LANCZOS)


def plate(width: int, *, dark: bool, tilt: float = 0, says: str = "KT 1234 AB") -> Image.Image:
    """White on black as until 2022, or black on white as since then."""
    ink, ground = ((240, 240, 240), (20, 20, 20)) if dark else ((15, 15, 15), (240, 240, 240))
    drawn = Image.new("RGBA", (400, 130), ground)
    pen = ImageDraw.Draw(drawn)
    pen.rectangle((6, 6, 393, 123), outline=ink, width=4)
    pen.text((200, 65), says, font=ImageFont.load_default(size=66), fill=ink, anchor="mm")
    turned = drawn.rotate(tilt, expand=True, resample=Resampling.BICUBIC)
    return turned.resize((width, round(width * turned.height / turned.width)), Resampling.LANCZOS)


def with_thing(seed: int, kind: str, thing: Image.Image) -> Street:
    picture = street(seed)
    dice = random.Random(-seed)
    x, y = dice.randrange(WIDTH - thing.width), dice.randrange(HEIGHT - thing.height)
    picture.paste(thing, (x, y), thing)
    return Street(picture, kind, (x / WIDTH, y / HEIGHT, thing.width / WIDTH, thing.height / HEIGHT))


def faces(size: int, tilt: float = 0) -> Iterator[Street]:
    """One of each skin; `size` in pixels of a picture 1280 wide."""
    for seed, skin in enumerate(SKINS):
        yield with_thing(seed, "face", face(size, skin, tilt))


def plates(width: int, tilt: float = 0) -> Iterator[Street]:
    """One dark, one light."""
    for seed, dark in enumerate((True, False)):
        yield with_thing(seed + 10, "plate", plate(width, dark=dark, tilt=tilt))
