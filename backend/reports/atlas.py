"""Draws what residents read: the city, each kelurahan, each published report.

Pages and feeds read these documents and nothing else: a careless query in a page cannot show a private row.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from backend.reports import published
from backend.reports.moves import PUBLIC, State
from backend.reports.ports import Catalogue, Clock, NotFound, Reports, Snapshots
from backend.reports.report import Report

CITY = "city"
LATELY = 12
"""Reports on the city's list of what happened."""
DOTS = 300
"""Reports on a map, newest step first."""
LISTED = 60
"""Reports on a kelurahan's page."""


def draw(
    report_id: str,
    places: Iterable[str],
    *,
    reports: Reports,
    snapshots: Snapshots,
    catalogue: Catalogue,
    clock: Clock,
    kelurahan: Collection[str],
) -> None:
    """Draw anew every document the report appears in, or must vanish from. May run twice, and beside itself.

    It may be gone itself. `places` are the kelurahan it was ever in, `kelurahan` those of the whole city.
    The time is taken before anything is read: of two drawings the one that began later knows more, and a
    store keeps that one.
    """
    at = clock()
    _draw_report(report_id, reports, snapshots, catalogue, at)
    for code in places:
        snapshots.put(kelurahan_name(code), of_kelurahan(code, reports, catalogue), at=at)
    snapshots.put(CITY, of_city(kelurahan, reports, catalogue), at=at)


def _draw_report(
    report_id: str, reports: Reports, snapshots: Snapshots, catalogue: Catalogue, at: datetime
) -> None:
    """Looks again after drawing: a report taken back, or removed, meanwhile must not reappear."""
    if report := _public(report_id, reports):
        members = reports.members([report.id]).get(report.id, ())
        snapshots.put(report_name(report.id), published.full(report, catalogue, members), at=at)
    if not _public(report_id, reports):
        snapshots.remove(report_name(report_id))


def _public(report_id: str, reports: Reports) -> Report | None:
    try:
        report = reports.get(report_id)
    except NotFound:
        return None
    return report if report.state in PUBLIC else None


def report_name(report_id: str) -> str:
    return f"report/{report_id}"


def kelurahan_name(code: str) -> str:
    return f"kelurahan/{code}"


def of_kelurahan(code: str, reports: Reports, catalogue: Catalogue) -> dict[str, Any]:
    """How a neighbourhood stands: counts by state, categories of what is listed, the newest reports."""
    shown = reports.public(code, limit=DOTS)
    return {
        "code": code,
        "counts": _public_counts(reports.counts([code])),
        "categories": Counter(report.category for report in shown),
        "reports": briefs(shown[:LISTED], reports, catalogue),
        "dots": _dots(shown, catalogue),
    }


def of_city(codes: Iterable[str], reports: Reports, catalogue: Catalogue) -> dict[str, Any]:
    """The city at a glance."""
    shown = reports.public(limit=DOTS)
    return {
        "counts": _public_counts(reports.counts(None)),
        "kelurahan": {code: _public_counts(reports.counts([code])) for code in codes},
        "lately": briefs(shown[:LATELY], reports, catalogue),
        "dots": _dots(shown, catalogue),
    }


def briefs(shown: Sequence[Report], reports: Reports, catalogue: Catalogue) -> list[dict[str, Any]]:
    """What residents read of each on a list, with what is merged into it."""
    members = reports.members([report.id for report in shown])
    return [published.brief(report, catalogue, members.get(report.id, ())) for report in shown]


def _dots(shown: Iterable[Report], catalogue: Catalogue) -> list[dict[str, Any]]:
    """One per cell of the grid, with how many reports lie in it and the state of the newest."""
    cells: dict[tuple[float, float], dict[str, Any]] = {}
    for brief in (published.brief(report, catalogue) for report in shown):
        if place := brief["cell"]:
            dot = cells.setdefault((place["lat"], place["lon"]), {**place, "n": 0, "state": brief["state"]})
            dot["n"] += 1
    return list(cells.values())


def _public_counts(counts: dict[State, int]) -> dict[str, int]:
    return {state.value: counts[state] for state in PUBLIC if counts.get(state)}
