"""The public page of a published report."""

from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue

from backend.routes.doors import anyone
from backend.routes.pages_kept import kept
from backend.routes.pages_map import around
from backend.wiring import parts

bp = Blueprint("pages_report", __name__)


@bp.get("/laporan/<uuid:report_id>")
@anyone
def report(report_id: UUID) -> ResponseReturnValue:
    """Raises NotFound where nothing was published, or no longer is."""
    shown = parts().public.showcase.get(str(report_id)).document
    return kept(
        "report.html",
        shown=shown,
        drawing=around(parts().city.outlines(), shown["kelurahan"]),
    )
