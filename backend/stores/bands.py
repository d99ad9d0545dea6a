"""A likeness of 64 bits in four columns of 16, each with an index."""

from collections.abc import Sequence

BANDS = ("band_0", "band_1", "band_2", "band_3")


def bands_of(likeness: str) -> list[int]:
    return [int(likeness[begin : begin + 4], 16) for begin in range(0, 16, 4)]


def likeness_of(bands: Sequence[int]) -> str:
    return "".join(f"{band:04x}" for band in bands)
