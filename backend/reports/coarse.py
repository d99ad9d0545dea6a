"""Where residents read that something is: a cell of a fixed grid and its RT, never the place itself."""

import re
from math import floor

from backend.reports.ports import Sensitive
from sync.envelope import Place

CELL_DEG = 0.001
"""About 111 m at the equator, where Bontang lies: degrees of longitude are as long as those of latitude."""
DIGITS = 4
_RT = re.compile(r"(?:rt)?[\s.]*0*([1-9][0-9]{0,2})", re.IGNORECASE)


def shown(place: Place | None, rt: str | None, sensitive: Sensitive) -> dict[str, object]:
    """The members every public document tells a place with; `within` says how much of it is told.

    Of a sensitive category there is no cell, and the RT only where the register allows it.
    """
    return {
        "cell": cell(place) if sensitive == "no" else None,
        "rt": numbered(rt) if sensitive != "kelurahan" else None,
        "within": sensitive,
    }


def numbered(rt: str | None) -> str | None:
    """An RT as its three digits, 012, however it was typed; None of anything else, which could be a name."""
    found = _RT.fullmatch(rt.strip()) if rt else None
    return found[1].zfill(3) if found else None


def cell(place: Place | None) -> dict[str, float] | None:
    """The middle of the cell, degrees WGS84: the same for every place in it, so averaging gains nothing."""
    if place is None or place.source == "none":
        return None
    return {"lat": _middle(place.lat), "lon": _middle(place.lon)}


def _middle(degrees: float) -> float:
    return round((floor(degrees / CELL_DEG) + 0.5) * CELL_DEG, DIGITS)
