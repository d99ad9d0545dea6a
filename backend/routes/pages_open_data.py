"""What there is as open data, in plain words, and how it is taken home."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from backend.residents.data.facts import COLUMNS
from backend.residents.data.tables import FORMATS
from backend.residents.item import Standing
from backend.routes.doors import anyone
from backend.routes.pages_kept import kept
from backend.wiring import parts

bp = Blueprint("pages_open_data", __name__)


@bp.get("/data")
@anyone
def open_data() -> ResponseReturnValue:
    """Works as a plain form: each button takes another kind of file."""
    settings = parts().settings
    return kept(
        "open_data.html",
        of=[settings.data_licence, settings.base_url],
        kelurahan=sorted(parts().city.register().kelurahan.values(), key=lambda place: place.name),
        standings=list(Standing),
        formats=list(FORMATS),
        columns=COLUMNS,
        licence=settings.data_licence,
        site=settings.base_url,
    )
