"""How a kelurahan stands, for the sites of others: as a small page within a frame."""

from flask import Blueprint, g
from flask.typing import ResponseReturnValue

from backend.residents import atlas, week
from backend.routes.doors import anyone
from backend.routes.pages_kept import kept, kept_drawing, snapshot
from backend.routes.places import kelurahan_of
from backend.routes.shared_link import at_home

bp = Blueprint("pages_card", __name__)


@bp.get("/kelurahan/<code>/kartu")
@anyone
def card(code: str) -> ResponseReturnValue:
    """Raises NotFound for a code the register does not know."""
    place = kelurahan_of(code)
    shown, etag = kept_drawing(atlas.kelurahan_name(code))
    address = at_home(f"/kelurahan/{code}")
    told = week.told(snapshot(atlas.CITY).get("kelurahan", {}).get(code, {}))
    g.framed = True
    return kept(
        "card.html",
        of=[etag, told, address],
        place=place,
        shown=shown,
        told=told,
        address=address,
    )
