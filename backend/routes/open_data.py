"""All published reports as one file, for spreadsheets (docs/open-data.md)."""

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from backend.reports.ports import NotFound
from backend.residents.data import asked, walk
from backend.residents.data.tables import FORMATS
from backend.routes import data_told
from backend.routes.doors import anyone
from backend.routes.downloads import one_of_few
from backend.wiring import parts

bp = Blueprint("open_data", __name__, url_prefix="/data")
data_told.open_to_programs(bp)


@bp.get("/laporan.<ending>")
@anyone
def get_reports(ending: str) -> ResponseReturnValue:
    """They leave as they are read, however many there are. Raises NotFound, of an ending; Crowded."""
    if ending not in FORMATS:
        raise NotFound("no such format")
    asked.only(request.args, asked.FILTERS)
    write, kind = FORMATS[ending]
    found = walk.pages(parts().public.showcase, asked.wanted(request.args))
    answer = Response(write(found, data_told.facts()), content_type=kind)
    answer.headers["Content-Disposition"] = f"attachment; filename=laporan.{ending}"
    answer.headers["Cache-Control"] = data_told.FOR_A_MINUTE
    return one_of_few(answer)
