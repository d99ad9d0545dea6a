"""How alike two pictures look."""

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image

WINDOW = 8
STEADY = (0.01 * 255) ** 2, (0.03 * 255) ** 2

Values = NDArray[np.float64]


def ssim(original: bytes, copy: bytes) -> float:
    """Structural similarity (Wang et al. 2004) of a smaller copy and the original at its size; 1 is the same.

    Of the brightness, over windows of 8 x 8 pixels that do not overlap, all weighing the same.
    """
    with Image.open(io.BytesIO(copy)) as small, Image.open(io.BytesIO(original)) as large:
        shown = large.convert("L").resize(small.size, Image.Resampling.LANCZOS)
        one, other = _windows(shown), _windows(small.convert("L"))
    steady, firm = STEADY
    mean, its_mean = one.mean(axis=1), other.mean(axis=1)
    spread, its_spread = one.var(axis=1), other.var(axis=1)
    together = (one * other).mean(axis=1) - mean * its_mean
    alike = (2 * mean * its_mean + steady) * (2 * together + firm)
    whole = (mean**2 + its_mean**2 + steady) * (spread + its_spread + firm)
    return float((alike / whole).mean())


def _windows(picture: Image.Image) -> Values:
    """One row for each window."""
    pixels = np.asarray(picture, dtype=np.float64)
    rows, columns = (length // WINDOW for length in pixels.shape)
    cut = pixels[: rows * WINDOW, : columns * WINDOW].reshape(rows, WINDOW, columns, WINDOW)
    return cut.swapaxes(1, 2).reshape(rows * columns, WINDOW * WINDOW)
