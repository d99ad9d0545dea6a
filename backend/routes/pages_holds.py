"""Who has which case before them, on the page of the queue: taken by twenty, shown, and let go."""

from collections.abc import Mapping

from flask import Blueprint, g, redirect, request
from flask.typing import ResponseReturnValue

from backend.audit.acting import about
from backend.people.roles import Action
from backend.reports.ports import Hold, Page
from backend.routes.api_holds import claimed
from backend.routes.doors import may
from backend.routes.queue_asked import Asked
from backend.wiring import parts

bp = Blueprint("pages_holds", __name__)

MINE = Asked(mine=True).address()


@bp.post("/tinjau/ambil")
@may(Action.REVIEW)
def claim_next() -> ResponseReturnValue:
    """The next twenty that nobody has; then the asker's own."""
    about("queue", "", action="claim")
    claimed(g.scopes.filter)
    return redirect(MINE, 303)


@bp.post("/tinjau/lepas")
@may(Action.REVIEW)
def let_go() -> ResponseReturnValue:
    """One case, or without `laporan` all the asker has; then what they have left."""
    about("queue", "", action="let_go")
    if report_id := request.form.get("laporan"):
        parts().holds.leave(report_id, g.person.id)
    else:
        parts().holds.leave_all(g.person.id)
    return redirect(MINE if report_id else "/tinjau", 303)


def held_by_asker() -> tuple[str, ...]:
    """Ids of what the asker has before them."""
    return tuple(hold.report for hold in parts().holds.by(g.person.id, now=parts().clock()))


def holds_on(page: Page) -> Mapping[str, Hold]:
    """By the id of the case, of those on the page."""
    return parts().holds.of([line.id for line in page.lines], now=parts().clock())
