"""Nothing of what was covered is left in the picture that is shown."""

import random

import pytest
from PIL import Image, ImageChops, ImageStat

from media.cover import covered
from media.photo import SIZES, Unusable, copies
from tests.media.drawing import chunks, decoded, encoded
from tests.media.people import face, plate, street

PART = (0.4, 0.3, 0.2, 0.3)


def with_inside(seed: int) -> bytes:
    """The same street, lossless, and in the part something else for each seed."""
    picture = street(3)
    inside = (face(200, (205, 160, 130)), plate(200, dark=True, says=f"KT {seed} XY"))[seed % 2]
    noise = Image.frombytes("RGB", (256, 288), random.Random(seed).randbytes(256 * 288 * 3))
    picture.paste(noise, (512, 288))
    picture.paste(inside, (540, 330), inside)
    return encoded(picture, "WEBP", lossless=True, method=0)


def test_pictures_that_differ_only_in_what_is_covered_become_the_same_bytes() -> None:
    shown = [covered(with_inside(seed), [PART], SIZES) for seed in range(4)]

    assert all(other == shown[0] for other in shown)


def test_without_the_cover_they_differ() -> None:
    """So that the test above means something."""
    assert len({covered(with_inside(seed), [], (320,))[320] for seed in range(4)}) == 4


def test_what_lies_outside_stays_as_it_was() -> None:
    before = decoded(with_inside(1)).convert("RGB")

    after = decoded(covered(with_inside(1), [PART], (1280,))[1280])

    left = (0, 0, 440, before.height)
    assert max(ImageStat.Stat(ImageChops.difference(before.crop(left), after.crop(left))).mean) < 6


@pytest.mark.parametrize(
    "part",
    [(0, 0, 1, 1), (0.9, 0.9, 0.5, 0.5), (-0.2, -0.2, 0.3, 0.3), (0, 0, 0, 0), (0.5, 0.5, 0.0001, 0.9)],
)
def test_a_part_at_the_border_or_of_no_size_is_covered_too(part: tuple[float, float, float, float]) -> None:
    shown = covered(with_inside(2), [part], SIZES)

    assert {size: decoded(copy).size for size, copy in shown.items()} == {1280: (1280, 960), 320: (320, 240)}


def test_what_is_shown_has_nothing_but_pixels() -> None:
    copy = copies(encoded(street(1), "JPEG", comment="Jalan Rahasia"))[1280]

    shown = covered(copy, [PART, PART], SIZES)

    assert [chunks(picture) for picture in shown.values()] == [[b"VP8 "], [b"VP8 "]]


def test_a_copy_that_is_damaged_is_refused() -> None:
    with pytest.raises(Unusable):
        covered(with_inside(1)[:2000], [PART], SIZES)
