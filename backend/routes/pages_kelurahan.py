"""One neighbourhood: how it stands, and what happened lately."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from backend.reports.ports import NotFound
from backend.residents import atlas
from backend.routes.doors import anyone
from backend.routes.pages_kept import kept, snapshot
from backend.routes.pages_map import around
from backend.wiring import parts

bp = Blueprint("pages_kelurahan", __name__)


@bp.get("/kelurahan/<code>")
@anyone
def kelurahan(code: str) -> ResponseReturnValue:
    """Raises NotFound for a code the register does not know."""
    city = parts().city
    place = city.register().kelurahan.get(code)
    if place is None:
        raise NotFound("no such kelurahan")
    return kept(
        "kelurahan.html",
        place=place,
        shown=snapshot(atlas.kelurahan_name(code)),
        register=city.register(),
        drawing=around(city.outlines(), code),
    )
