"""Which coordinates a file is in, and from UTM zone 50 north to degrees."""

import re

import numpy as np
from numpy.typing import NDArray

Degrees = NDArray[np.float64]

RADIUS, FLATTENING = 6_378_137.0, 1 / 298.257223563  # WGS84
SCALE, FALSE_EASTING, MERIDIAN = 0.9996, 500_000.0, 117.0  # UTM 50 N

UTM_50N = re.compile(r"(?i)utm[ _]zone[ _]50n|epsg:+(32650|23870|9480)\b")
"""EPSG 32650 is WGS84; 23870 DGN95 and 9480 SRGI2013, of Indonesia, differ from it by less than a metre."""

DEGREES = re.compile(r"(?i)crs:?84|epsg:+(4326|4755|9470)\b|wgs[ _]?(19)?84|dgn[ _]?(19)?95|srgi[ _]?2013")
PROJECTED = re.compile(r"(?i)\bproj(cs|crs)\b")


class OtherCoordinates(ValueError):
    """The file is in coordinates that are not understood here."""


def is_utm(crs: str) -> bool:
    """Whether the text (WKT of a .prj, or a name such as EPSG:32650) means UTM 50 N, not degrees.

    Raises OtherCoordinates when it means neither.
    """
    if UTM_50N.search(crs):
        return True
    if crs.strip() and (PROJECTED.search(crs) or not DEGREES.search(crs)):
        raise OtherCoordinates(
            f"The file is in coordinates we cannot read ({' '.join(crs.split())[:80]}…). "
            "Export it as WGS84 longitude and latitude (EPSG:4326) or UTM zone 50N (EPSG:32650)."
        )
    return False


def utm_to_degrees(points: NDArray[np.float64]) -> Degrees:
    """Easting and northing in metres to longitude and latitude in degrees, to a millimetre (Krüger 1912)."""
    n = FLATTENING / (2 - FLATTENING)
    rectifying = RADIUS / (1 + n) * (1 + n**2 / 4 + n**4 / 64)
    betas = (n / 2 - 2 / 3 * n**2 + 37 / 96 * n**3, n**2 / 48 + n**3 / 15, 17 / 480 * n**3)
    deltas = (2 * n - 2 / 3 * n**2 - 2 * n**3, 7 / 3 * n**2 - 8 / 5 * n**3, 56 / 15 * n**3)
    xi = points[:, 1] / (SCALE * rectifying)
    eta = (points[:, 0] - FALSE_EASTING) / (SCALE * rectifying)
    sphere = xi + 1j * eta
    sphere = sphere - sum(beta * np.sin(2 * k * sphere) for k, beta in enumerate(betas, 1))
    conformal = np.arcsin(np.sin(sphere.real) / np.cosh(sphere.imag))
    latitude = conformal + sum(delta * np.sin(2 * k * conformal) for k, delta in enumerate(deltas, 1))
    longitude = np.arctan2(np.sinh(sphere.imag), np.cos(sphere.real))
    return np.column_stack((MERIDIAN + np.degrees(longitude), np.degrees(latitude)))
