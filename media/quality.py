"""Whether anything can be seen on a picture: sharpness and light, measured at one size for all."""

from PIL import Image, ImageFilter, ImageStat
from PIL.Image import Resampling

EDGE = 512
"""Long edge in pixels: sharpness depends on the size it is measured at."""
SHARP = 12.0
"""Variance of the Laplacian below which a picture is blurred: squared levels (docs/privacy-photos.md)."""
DARK = 40
"""Three quarters of a dark picture lie below this level of 255."""
LAPLACIAN = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)


def faults(picture: Image.Image) -> tuple[str, ...]:
    """`dark` or `blurred`: what is too dark to be seen cannot be called blurred."""
    grey = picture.convert("L")
    grey.thumbnail((EDGE, EDGE), Resampling.BOX)
    if upper_quartile(grey) < DARK:
        return ("dark",)
    return ("blurred",) if sharpness(grey) < SHARP else ()


def sharpness(grey: Image.Image) -> float:
    """Variance of the Laplacian (Pech-Pacheco et al. 2000)."""
    edges = grey.filter(LAPLACIAN)
    inner = edges.crop(
        (1, 1, max(2, grey.width - 1), max(2, grey.height - 1))
    )  # at the border it does nothing
    return float(ImageStat.Stat(inner).var[0])


def upper_quartile(grey: Image.Image) -> int:
    left = 0.75 * grey.width * grey.height
    for level, count in enumerate(grey.histogram()):
        left -= count
        if left <= 0:
            return level
    return 255
