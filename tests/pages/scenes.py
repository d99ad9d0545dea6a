"""Drawn stand-ins for photographs: sky, land, water and what lies in it, repeatable by seed."""

import io
import random
from functools import cache

from PIL import Image, ImageDraw, ImageFilter

SKIES = ((150, 190, 220), (205, 215, 220), (240, 205, 160))
LANDS = ((96, 120, 70), (140, 118, 84), (110, 100, 90))
WATERS = ((86, 98, 80), (104, 92, 66), (70, 110, 120))
RUBBISH = ((230, 230, 235), (40, 90, 170), (200, 60, 50), (30, 30, 35), (220, 190, 60))


@cache
def jpeg(seed: int, long_edge: int = 800) -> bytes:
    """A 4:3 picture."""
    dice = random.Random(seed)
    width, height = long_edge, long_edge * 3 // 4
    picture = Image.new("RGB", (width, height), dice.choice(SKIES))
    pen = ImageDraw.Draw(picture)
    horizon = height * dice.uniform(0.3, 0.5)
    pen.rectangle((0, horizon, width, height), fill=dice.choice(LANDS))
    _houses(pen, dice, width, horizon)
    _ditch(pen, dice, width, height, horizon)
    picture = picture.filter(ImageFilter.GaussianBlur(long_edge / 400))
    grain = Image.effect_noise((width, height), 26).convert("RGB")
    out = io.BytesIO()
    Image.blend(picture, grain, 0.12).save(out, "JPEG", quality=80)
    return out.getvalue()


def _houses(pen: ImageDraw.ImageDraw, dice: random.Random, width: int, horizon: float) -> None:
    for _ in range(4):
        x, w, h = dice.uniform(0, width), width * dice.uniform(0.1, 0.2), horizon * dice.uniform(0.2, 0.5)
        wall = tuple(dice.randint(120, 220) for _ in range(3))
        pen.rectangle((x, horizon - h, x + w, horizon), fill=wall)
        pen.polygon(
            ((x - 8, horizon - h), (x + w / 2, horizon - h * 1.5), (x + w + 8, horizon - h)),
            fill=(120, 60, 45),
        )


def _ditch(pen: ImageDraw.ImageDraw, dice: random.Random, width: int, height: int, horizon: float) -> None:
    middle = width * dice.uniform(0.35, 0.65)
    pen.polygon(
        (
            (middle - width * 0.05, horizon),
            (middle + width * 0.05, horizon),
            (width * 0.9, height),
            (0, height),
        ),
        fill=dice.choice(WATERS),
    )
    for _ in range(90):
        y = dice.uniform(horizon + height * 0.15, height)
        r = (y - horizon) / height * width * 0.035
        x = middle + dice.uniform(-0.35, 0.35) * width * (y - horizon) / (height - horizon)
        pen.ellipse((x - r, y - r / 2, x + r, y + r / 2), fill=dice.choice(RUBBISH))
