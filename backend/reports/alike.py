"""Which reports may tell of the same thing: near, of a related kind, of that time; or alike in a photo."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from math import cos, hypot, radians

from backend.reports.look import BITS, apart
from backend.reports.merging import HEADS
from backend.reports.ports import NotFound, Reports
from backend.reports.report import Photo, Report
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
UNRELATED = BITS / 2
"""Bits in which two pictures of different things differ, more or less."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A photo of each of two reports, by SHA-256, and in how many bits of 64 their likenesses differ."""

    own: str
    other: str
    apart: int

    @property
    def likeness(self) -> float:
        """1: the same to the eye; unrelated pictures have about a half."""
        return 1 - self.apart / BITS


@dataclass(frozen=True, slots=True)
class Candidate:
    """How far apart the two are, in metres (None: unknown) and days; `pair`: the likest photos."""

    report: Report
    metres: float | None
    days: float
    pair: Pair | None = None

    @property
    def unlikeliness(self) -> float:
        """A month counts as much as the distance at which two things are two, or as unrelated photos."""
        far = 1.0 if self.metres is None else min(2.0, self.metres / NEAR_M)
        seen = 1.0 if self.pair is None else min(1.0, self.pair.apart / UNRELATED)
        return far + min(2.0, self.days / AROUND.days) + seen


def candidates(
    report: Report,
    *,
    reports: Reports,
    related: Callable[[str, str], bool],
    alike: Iterable[str] = (),
) -> tuple[Candidate, ...]:
    """The likeliest first.

    `related` compares two categories. `alike` are ids of reports with a picture like one of this one's: they
    are proposed wherever, whenever and of whatever kind they are.
    """
    near = {one.report.id: one for one in _near(report, reports, related)}
    seen = {one.report.id: one for one in _alike(report, reports, alike)}
    likely = (seen | near).values()
    return tuple(sorted(likely, key=lambda one: one.unlikeliness)[:SHOWN])


def _near(report: Report, reports: Reports, related: Callable[[str, str], bool]) -> Iterator[Candidate]:
    where = _known(report)
    if where is None:
        return
    since = report.captured_estimate - AROUND
    for other in reports.near(where, since=since, states=tuple(HEADS), limit=LOOKED_THROUGH):
        if other.id == report.id or not related(report.category, other.category):
            continue
        there, days = _known(other), _days(report, other)
        if there and days <= AROUND.days and distance_m(where, there) <= _reach(where, there):
            yield compared(report, other)


def _alike(report: Report, reports: Reports, ids: Iterable[str]) -> Iterator[Candidate]:
    for other_id in ids:
        try:
            other = reports.get(other_id)
        except NotFound:  # deleted meanwhile
            continue
        if other.state in HEADS:
            yield compared(report, other)


def compared(report: Report, other: Report) -> Candidate:
    """How far apart two reports are, in place, time and pictures."""
    here, there = _known(report), _known(other)
    metres = distance_m(here, there) if here and there else None
    return Candidate(other, metres, _days(report, other), likest(report.photos, other.photos))


def likest(own: Iterable[Photo], others: Iterable[Photo]) -> Pair | None:
    """None where no picture of one of them can be told by."""
    theirs = list(_told_by(others))
    pairs = [Pair(a, b, apart(x, y)) for a, x in _told_by(own) for b, y in theirs]
    return min(pairs, key=lambda pair: pair.apart, default=None)


def _told_by(photos: Iterable[Photo]) -> Iterator[tuple[str, str]]:
    for photo in photos:
        if photo.look and photo.look.likeness:
            yield photo.sha256, photo.look.likeness


def _known(report: Report) -> Place | None:
    where = report.envelope.where
    return None if where is None or where.source == "none" else where


def _days(report: Report, other: Report) -> float:
    return abs(report.captured_estimate - other.captured_estimate) / timedelta(days=1)


def _reach(where: Place, there: Place) -> float:
    return NEAR_M + min(BLUR_M, _blur(where) + _blur(there))


def distance_m(one: Place, other: Place) -> float:
    """On a plane that touches the earth there: right to a millimetre over some hundred metres."""
    north = (one.lat - other.lat) * DEGREE_M
    east = (one.lon - other.lon) * DEGREE_M * cos(radians(one.lat))
    return hypot(north, east)


def _blur(place: Place) -> float:
    """Half of what a phone says of itself: a circle it is in two times out of three."""
    return (place.accuracy_m or 0) / 2
