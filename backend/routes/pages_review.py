"""The reviewer's queue: the own kelurahan's reports, first due first, narrowed down in the address."""

from uuid import UUID, uuid4

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue

from backend.city.register import Opd, Register
from backend.people.roles import Action
from backend.reports import saved_views
from backend.reports.moves import State
from backend.reports.ports import COUNT_MAX, NotFound, Page
from backend.reports.report import Report
from backend.routes.api_holds import CLAIMED_FOR
from backend.routes.bulk_form import offered
from backend.routes.doors import may, within
from backend.routes.pages_case_can import undoable
from backend.routes.pages_holds import held_by_asker, holds_on
from backend.routes.queue_asked import DUE, Asked
from backend.routes.queue_places import in_address, turns
from backend.routes.queue_views import every
from backend.routes.queue_wanted import wanted_by_asker
from backend.routes.when import today
from backend.wiring import parts

bp = Blueprint("pages_review", __name__)

PAGE = 50
"""Rows."""
TABS = (State.RECEIVED, State.NEEDS_INFO, State.VERIFIED, State.REJECTED)
"""Always offered; other states only while a report is in them."""


@bp.get("/tinjau")
@may(Action.REVIEW)
def queue() -> ResponseReturnValue:
    """`setelah` and `sebelum` are places in the queue (queue_places.py), `dari` the report decided last."""
    asked = Asked.of(request.args)
    if report_id := _numbered(asked.as_number):
        return redirect(f"/tinjau/{report_id}", 303)
    return listed(asked)


def listed(asked: Asked, *, fault: str = "") -> str:
    """The page. `fault` is what was wrong with a view that somebody wanted to save."""
    drawn_at = parts().clock()  # before the list is read: what comes in meanwhile is news
    page = page_of(asked)
    facts = {"page": page, "now": drawn_at, "fault": fault, "decided": decided_last()}
    held = {"mine": held_by_asker(), "held": holds_on(page), "claim_minutes": CLAIMED_FOR.seconds // 60}
    return render_template("queue.html", asked=asked, **facts, **held, **_around(asked), **_views())


def page_of(asked: Asked) -> Page:
    """What is asked, at the place in the address."""
    return parts().reports.page(wanted_by_asker(asked), **turns(request.args), limit=PAGE)


def _numbered(number: str) -> str | None:
    """The id of the report with that number, whatever its state; None for what is not the asker's."""
    try:
        report = parts().reports.by_number(number) if number else None
    except NotFound:
        return None
    return report.id if report and g.scopes.covers(report.kelurahan) else None


def _around(asked: Asked) -> dict[str, object]:
    """What stands beside the list: tabs, and what it may be narrowed down to, with how many there are."""
    reports, register, places = parts().reports, parts().city.register(), g.scopes.filter
    counts = reports.counts(places, most=COUNT_MAX)
    return {
        "counts": counts,
        "count_max": COUNT_MAX,
        "tabs": [s for s in State if s in TABS or counts.get(s)],
        "register": register,
        "by_category": reports.counts_by_category(places, asked.state),
        "dues": DUE,
        "together": offered(asked.state),
        "reasons": parts().city.reasons("", today()),
        "agencies": _agencies(register),
        "form_id": str(uuid4()),
    }


def _views() -> dict[str, object]:
    saved = parts().saved_views.of(g.person.id)
    limits = {"views_most": saved_views.MOST, "views_name_max": saved_views.NAME_MAX}
    return {"saved": saved, "views": every(saved), **limits}


def _agencies(register: Register) -> list[Opd]:
    """In office today, by name."""
    return sorted((one for one in register.opd.values() if one.in_office(today())), key=lambda one: one.name)


def decided_last() -> Report | None:
    """The report this person decided before coming here, for the message and the undo."""
    report_id = _asked_id("dari")
    try:
        report = parts().reports.get(report_id) if report_id else None
        if report:
            within(report.kelurahan)
    except NotFound:
        return None
    return report if report and report.steps[-1].by.id == g.person.id else None


def _asked_id(name: str) -> str | None:
    """An id out of the address, or None: what is no id is not passed on to a store."""
    try:
        return str(UUID(request.args.get(name, "")))
    except ValueError:
        return None


bp.add_app_template_test(undoable)
bp.add_app_template_filter(in_address)
