"""The public page of a published report."""

from uuid import UUID

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from backend.reports.ports import NotFound
from backend.routes.doors import anyone
from backend.routes.pages_kept import kept
from backend.routes.pages_map import around
from backend.routes.when import today
from backend.wiring import parts

bp = Blueprint("pages_report", __name__)


@bp.get("/laporan/<uuid:report_id>")
@anyone
def report(report_id: UUID) -> ResponseReturnValue:
    """One that was merged leads to what stands for it. Raises NotFound where nothing is published."""
    showcase = parts().public.showcase
    try:
        drawn = showcase.get(str(report_id))
    except NotFound:
        return redirect(f"/laporan/{showcase.head(str(report_id))}", 303)
    shown = drawn.document
    return kept(
        "report.html",
        of=[drawn.etag],
        shown=shown,
        today=today(),
        heard=request.args.get("suara", ""),
        drawing=around(parts().city.outlines(), shown["kelurahan"]),
    )
