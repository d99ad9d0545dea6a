"""The place of a case on a large map: how sure the phone was, the border, and what is reported around it."""

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from backend.people.roles import Action
from backend.reports.alike import Candidate
from backend.reports.ports import NotFound
from backend.reports.report import Report
from backend.routes.api_duplicates import likely
from backend.routes.doors import may, within
from backend.routes.pages_map import METRES_PER_DEGREE, Drawing, around
from backend.routes.seen_before import seen_before
from backend.wiring import parts
from sync.envelope import Place

bp = Blueprint("pages_case_map", __name__)

HALF_M = 250.0
"""Metres from the middle to the edge, at least."""
BESIDE_M = 800.0
"""What looks alike and lies further off is not drawn: everything else would shrink to a dot."""


@dataclass(frozen=True, slots=True)
class Large:
    """`window` is what is to be seen of the drawing: left, top, width, height in its units.

    `pins` are other reports with their number in the list.
    """

    report: Report
    where: Place
    drawing: Drawing
    window: tuple[int, int, int, int]
    pins: list[tuple[int, Candidate, Place]]
    is_wide: bool

    @property
    def ring_m(self) -> int:
        """Metres from the point to a ring that shows how long they are here."""
        return 500 if self.is_wide else 100

    @property
    def border_m(self) -> int:
        return round(parts().city.find(self.where.lat, self.where.lon).border_m)


@bp.get("/tinjau/<uuid:report_id>/peta")
@may(Action.REVIEW)
def case_map(report_id: UUID) -> ResponseReturnValue:
    """A page of its own; the script of the case shows it over the case. `luas=kelurahan`: the whole of it."""
    report = parts().reports.get(str(report_id))
    within(report.kelurahan)
    where = report.envelope.where
    if where is None or where.source == "none":
        raise NotFound("no place is known")
    is_wide = request.args.get("luas") == "kelurahan"
    return render_template("case_map.html", map=_wide(report, where) if is_wide else _close(report, where))


def _close(report: Report, where: Place) -> Large:
    """Around the point. The drawing reaches twice as far as the window: screens may be wider than high."""
    pins = _pins(report)
    half = max(HALF_M, 1.5 * (where.accuracy_m or 0), *(1.2 * (one.metres or 0) for _, one, _ in pins))
    reach = 2 * half / METRES_PER_DEGREE
    drawing = Drawing(
        parts().city.outlines(), where.lon - reach, where.lat - reach, where.lon + reach, where.lat + reach
    )
    quarter, side = drawing.width // 4, drawing.width // 2
    return Large(report, where, drawing, (quarter, quarter, side, side), pins, is_wide=False)


def _wide(report: Report, where: Place) -> Large:
    drawing = around(parts().city.outlines(), report.kelurahan, also=(where.lon, where.lat))
    window = (0, 0, drawing.width, drawing.height)
    return Large(report, where, drawing, window, _pins(report), is_wide=True)


def _pins(report: Report) -> list[tuple[int, Candidate, Place]]:
    found = likely(report, seen_before(report))
    near = [one for one in found if one.metres is not None and one.metres < BESIDE_M]
    return [(n, one, one.report.envelope.where) for n, one in enumerate(near, 1) if one.report.envelope.where]
