"""What an agency is in charge of, to read. Accepting and handing back come with dispositions."""

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue

from backend.people.roles import Action, Scopes
from backend.reports import deadlines, published
from backend.reports.ports import NEVER
from backend.reports.report import Report
from backend.routes.doors import may
from backend.routes.pages_labels import category
from backend.wiring import parts

bp = Blueprint("pages_officer", __name__)

LIMIT = 300
"""Published reports looked through, newest step first."""


@bp.get("/petugas")
@may(Action.WORK)
def work() -> ResponseReturnValue:
    """Published reports the officer's agency is in charge of, as residents see them, first due first."""
    city, agencies = parts().city, sorted(g.scopes.opd)
    mine = [report for report in parts().reports.public(limit=LIMIT) if _is_theirs(g.scopes, report)]
    shown = [(published.brief(report, city), deadlines.due(report, city)) for report in mine]
    shown.sort(key=lambda each: each[1] or NEVER)  # beside one another as they come: newest step first
    return render_template("officer.html", shown=shown, agencies=agencies, now=parts().clock())


def _is_theirs(reach: Scopes, report: Report) -> bool:
    """It was handed to them, or to nobody yet and they lead its category."""
    known = category(report.category)
    in_charge = report.opd or (known.lead_opd if known else "")
    return reach.city or in_charge in reach.opd
