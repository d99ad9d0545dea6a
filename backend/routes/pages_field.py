"""Offline review: cases of the queue taken along on the phone, decided where they are."""

from typing import Any

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from backend.people.roles import Action
from backend.reports.report import Photo, Report
from backend.routes.doors import may
from backend.routes.marker import API
from backend.routes.pages_case_about import About
from backend.routes.pages_case_shown import shown
from backend.routes.pages_labels import category_label, kelurahan_name
from backend.routes.queue_asked import Asked
from backend.routes.queue_places import after, in_address
from backend.wiring import parts

bp = Blueprint("pages_field", __name__)

MOST = 200
"""Cases on one phone."""
DAYS = 3
"""After so many they are removed from the phone."""
STRETCH = 20
"""Cases in one answer: a cut connection costs no more."""


@bp.get("/tinjau/lapangan")
@may(Action.REVIEW)
def field() -> ResponseReturnValue:
    """The page that opens without a network. The cases are on the phone; the address holds the filter."""
    return render_template("field.html", most=MOST, days=DAYS, state=Asked.of(request.args).state)


@bp.get("/tinjau/lapangan/kasus")
@may(Action.REVIEW)
def cases() -> ResponseReturnValue:
    """A stretch of the queue, whole cases. `setelah` is the place of the last one had."""
    reports = parts().reports
    state, place = Asked.of(request.args).state, after(request.args.get("setelah", ""))
    lines = reports.queue(g.scopes.filter, [state], after=place, limit=STRETCH + 1)
    return {
        "api": API,
        "cases": [_taken(reports.get(line.id)) for line in lines[:STRETCH]],
        "onward": in_address(lines[STRETCH - 1].turn) if len(lines) > STRETCH else None,
    }


def _taken(report: Report) -> dict[str, Any]:
    """`place` is where it was captured: degrees, or None."""
    facts = shown(report)
    where = facts["where"]
    return {
        "id": report.id,
        "version": report.version,
        "number": report.number,
        "title": category_label(report.category),
        "area": kelurahan_name(report.kelurahan),
        "rt": report.envelope.rt or "",
        "note": report.envelope.note,
        "place": {"lat": where.lat, "lon": where.lon} if where else None,
        "pictures": [
            *(_picture(report, photo) for photo in report.photos if not photo.unusable),
            *_earlier(facts["about"]),
        ],
        "html": render_template("parts/case/whole.html", **facts),
    }


def _earlier(about: About | None) -> list[str]:
    """Of the report the case is about; of another kelurahan's no picture is taken along."""
    held = about is not None and about.earlier.startswith("/api/")
    return [f"{about.earlier.removesuffix('1280')}320"] if about and held else []


def _picture(report: Report, photo: Photo) -> str:
    """Small: a phone keeps hundreds."""
    size = "320" if photo.derived_at else "thumb"
    return f"/api/v1/reports/{report.id}/photos/{photo.sha256}/{size}"
