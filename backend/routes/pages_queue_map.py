"""The reports of one page of the queue on a map, beside the list or above it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from backend.people.roles import Action
from backend.reports.ports import Page
from backend.routes.doors import may
from backend.routes.pages_map import Drawing, Point
from backend.routes.pages_review import page_of
from backend.routes.queue_asked import Asked
from backend.wiring import parts

bp = Blueprint("pages_queue_map", __name__)

SPAN_MIN = 0.004
"""Degrees, some 450 m: of a single ditch one wants to see the street."""
ROOM = 1.2
"""Times as wide as the points need."""


@dataclass(frozen=True, slots=True)
class Pin:
    """In the units of the drawing."""

    id: str
    category: str
    at: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pinned:
    """`nowhere` are rows without a point."""

    drawing: Drawing
    pins: tuple[Pin, ...]
    nowhere: int


@bp.get("/tinjau/peta")
@may(Action.REVIEW)
def queue_map() -> ResponseReturnValue:
    """A part of the page, for the list with the same address."""
    asked = Asked.of(request.args)
    return render_template("parts/queue/map.html", pinned=pinned(page_of(asked)), asked=asked)


def pinned(page: Page) -> Pinned | None:
    """None when no row has a point."""
    spots = dict(_spots(page))
    if not spots:
        return None
    drawing = _window(spots)
    pins = (Pin(x.id, x.category, drawing.spot(*spots[x.id])) for x in page.lines if x.id in spots)
    return Pinned(drawing, tuple(pins), len(page.lines) - len(spots))


def _spots(page: Page) -> Iterator[tuple[str, Point]]:
    for report in parts().reports.whole([line.id for line in page.lines]):
        where = report.envelope.where
        if where and where.source != "none":
            yield report.id, (where.lon, where.lat)


def _window(spots: Mapping[str, Point]) -> Drawing:
    """A square around all of them."""
    lons, lats = zip(*spots.values(), strict=True)
    half = max(SPAN_MIN, max(lons) - min(lons), max(lats) - min(lats)) * ROOM / 2
    lon, lat = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    return Drawing(parts().city.outlines(), lon - half, lat - half, lon + half, lat + half)


@bp.app_context_processor
def on_the_map() -> dict[str, object]:
    """For a list that is asked for with its map."""
    return {"pinned_of": pinned}
