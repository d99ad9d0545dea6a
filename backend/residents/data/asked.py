"""Which reports a program asks for, out of the parameters of an address."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil, floor, isfinite
from typing import TypeVar

from backend.reports.coarse import CELL_DEG
from backend.reports.wita import WITA
from backend.residents.item import Standing
from backend.residents.ports import Box, Place, Wanted

T = TypeVar("T")
Corners = tuple[float, float, float, float]
Period = tuple[date | None, date | None]
"""First and last day; None is open."""

LIMIT, LIMIT_MAX = 100, 1000
"""Reports on a page, unless said otherwise, and at most."""
FILTERS = ("bbox", "kelurahan", "category", "state", "since", "until")
PAGING = ("limit", "cursor")
CORNERS = {4: (0, 1, 2, 3), 6: (0, 1, 3, 4)}
"""Where west, south, east and north stand in a bbox; one of six numbers tells heights, too (RFC 7946, 5)."""
ID = re.compile(r"[0-9a-f-]{1,40}")
OPEN_ENDS = ("", "..")


class Unfit(ValueError):
    """A parameter that says nothing we understand, or that we do not know."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{name}: {problem}")
        self.name, self.problem = name, problem


@dataclass(frozen=True, slots=True)
class Asked:
    """A page of the list: which reports, from which place on, how many."""

    wanted: Wanted
    after: Place | None
    limit: int


def page(query: Mapping[str, str]) -> Asked:
    """Raises Unfit."""
    return Asked(wanted(query), _read(query, "cursor", _place), limit(query))


def wanted(query: Mapping[str, str]) -> Wanted:
    """Raises Unfit."""
    return Wanted(
        kelurahan=query.get("kelurahan") or None,
        categories=_read(query, "category", _several) or (),
        standings=_read(query, "state", _standings) or (),
        since=_read(query, "since", _day),
        until=_read(query, "until", _day),
        box=_read(query, "bbox", _box),
    )


def limit(query: Mapping[str, str]) -> int:
    """Raises Unfit."""
    return _read(query, "limit", _limit) or LIMIT


def corners(query: Mapping[str, str]) -> Corners | None:
    """West, south, east and north of the `bbox`, in degrees. Raises Unfit."""
    return _read(query, "bbox", _corners)


def only(query: Mapping[str, str], known: tuple[str, ...]) -> None:
    """A misspelt filter would answer with everything. Raises Unfit."""
    for name in query:
        if name not in known:
            raise Unfit(name, f"is no parameter here; known are {', '.join(known)}")


def period(text: str) -> Period:
    """An instant or an interval of OGC API - Features (7.15.4), as days of Bontang. Raises Unfit.

    A report is known by its day: any moment of it asks for all of it.
    """
    first, slash, last = text.partition("/")
    try:
        ends = [None if end in OPEN_ENDS else _moment(end) for end in ((first, last) if slash else (text,))]
    except ValueError as cause:
        raise Unfit("datetime", "is neither a moment nor two with a slash between (RFC 3339)") from cause
    since, until = ends[0], ends[-1]
    if (not slash and since is None) or (since and until and since > until):
        raise Unfit("datetime", "ends before it begins" if slash else "is empty")
    return since, until


def cursor(place: Place) -> str:
    """The place as a program hands it back."""
    return f"{place.reported_on.isoformat()}.{place.id}"


def _read(query: Mapping[str, str], name: str, read: Callable[[str], T]) -> T | None:
    if not (text := query.get(name, "")):
        return None
    try:
        return read(text)
    except (ValueError, OverflowError) as cause:
        raise Unfit(name, PROBLEMS[name]) from cause


PROBLEMS = {
    "bbox": "is not west,south,east,north in degrees",
    "cursor": "is none of ours: follow the link `next`",
    "limit": "is not a whole number from 1 on",
    "state": f"is none of {', '.join(Standing)}",
    "since": "is no day like 2026-11-30",
    "until": "is no day like 2026-11-30",
    "category": "names none",
}


def _several(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(","))


def _standings(text: str) -> tuple[Standing, ...]:
    return tuple(Standing(part) for part in _several(text))


def _limit(text: str) -> int:
    """More than we give is no mistake: the page is as long as pages are."""
    if (limit := int(text)) < 1:
        raise ValueError(text)
    return min(limit, LIMIT_MAX)


def _day(text: str) -> date:
    return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone


def _moment(text: str) -> date:
    """A day of Bontang; a moment needs its zone. GDAL 3.6 writes a day as `2026-11-30T`."""
    if "T" not in text.upper().removesuffix("T"):
        return _day(text.removesuffix("T"))
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    try:
        return moment.astimezone(WITA).date()
    except OverflowError:  # the first or last day of the calendar, by which programs say "all"
        return moment.date()


def _place(text: str) -> Place:
    day, _, report_id = text.partition(".")
    if not ID.fullmatch(report_id):
        raise ValueError(text)
    return Place(_day(day), report_id)


def _box(text: str) -> Box:
    """The cells whose middle lies in it: the middle is what is told of a place."""
    west, south, east, north = _corners(text)
    return Box(_first(west), _first(south), _last(east), _last(north))


def _corners(text: str) -> Corners:
    numbers = [float(part) for part in text.split(",")]
    if len(numbers) not in CORNERS or not all(map(isfinite, numbers)):
        raise ValueError(text)
    west, south, east, north = (numbers[place] for place in CORNERS[len(numbers)])
    if south > north:
        raise ValueError(text)
    if west > east:  # across the 180th meridian: from west on eastwards, where we are
        east += 360
    return west, south, east, north


def _first(degrees: float) -> int:
    return ceil(round(_clipped(degrees) / CELL_DEG - 0.5, 6))


def _last(degrees: float) -> int:
    return floor(round(_clipped(degrees) / CELL_DEG - 0.5, 6))


def _clipped(degrees: float) -> float:
    """A whole number a database can hold."""
    return max(-540.0, min(540.0, degrees))
