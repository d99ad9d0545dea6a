"""Find my kelurahan by its name: a form that needs no script."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from backend.city.naming import meant
from backend.routes.doors import anyone
from backend.routes.pages_kept import kept
from backend.wiring import parts

bp = Blueprint("pages_find", __name__)

LONGEST = 60
"""Characters of a name that are read."""


@bp.get("/kelurahan")
@anyone
def find() -> ResponseReturnValue:
    """Leads to the page of the one that is meant; where that is in doubt, or nothing is said, asks."""
    said = request.args.get("nama", "").strip()[:LONGEST]
    register = parts().city.register()
    codes = meant(said, register.kelurahan) if said else ()
    if len(codes) == 1:
        return redirect(url_for("pages_kelurahan.kelurahan", code=codes[0]), 303)
    return kept("find.html", of=[], said=said, codes=codes, register=register)
