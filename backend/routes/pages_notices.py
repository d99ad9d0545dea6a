"""Plain-language notices: what this is, and what becomes of people's data."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from backend.routes.doors import anyone
from backend.routes.pages_kept import kept

bp = Blueprint("pages_notices", __name__)


@bp.get("/privasi")
@anyone
def privacy() -> ResponseReturnValue:
    return kept("privacy.html", of=[])


@bp.get("/tentang")
@anyone
def about() -> ResponseReturnValue:
    return kept("about.html", of=[])
