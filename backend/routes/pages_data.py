"""What is kept about whoever asks: seen, taken along, corrected, withdrawn, deleted. Plain forms."""

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Response, g, redirect, render_template, request
from flask.typing import ResponseReturnValue

from backend.audit.ports import Audit, Wanted
from backend.people.invitations import NameNeeded, checked_name
from backend.people.ports import LastAdmin
from backend.privacy import asking, export
from backend.privacy.ports import Request
from backend.routes.asker import signed_in
from backend.routes.doors import holders
from backend.routes.doors_phone import as_phone, own_data, own_data_signed_in, own_page
from backend.routes.pages_way import with_way
from backend.wiring import parts
from backend.words import say

bp = Blueprint("pages_data", __name__, url_prefix="/data-saya")

LISTED = 20
"""Reports on the page, the newest; all of them are in the file."""

ACTS = 1_000
"""Lines of the audit log in one file of the ZIP."""


@bp.get("")
@own_data
def see() -> ResponseReturnValue:
    return _page()


@bp.get("/unduh")
@own_data_signed_in
def take_along() -> ResponseReturnValue:
    """A ZIP, written while it is sent."""
    room = parts()
    pieces = export.zipped(
        room.traces.kept(g.owner, _alone()),
        about=say("privacy.zip_about"),
        acts=_acts(g.owner, room.audit),
        traces=room.traces,
        reports=room.reports,
        chest=room.chest,
        key=room.settings.secret_key.get_secret_value().encode(),
    )
    answer = Response(pieces, mimetype="application/zip")
    answer.headers["Content-Disposition"] = 'attachment; filename="data-saya.zip"'
    return _private(answer)


@bp.post("/nama")
@own_data_signed_in
def correct() -> ResponseReturnValue:
    """Another name, read by reviewers from now on. Phones of nobody have none."""
    if g.person is None:
        return _page(), 422
    try:
        parts().traces.rename(g.person.id, checked_name(request.form.get("nama", "")))
    except NameNeeded:
        return _page(fault="name"), 422
    return redirect(own_page(), 303)


@bp.post("/persetujuan")
@own_data_signed_in
def consent() -> ResponseReturnValue:
    """To be named: withdrawn, or given again. Nothing is sent to their phones from then on."""
    if g.person:
        at = None if request.form.get("pilihan") == "beri" else parts().clock()
        parts().traces.withdraw(g.person.id, at)
    return redirect(own_page(), 303)


@bp.post("/hapus")
@own_data_signed_in
def delete() -> ResponseReturnValue:
    """Ask for it, deliberately. The page of the request tells how it stands, also to somebody unknown."""
    if not request.form.get("mengerti"):
        return _page(fault="understood"), 422
    room = parts()
    try:
        asked = asking.delete(g.owner, g.person, requests=room.requests, people=room.people, now=room.clock())
    except LastAdmin:
        return _page(fault="last_admin"), 409
    room.queue.nudge()
    return redirect(f"/data-saya/permintaan/{asked.id}", 303)


@bp.post("/hapus/batal")
@own_data_signed_in
def take_back() -> ResponseReturnValue:
    try:
        asking.take_back(g.owner, requests=parts().requests, now=parts().clock())
    except asking.TooLate:
        return _page(fault="too_late"), 409
    return redirect(own_page(), 303)


@bp.get("/permintaan/<request_id>")
@holders("request")
def follow(request_id: str) -> ResponseReturnValue:
    """How a request stands, for whoever holds its address: nobody is known any more when it is done."""
    asked = parts().requests.get(request_id)
    page = render_template("data_request.html", asked=asked, waits=_waits(asked))
    return _private(Response(page, mimetype="text/html"))


def _acts(person: str, audit: Audit) -> Iterator[list[dict[str, Any]]]:
    """What they did as staff, by the audit log, the newest first; what it says of others is not told."""
    before: int | None = None
    while found := audit.lines(Wanted(person=person), before=before, limit=ACTS):
        yield [
            {"at": line.at, "did": line.entry.action, "to": f"{line.entry.kind} {line.entry.object}".strip()}
            | {"browser": line.entry.device}
            for line in found
        ]
        before = found[-1].seq


def _page(fault: str = "") -> Response:
    room = parts()
    kept = room.traces.kept(g.owner, _alone())
    lines = room.reports.lines_of(g.sender, limit=LISTED)
    asked = room.requests.open_of(g.owner)
    page = render_template(
        "data.html",
        kept=kept,
        lines=lines,
        asked=asked,
        waits=_waits(asked),
        fault=fault,
        sign_in=with_way("/masuk", own_page()) if g.owes_sign_in else "",
        back=as_phone(),
        is_staff=not as_phone() and signed_in() is not None,
    )
    return _private(Response(page, mimetype="text/html"))


def _waits(asked: Request | None) -> bool:
    """It stays open until there is another admin; its owner is told."""
    return asked is not None and asked.is_open and parts().requests.waits(asked.owner)


def _alone() -> str:
    """The phone that asks, where other phones' reports are not told to it."""
    return g.sender.device if g.sender.alone else ""


def _private(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "no-store"
    return answer
