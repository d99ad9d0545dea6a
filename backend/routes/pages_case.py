"""One case, and the forms that decide it. Works without JavaScript."""

from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue

from backend.people.roles import Action
from backend.reports.choices import Verdict
from backend.reports.moves import MoveRefused
from backend.reports.ports import NotFound, Stale
from backend.reports.report import Report
from backend.routes.deciding import decided, within_reach
from backend.routes.doors import may, within
from backend.routes.errors import answered, told, wants_page
from backend.routes.faults import by_field
from backend.routes.pages_case_form import as_said, filled_in
from backend.routes.pages_case_hold import opened_by_asker
from backend.routes.pages_case_order import asked_for, neighbours
from backend.routes.pages_case_outcome import decided_as_told, meanwhile_told
from backend.routes.pages_case_shown import shown
from backend.routes.pages_review import decided_last
from backend.wiring import parts
from backend.words import say
from sync.envelope import Unreadable

bp = Blueprint("pages_case", __name__)


@bp.get("/tinjau/<uuid:report_id>")
@may(Action.REVIEW)
def case(report_id: UUID) -> ResponseReturnValue:
    g.case = _within_reach(report_id)
    return _page(hold=opened_by_asker(g.case.id))


@bp.get("/tinjau/<uuid:report_id>/isi")
@may(Action.REVIEW)
def contents(report_id: UUID) -> ResponseReturnValue:
    """The case without the page around it: fetched ahead, so that nobody holds it yet."""
    g.case = _within_reach(report_id)
    return _page("parts/case/whole.html")


@bp.post("/tinjau/<uuid:report_id>")
@may(Action.REVIEW)
def decide(report_id: UUID) -> ResponseReturnValue:
    """Decide, then on to the next; a script is told the outcome.

    Raises Stale, MoveRefused, Unreadable, NotFound, OtherOwner.
    """
    as_said()
    g.case = _ever_within_reach(report_id)
    choice = filled_in(g.case)
    g.case = within_reach(report_id, choice)
    after = decided(g.case, choice)
    return redirect(_onward(g.case, after), 303) if wants_page() else (decided_as_told(after), 201)


@bp.errorhandler(Stale)
@bp.errorhandler(MoveRefused)
def colleague_was_faster(_error: Stale | MoveRefused) -> ResponseReturnValue:
    """The case as it stands now, and what was decided meanwhile; what was typed is still in the form."""
    g.case = parts().reports.get(g.case.id)
    if not g.scopes.covers(g.case.kelurahan):  # moved meanwhile: it is another's to see
        return gone(_nothing())
    if not wants_page():
        return meanwhile_told(g.case), 409
    return _page(meanwhile=g.case.steps[-1]), 409


@bp.errorhandler(Unreadable)
def incomplete(error: Unreadable) -> ResponseReturnValue:
    if not g.scopes.covers(g.case.kelurahan):
        return gone(_nothing())
    faults = by_field(error)
    if not wants_page():
        return told(error) | {"why": " ".join(faults.values())}, 422
    return _page(faults=faults), 422


@bp.errorhandler(NotFound)
def gone(error: NotFound) -> ResponseReturnValue:
    """A script is told it in words: it may show them on another page."""
    return answered(error) if wants_page() else (told(error) | {"why": say("bulk.gone")}, 404)


def _within_reach(report_id: UUID) -> Report:
    """Raises NotFound for what lies outside the asker's kelurahan."""
    report = parts().reports.get(str(report_id))
    within(report.kelurahan)
    return report


def _ever_within_reach(report_id: UUID) -> Report:
    """Also what somebody has just moved to another kelurahan. Raises NotFound."""
    report = parts().reports.get(str(report_id))
    if not any(map(g.scopes.covers, report.places)):
        raise _nothing()
    return report


def _nothing() -> NotFound:
    """What lies outside one's kelurahan does not exist; nor does what has just been moved out of it."""
    return NotFound("nothing here under that name")


def _page(template: str = "case.html", **facts: object) -> str:
    return render_template(template, **shown(g.case), decided=decided_last(), **facts)


def _onward(before: Report, after: Report) -> str:
    """The next case of the same queue, or the queue; the same case where that was not what it waited for."""
    if request.form["verdict"] in {Verdict.UNDO, Verdict.SHOW}:
        return f"/tinjau/{after.id}"
    asked, rest = asked_for(before), neighbours(before, 1).onward
    return asked.case(rest[0], dari=after.id) if rest else asked.address(dari=after.id)
