"""All that the templates of a case ask for."""

from typing import Any

from flask import request

from backend.reports import deadlines, proofs
from backend.reports.report import Report
from backend.routes import pages_case_told as told
from backend.routes.api_duplicates import likely, proposals
from backend.routes.pages_case_about import about
from backend.routes.pages_case_can import can
from backend.routes.pages_case_order import asked_for, neighbours
from backend.routes.pages_case_starts import starts
from backend.routes.pages_map import around
from backend.routes.seen_before import seen_before
from backend.routes.when import today
from backend.wiring import parts


def shown(report: Report) -> dict[str, Any]:
    """`where`: None, no point is known. `due`: None, nothing is awaited. `form` is what was typed before."""
    where = report.envelope.where
    point = where if where and where.source != "none" else None
    offered, before = can(report), seen_before(report)
    also = (point.lon, point.lat) if point else None
    return {
        "report": report,
        "can": offered,
        "asked": asked_for(report),
        "about": about(report),
        "settled_by": proofs.standing(report, parts().reports),
        "beside": neighbours(report),
        "due": deadlines.due(report, parts().city),
        "now": parts().clock(),
        "told": told.of(report, before),
        "register": parts().city.register(),
        "reasons": parts().city.reasons(report.category, today()),
        "agencies": agencies(report),
        "starts": starts(report),
        "candidates": likely(report, before) if "merge" in offered else (),
        "drawing": around(parts().city.outlines(), report.kelurahan, also=also),
        "where": point,
        "form": request.form,
    }


def agencies(report: Report) -> list[tuple[str, str]]:
    """In office today, proposed ones first: code, and why it is proposed (empty: it is not)."""
    return [(one.opd, one.why) for one in proposals(report)]
