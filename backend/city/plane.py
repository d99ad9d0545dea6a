"""Bontang as a plane: degrees of WGS84 to metres and back.

The city lies on the equator and is 25 km across: one scale for each axis is right to 0.01 %.
"""

from typing import TypeVar

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

METRES = np.array([111_319.2, 110_574.4])
"""One degree of longitude and of latitude at 0.13° north (WGS84)."""

Shape = TypeVar("Shape", bound=BaseGeometry)


def to_metres(shape: Shape) -> Shape:
    return shapely.transform(shape, _times)


def to_degrees(shape: Shape) -> Shape:
    return shapely.transform(shape, _divided)


def _times(points: NDArray[np.float64]) -> NDArray[np.float64]:
    scaled: NDArray[np.float64] = points * METRES
    return scaled


def _divided(points: NDArray[np.float64]) -> NDArray[np.float64]:
    scaled: NDArray[np.float64] = points / METRES
    return scaled
