"""What an agency is in charge of, to read. Accepting and handing back come with dispositions."""

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue

from backend.people.roles import Action, Scopes
from backend.reports import published
from backend.routes.doors import may
from backend.routes.pages_labels import category
from backend.wiring import parts

bp = Blueprint("pages_officer", __name__)

LIMIT = 300
"""Published reports looked through, newest step first."""


@bp.get("/petugas")
@may(Action.WORK)
def work() -> ResponseReturnValue:
    """Published reports whose category is led by the officer's agency, as residents see them."""
    shown = [published.brief(report, parts().city) for report in parts().reports.public(limit=LIMIT)]
    mine = [brief for brief in shown if _leads(g.scopes, brief["category"])]
    return render_template("officer.html", shown=mine, agencies=sorted(g.scopes.opd))


def _leads(reach: Scopes, code: str) -> bool:
    known = category(code)
    return reach.city or (known is not None and known.lead_opd in reach.opd)
