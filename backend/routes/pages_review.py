"""The reviewer's queue: the own kelurahan's reports, oldest first, one state at a time."""

from uuid import UUID

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from backend.people.roles import Action
from backend.reports.moves import State
from backend.reports.ports import NotFound
from backend.reports.report import Report
from backend.routes.doors import may, within
from backend.routes.pages_case_can import undoable
from backend.wiring import parts

bp = Blueprint("pages_review", __name__)

PAGE = 50
"""Rows."""
TABS = (State.RECEIVED, State.NEEDS_INFO, State.VERIFIED, State.REJECTED)
"""Always offered; other states only while a report is in them."""


@bp.get("/tinjau")
@may(Action.REVIEW)
def queue() -> ResponseReturnValue:
    """`keadaan` is the state, `setelah` the id of the last row seen, `dari` the report decided last."""
    reports = parts().reports
    state = asked_state()
    lines = reports.queue(g.scopes.filter, [state], after=asked_id("setelah"), limit=PAGE + 1)
    counts = reports.counts(g.scopes.filter)
    return render_template(
        "queue.html",
        lines=lines[:PAGE],
        onward=lines[PAGE - 1].id if len(lines) > PAGE else None,
        state=state,
        counts=counts,
        tabs=[s for s in State if s in TABS or counts.get(s)],
        decided=decided_last(),
    )


def asked_state() -> State:
    asked = request.args.get("keadaan", "")
    return State(asked) if asked in list(State) else State.RECEIVED


def asked_id(name: str) -> str | None:
    """An id out of the address, or None: what is no id is not passed on to a store."""
    try:
        return str(UUID(request.args.get(name, "")))
    except ValueError:
        return None


def decided_last() -> Report | None:
    """The report this person decided before coming here, for the message and the undo."""
    report_id = asked_id("dari")
    try:
        report = parts().reports.get(report_id) if report_id else None
        if report:
            within(report.kelurahan)
    except NotFound:
        return None
    return report if report and report.steps[-1].by.id == g.person.id else None


bp.add_app_template_test(undoable)
