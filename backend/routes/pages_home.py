"""The city at a glance."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from backend.residents import atlas
from backend.routes.doors import anyone
from backend.routes.pages_kept import kept, snapshot
from backend.routes.pages_map import around
from backend.wiring import parts

bp = Blueprint("pages_home", __name__)


@bp.get("/")
@anyone
def home() -> ResponseReturnValue:
    """Map, what happened lately, every kelurahan."""
    city = parts().city
    return kept(
        "home.html",
        shown=snapshot(atlas.CITY),
        register=city.register(),
        drawing=around(city.outlines()),
    )
