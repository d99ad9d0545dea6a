"""Every version of the city register: who made it, what changed with it, and the way back to it."""

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue

from backend.audit.acting import about, unremarkable
from backend.city.editing.differences import between
from backend.city.lasting import Returning
from backend.city.versions import Stale
from backend.people.roles import Action
from backend.routes.doors import may
from backend.routes.pages_city import note, seen
from backend.routes.pages_city_trial import Trial, told
from backend.routes.when import today
from backend.wiring import parts

bp = Blueprint("pages_city_versions", __name__)

PAGE = 20


@bp.get("/admin/kota/versi")
@may(Action.MANAGE_CITY)
def versions() -> ResponseReturnValue:
    """The newest first; `sebelum` is the version the page before ended with."""
    newest = parts().city.newest().version
    asked = request.args.get("sebelum", newest + 1, type=int)
    last = min(max(1, asked), newest + 1) - 1
    found = [parts().city.past(number) for number in range(last, max(0, last - PAGE), -1)]
    return render_template("kota_versions.html", editions=found, newest=newest)


@bp.get("/admin/kota/versi/<int:version>")
@may(Action.MANAGE_CITY)
def version(version: int) -> ResponseReturnValue:
    """What came with it. Raises NotFound."""
    return render_template("kota_version.html", **_facts(version))


@bp.post("/admin/kota/versi/<int:version>/kembali")
@may(Action.MANAGE_CITY)
def go_back(version: int) -> ResponseReturnValue:
    """Show what would change, then make a new version that says what the old one said. Raises NotFound."""
    edit = Returning(parts().city.past(version).tables, today())
    if request.form.get("do") == "publish":
        about("register", str(version), action="return_register")
        try:
            made = parts().city.change(edit, seen=seen(), note=note(), by=g.person.name)
            return redirect(f"/admin/kota/versi/{made.version}?baru=1", 303)
        except Stale:
            pass
    unremarkable()
    trial = Trial.of(edit, seen())
    page = render_template("kota_version.html", **_facts(version), trial=trial, note=note())
    return page, 409 if trial.meanwhile else 200


def _facts(version: int) -> dict[str, object]:
    city = parts().city
    newest, edition = city.newest().version, city.past(version)
    before = city.past(version - 1) if version > 1 else None
    changes = told(between(before.tables, edition.tables), before, edition) if before else None
    return {"edition": edition, "newest": newest, "changes": changes}
