"""How a kelurahan stands, for the sites of others: as a small page within a frame."""

from flask import Blueprint, g
from flask.typing import ResponseReturnValue

from backend.residents import atlas, week
from backend.routes.doors import anyone
from backend.routes.pages_kept import kept, snapshot
from backend.routes.places import kelurahan_of
from backend.wiring import parts

bp = Blueprint("pages_card", __name__)


@bp.get("/kelurahan/<code>/kartu")
@anyone
def card(code: str) -> ResponseReturnValue:
    """Raises NotFound for a code the register does not know."""
    place = kelurahan_of(code)
    city = snapshot(atlas.CITY).get("kelurahan", {})
    g.framed = True
    return kept(
        "card.html",
        place=place,
        shown=snapshot(atlas.kelurahan_name(code)),
        told=week.told(city.get(code, {})),
        address=f"{parts().settings.base_url}/kelurahan/{code}",
    )
