"""How a kelurahan stands, on one sheet of A4: for the notice board of an RT without phones."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from backend.residents import atlas
from backend.residents.item import Standing
from backend.residents.ports import Wanted
from backend.routes.doors import anyone
from backend.routes.pages_kept import kept, kept_drawing
from backend.routes.places import kelurahan_of
from backend.routes.qr import qr
from backend.routes.when import today
from backend.wiring import parts

bp = Blueprint("pages_notice", __name__)

FIXED, HELD = 5, 8
"""Reports for which a sheet has room, whatever they are called."""


@bp.get("/kelurahan/<code>/cetak")
@anyone
def notice(code: str) -> ResponseReturnValue:
    """Raises NotFound for a code the register does not know."""
    place, public = kelurahan_of(code), parts().public
    address = f"{parts().settings.base_url}/kelurahan/{code}"
    shown, etag = kept_drawing(atlas.kelurahan_name(code))
    wanted = Wanted(kelurahan=code, standings=(Standing.OPEN, Standing.WORK))
    held = [item.document for item in public.showcase.page(wanted, limit=HELD)]
    fixed = [item.document for item in public.showcase.latest(code, limit=FIXED, standing=Standing.FIXED)]
    return kept(
        "notice.html",
        of=[etag, fixed, held, address],
        place=place,
        shown=shown,
        fixed=fixed,
        held=held,
        today=today().isoformat(),
        address=address,
        qr=qr(address),
    )
