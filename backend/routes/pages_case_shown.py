"""All that the templates of a case ask for."""

from typing import Any

from flask import request

from backend.reports.report import Report
from backend.routes import pages_case_told as told
from backend.routes.pages_case_order import ahead
from backend.routes.pages_map import around
from backend.wiring import parts


def shown(report: Report) -> dict[str, Any]:
    """`where` is None when no point is known; `form` is what was typed before a conflict or a fault."""
    where = report.envelope.where
    point = where if where and where.source != "none" else None
    also = (point.lon, point.lat) if point else None
    return {
        "report": report,
        "ahead": ahead(report),
        "told": told.of(report),
        "reasons": parts().city.register().reasons.values(),
        "drawing": around(parts().city.outlines(), report.kelurahan, also=also),
        "where": point,
        "form": request.form,
    }
