"""Which other reports may tell of the same thing: near by, of a related kind, at about the same time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from math import cos, hypot, radians

from backend.reports.merging import HEADS
from backend.reports.ports import Reports
from backend.reports.report import Report
from sync.envelope import Place

NEAR_M = 150.0
"""So far apart two sharp positions of one thing may be."""
BLUR_M = 250.0
"""So much further at most where the phone was not sure: the two stay within what is looked through."""
AROUND = timedelta(days=30)
DEGREE_M = 111_320.0
"""Metres in a degree of latitude."""
LOOKED_THROUGH = 200
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Candidate:
    """How far apart the two are, in metres and in days."""

    report: Report
    metres: float
    days: float

    @property
    def unlikeliness(self) -> float:
        """A month counts as much as the distance at which two things are no longer one."""
        return self.metres / NEAR_M + self.days / AROUND.days


def candidates(
    report: Report, *, reports: Reports, related: Callable[[str, str], bool]
) -> tuple[Candidate, ...]:
    """The likeliest first. None where the report says no place. `related` compares two categories."""
    where = report.envelope.where
    if where is None or where.source == "none":
        return ()
    since = report.captured_estimate - AROUND
    found = reports.near(where, since=since, states=tuple(HEADS), limit=LOOKED_THROUGH)
    others = (
        _compared(report, other, where)
        for other in found
        if other.id != report.id and related(report.category, other.category)
    )
    likely = [one for one in others if one and one.days <= AROUND.days]
    return tuple(sorted(likely, key=lambda one: one.unlikeliness)[:SHOWN])


def _compared(report: Report, other: Report, where: Place) -> Candidate | None:
    there = other.envelope.where
    if there is None:
        return None
    metres = distance_m(where, there)
    apart = abs(report.captured_estimate - other.captured_estimate)
    candidate = Candidate(other, metres, apart / timedelta(days=1))
    return candidate if metres <= NEAR_M + min(BLUR_M, _blur(where) + _blur(there)) else None


def distance_m(one: Place, other: Place) -> float:
    """On a plane that touches the earth there: right to a millimetre over some hundred metres."""
    north = (one.lat - other.lat) * DEGREE_M
    east = (one.lon - other.lon) * DEGREE_M * cos(radians(one.lat))
    return hypot(north, east)


def _blur(place: Place) -> float:
    """Half of what a phone says of itself: a circle it is in two times out of three."""
    return (place.accuracy_m or 0) / 2
