"""A case that is opened is held for five minutes; a colleague reads who has it, and may take it over."""

from uuid import UUID

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from backend.people.roles import Action
from backend.reports.ports import Hold, Unavailable
from backend.routes.api_holds import opened
from backend.routes.doors import may, within
from backend.wiring import parts

bp = Blueprint("pages_case_hold", __name__)


@bp.post("/tinjau/<uuid:report_id>/ambil-alih")
@may(Action.REVIEW)
def take_over(report_id: UUID) -> ResponseReturnValue:
    """What the page's script does with PUT /api/v1/reports/{id}/hold."""
    within(parts().reports.get(str(report_id)).kelurahan)
    opened(str(report_id), over=True)
    return redirect(f"/tinjau/{report_id}", 303)


def opened_by_asker(report_id: str) -> Hold | None:
    """Whose the case is; None when that cannot be kept just now: it is a courtesy, and reading goes on."""
    try:
        return None if _is_fetched_ahead() else opened(report_id)
    except Unavailable:
        return None


def _is_fetched_ahead() -> bool:
    """A browser that guesses where somebody will go says so (the Fetch standard's Sec-Purpose)."""
    return request.headers.get("Sec-Purpose", "").startswith("prefetch")
