"""One verdict about many reports of the queue: each is decided by itself, and what is refused says why."""

from typing import Any
from uuid import uuid4

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from backend.audit.acting import unremarkable
from backend.people.roles import Action
from backend.reports.moves import MoveRefused
from backend.reports.ports import NotFound, Stale
from backend.reports.report import Report
from backend.routes.bulk_form import Pick, Together, filled_in
from backend.routes.deciding import REFUSALS, decided, each_by_itself, seen, within_reach
from backend.routes.doors import may
from backend.routes.errors import wants_page
from backend.routes.faults import by_field
from backend.routes.marker import API
from backend.routes.pages_case_form import as_said
from backend.routes.pages_case_outcome import meanwhile_told
from backend.routes.pages_labels import category_label
from backend.routes.queue_asked import Asked
from backend.wiring import parts
from backend.words import say
from sync.envelope import Unreadable

bp = Blueprint("pages_bulk", __name__)


@bp.get("/tinjau/pilihan")
@may(Action.REVIEW)
def back() -> ResponseReturnValue:
    """There is nothing here but what a form was answered: back to the queue it came from."""
    return redirect(Asked.of(request.args).address(), 303)


@bp.post("/tinjau/pilihan")
@may(Action.REVIEW)
def decide_many() -> ResponseReturnValue:
    """The summary, as a page or for a script. The same form again does nothing twice: a reload is harmless.

    Raises Unreadable, OtherOwner.
    """
    as_said()
    together = filled_in()
    unremarkable()  # but for each decision, which is told by itself
    told = _carried_out(together)
    if wants_page():
        around = {"asked": Asked.of(request.args), "undo_id": str(uuid4())}
        return render_template("bulk.html", told=told, together=together, **around)
    return {"api": API, **told}


def _carried_out(together: Together) -> dict[str, list[Any]]:
    """`done` as they are picked again, to take it back; `refused` in the reader's words."""
    done: list[str] = []
    refused: list[dict[str, str]] = []
    for pick in together.picks:
        try:
            with each_by_itself(pick.report, together.verdict):
                after = _decided(together, pick)
            done += [str(Pick(pick.report, after.version))] if after else []
        except REFUSALS as why:
            refused.append(_refused(pick, why))
    return {"done": done, "refused": refused}


def _decided(together: Together, pick: Pick) -> Report | None:
    """The report afterwards; None for the head of a merge, which stays as it is."""
    before = parts().reports.get(str(pick.report))
    if together.head in {before.id, before.number}:
        return None
    choice = together.choice(pick, before)
    return decided(within_reach(pick.report, choice), choice)


def _refused(pick: Pick, why: Exception) -> dict[str, str]:
    """Nothing is told of a report that is not the asker's to see."""
    try:
        report = parts().reports.get(str(pick.report))
    except NotFound:
        return {"id": str(pick.report), "title": say("bulk.gone")}
    if not seen(report):
        return {"id": report.id, "title": say("bulk.gone")}
    about = {"id": report.id, "number": report.number, "about": category_label(report.category)}
    if isinstance(why, Stale | MoveRefused):
        return {**about, **_meanwhile(report)}
    return {**about, "title": _missing(why)}


def _meanwhile(report: Report) -> dict[str, str]:
    told = meanwhile_told(report)
    return {name: told[name] for name in ("title", "outcome", "at", "reason", "words")}


def _missing(why: Exception) -> str:
    faults = by_field(why).values() if isinstance(why, Unreadable) else ()
    return " ".join(faults) or say("bulk.gone")
