"""Whether anything can be seen on a picture."""

import pytest
from PIL import Image, ImageEnhance, ImageFilter

from media.quality import faults
from tests.media.people import street


@pytest.fixture(scope="module")
def clear() -> Image.Image:
    return street(1)


def test_a_clear_picture_has_no_faults(clear: Image.Image) -> None:
    assert faults(clear) == ()


@pytest.mark.parametrize("radius", [4, 8, 16])
def test_a_blurred_picture_is_named(clear: Image.Image, radius: int) -> None:
    assert faults(clear.filter(ImageFilter.GaussianBlur(radius))) == ("blurred",)


@pytest.mark.parametrize("radius", [0.5, 1])
def test_a_lens_of_a_cheap_phone_is_not_called_blurred(clear: Image.Image, radius: float) -> None:
    assert faults(clear.filter(ImageFilter.GaussianBlur(radius))) == ()


@pytest.mark.parametrize("light", [0.05, 0.15, 0.2])
def test_a_dark_picture_is_named(clear: Image.Image, light: float) -> None:
    assert faults(ImageEnhance.Brightness(clear).enhance(light)) == ("dark",)


def test_an_evening_is_not_dark(clear: Image.Image) -> None:
    assert faults(ImageEnhance.Brightness(clear).enhance(0.6)) == ()


@pytest.mark.parametrize("size", [(1, 1), (2, 1), (1, 60)])
def test_a_picture_of_a_few_pixels_is_judged_all_the_same(size: tuple[int, int]) -> None:
    assert faults(Image.new("RGB", size, "white")) == ("blurred",)
