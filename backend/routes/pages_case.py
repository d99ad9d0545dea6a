"""One case, and the forms that decide it. Works without JavaScript."""

from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue

from backend.people.roles import Action
from backend.reports.choices import Choice, Verdict
from backend.reports.moves import MoveRefused
from backend.reports.ports import Stale
from backend.reports.report import Report
from backend.routes import pages_case_told as told
from backend.routes.deciding import decided
from backend.routes.doors import may, within
from backend.routes.pages_map import around
from backend.routes.pages_review import decided_last
from backend.wiring import parts
from sync.envelope import Problem, Unreadable

bp = Blueprint("pages_case", __name__)


@bp.get("/tinjau/<uuid:report_id>")
@may(Action.REVIEW)
def case(report_id: UUID) -> ResponseReturnValue:
    g.case = _within_reach(report_id)
    return _page()


@bp.post("/tinjau/<uuid:report_id>")
@may(Action.REVIEW)
def decide(report_id: UUID) -> ResponseReturnValue:
    """Decide, then on to the next. Raises Stale, MoveRefused, Unreadable, NotFound."""
    g.case = _within_reach(report_id)
    return redirect(_onward(g.case, decided(g.case, _filled_in())), 303)


@bp.errorhandler(Stale)
@bp.errorhandler(MoveRefused)
def colleague_was_faster(_error: Stale | MoveRefused) -> ResponseReturnValue:
    """The case as it stands now, and what was decided meanwhile; what was typed is still in the form."""
    g.case = parts().reports.get(g.case.id)
    return _page(meanwhile=g.case.steps[-1]), 409


@bp.errorhandler(Unreadable)
def incomplete(error: Unreadable) -> ResponseReturnValue:
    return _page(faults={problem.field for problem in error.problems}), 422


def _within_reach(report_id: UUID) -> Report:
    """Raises NotFound for what lies outside the asker's kelurahan."""
    report = parts().reports.get(str(report_id))
    within(report.kelurahan)
    return report


def _page(**facts: object) -> str:
    report: Report = g.case
    where = report.envelope.where
    shown = where if where and where.source != "none" else None
    return render_template(
        "case.html",
        report=report,
        told=told.of(report),
        reasons=parts().city.register().reasons.values(),
        drawing=around(
            parts().city.outlines(), report.kelurahan, also=(shown.lon, shown.lat) if shown else None
        ),
        where=shown,
        decided=decided_last(),
        form=request.form,
        **facts,
    )


def _filled_in() -> Choice:
    """Raises Unreadable when the form is not one of ours."""
    form = request.form
    verdict, version = form.get("verdict", ""), form.get("version", type=int)
    if verdict not in list(Verdict) or not version:
        raise Unreadable(Problem("verdict", "is unknown"))
    return Choice(
        Verdict(verdict),
        version,
        reason=form.get("reason", ""),
        words=form.get("words", ""),
        publish=form.getlist("publish"),
        head=form.get("head", ""),
        kelurahan=form.get("kelurahan", ""),
        category=form.get("category", ""),
        opd=form.get("opd", ""),
        photo="photo" in form,
        id=form.get("id", ""),
    )


def _onward(before: Report, decided: Report) -> str:
    """The next case of the same queue, from the top again at its end; the queue when it is empty."""
    if request.form["verdict"] == Verdict.UNDO:
        return f"/tinjau/{decided.id}"
    reports = parts().reports
    rest = reports.queue(g.scopes.filter, [before.state], after=before.id, limit=1)
    rest = rest or reports.queue(g.scopes.filter, [before.state], limit=1)
    return f"/tinjau/{rest[0].id}?dari={decided.id}" if rest else f"/tinjau?dari={decided.id}"
