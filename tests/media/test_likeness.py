"""Two pictures of one shot are alike, whatever was done to them; other scenes are not."""

from collections.abc import Callable

import pytest
from PIL import Image, ImageEnhance

from backend.reports.look import ALIKE, apart
from media.likeness import likeness
from tests.media.drawing import decoded, encoded
from tests.media.people import street

CHANGES: dict[str, Callable[[Image.Image], Image.Image]] = {
    "sent through a messenger": lambda p: decoded(encoded(p.resize((640, 480)), "JPEG", quality=40)),
    "made a thumbnail": lambda p: p.resize((160, 120)),
    "brightened": lambda p: ImageEnhance.Brightness(p).enhance(1.3),
    "darkened": lambda p: ImageEnhance.Brightness(p).enhance(0.7),
    "with more contrast": lambda p: ImageEnhance.Contrast(p).enhance(1.3),
    "cropped by a hundredth": lambda p: p.crop((12, 10, p.width - 12, p.height - 10)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_same_shot_is_alike(change: str) -> None:
    pictures = [street(seed) for seed in range(6)]

    far = max(apart(likeness(picture), likeness(CHANGES[change](picture))) for picture in pictures)

    assert far <= ALIKE


def test_other_scenes_are_not_alike() -> None:
    seen = [likeness(street(seed)) for seed in range(12)]

    near = min(apart(one, other) for place, one in enumerate(seen) for other in seen[:place])

    assert near > 2 * ALIKE


@pytest.mark.parametrize("level", [0, 128, 255])
def test_a_picture_without_contrast_is_like_nothing(level: int) -> None:
    assert likeness(Image.new("RGB", (400, 300), (level, level, level))) == ""


def test_a_likeness_has_64_bits_in_hex() -> None:
    assert [len(likeness(street(seed, 64, 48))) for seed in range(3)] == [16, 16, 16]
