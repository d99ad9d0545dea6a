"""What an agency is in charge of, to read. Accepting and handing back come with dispositions."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from backend.people.roles import Action
from backend.reports import published
from backend.reports.moves import PUBLIC
from backend.reports.ports import Charge, Page, Wanted
from backend.routes.doors import may
from backend.routes.queue_places import turns
from backend.wiring import parts

bp = Blueprint("pages_officer", __name__)

PAGE = 50
"""Reports."""
Shown = list[tuple[dict[str, Any], datetime | None]]
"""As residents see them, and when they are due."""


@bp.get("/petugas")
@may(Action.WORK)
def work() -> ResponseReturnValue:
    """Published reports the officer's agency is in charge of, first due first; `setelah` and `sebelum` are
    places in the list."""
    charge = _charge()
    page = _page(charge)
    facts = {"page": page, "shown": _shown(page), "now": parts().clock()}
    return render_template("officer.html", charge=charge, address=address, **facts)


def address(**more: str) -> str:
    return f"/petugas?{urlencode(more)}" if more else "/petugas"


def _charge() -> Charge:
    """Of the officer's agencies."""
    kinds = parts().city.register().categories.values()
    led = tuple(kind.code for kind in kinds if kind.lead_opd in g.scopes.opd)
    return Charge(tuple(sorted(g.scopes.opd)), led)


def _page(charge: Charge) -> Page:
    """Whoever works for the whole city has all that is published."""
    where = turns(request.args)
    if g.scopes.city:
        return parts().reports.page(Wanted(tuple(PUBLIC)), **where, limit=PAGE)
    return parts().reports.work_of(charge, **where, limit=PAGE)


def _shown(page: Page) -> Shown:
    """In the same order, without what was taken back in this very moment."""
    room = parts()
    found = {report.id: report for report in room.reports.whole([line.id for line in page.lines])}
    there = [(found[line.id], line.due_at) for line in page.lines if line.id in found]
    return [(published.brief(report, room.city), due) for report, due in there if report.state in PUBLIC]
