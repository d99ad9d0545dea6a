"""The city register, edited in forms: what is in force, its tables, and one row at a time."""

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue

from backend.audit.acting import about, unremarkable
from backend.city.editing import drafts
from backend.city.editing.sheets import SHEETS
from backend.city.editing.typed import Filled
from backend.city.reading import Unfit
from backend.city.versions import Stale
from backend.people.roles import Action
from backend.reports.ports import NotFound
from backend.routes import pages_city_shown as shown
from backend.routes.doors import may
from backend.routes.pages_city_trial import Trial
from backend.wiring import parts

bp = Blueprint("pages_city", __name__)


@bp.get("/admin/kota")
@may(Action.MANAGE_CITY)
def city() -> ResponseReturnValue:
    now = parts().city.newest()
    return render_template("kota.html", edition=now, sheets=SHEETS.values(), counts=shown.counts(now))


@bp.get("/admin/kota/<sheet>")
@may(Action.MANAGE_CITY)
def table(sheet: str) -> ResponseReturnValue:
    return render_template("kota_table.html", **shown.table(shown.sheet_of(sheet)))


@bp.get("/admin/kota/<sheet>/baru")
@bp.get("/admin/kota/<sheet>/ubah/<key>")
@may(Action.MANAGE_CITY)
def row(sheet: str, key: str | None = None) -> ResponseReturnValue:
    """A form that holds the row as it is in force, or an empty one."""
    desk = shown.Desk.of(shown.sheet_of(sheet), key)
    return render_template("kota_form.html", desk=desk, filled=desk.filled(), faults={}, unfit=())


@bp.post("/admin/kota/<sheet>/baru")
@bp.post("/admin/kota/<sheet>/ubah/<key>")
@may(Action.MANAGE_CITY)
def change_row(sheet: str, key: str | None = None) -> ResponseReturnValue:
    """Show what would change, and put it in force when whoever asks has seen that."""
    desk = shown.Desk.of(shown.sheet_of(sheet), key)
    filled = request.form.to_dict(flat=False)
    draft = desk.read(filled)
    if draft.faults or request.form.get("do") == "again":
        unremarkable()
        form = render_template("kota_form.html", desk=desk, filled=filled, faults=draft.faults, unfit=())
        return form, 422 if draft.faults else 200
    about(desk.sheet.table, draft.key, action="change_register")
    return _asked(drafts.putting(draft), desk, filled)


@bp.post("/admin/kota/<sheet>/hapus/<key>")
@may(Action.MANAGE_CITY)
def remove_row(sheet: str, key: str) -> ResponseReturnValue:
    """Only of tables nothing else names the rows of; see backend/city/lasting.py. Raises NotFound."""
    desk = shown.Desk.of(shown.sheet_of(sheet), key)
    if desk.sheet.is_lasting:
        raise NotFound("it is closed, not removed")
    about(desk.sheet.table, key, action="change_register")
    return _asked(drafts.removing(desk.sheet, key), desk, {})


def _asked(edit: drafts.Edit, desk: shown.Desk, filled: Filled) -> ResponseReturnValue:
    if request.form.get("do") != "publish":
        return _preview(edit, desk, filled)
    try:
        made = parts().city.change(edit, seen=seen(), note=note(), by=g.person.name)
    except Stale:
        return _preview(edit, desk, filled)
    return redirect(f"/admin/kota/versi/{made.version}?baru=1", 303)


def _preview(edit: drafts.Edit, desk: shown.Desk, filled: Filled) -> ResponseReturnValue:
    """409 when somebody else was faster: what they did is told, and what would come of both."""
    unremarkable()
    try:
        trial = Trial.of(edit, seen())
    except Unfit as cause:
        form = render_template("kota_form.html", desk=desk, filled=filled, faults={}, unfit=cause.problems)
        return form, 422
    page = render_template("kota_preview.html", desk=desk, filled=filled, trial=trial, note=note())
    return page, 409 if trial.meanwhile else 200


def seen() -> int:
    """The version the editor looked at; one that is none is older than all."""
    return request.form.get("version", 0, type=int)


def note() -> str:
    return " ".join(request.form.get("catatan", "").split())[:200]
