"""A month of reports as files, as they lie in the bucket: /data/bulan/2026-11/laporan-2026-11.csv.gz."""

import re
from collections.abc import Iterator
from http import HTTPStatus

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from backend.reports.ports import NotFound
from backend.residents.data.ports import Dump, File
from backend.routes import data_told
from backend.routes.doors import anyone
from backend.routes.downloads import one_of_few
from backend.wiring import parts

bp = Blueprint("open_data_months", __name__, url_prefix="/data/bulan")
data_told.open_to_programs(bp)

MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
TEXT, PACKED = "text/plain; charset=utf-8", "application/gzip"


@bp.get("/<month>/<file>")
@anyone
def get_file(month: str, file: str) -> ResponseReturnValue:
    """They leave by pieces. The bucket is asked only for what has a body.

    Raises NotFound, also for a month something was just taken from; Crowded.
    """
    if not MONTH.fullmatch(month):
        raise NotFound("no such month")
    dump = parts().public.dumps.get(month)
    found = next((one for one in dump.files if one.name == file), None)
    if found is None:
        raise NotFound("no such file")
    answer = Response(content_type=PACKED if file.endswith(".gz") else TEXT)
    answer.headers["Content-Disposition"] = f"attachment; filename={found.name}"
    answer.set_etag(found.sha256)
    answer.make_conditional(request)
    if answer.status_code == HTTPStatus.PRECONDITION_FAILED:  # for nobody else
        return answer
    answer.headers["Cache-Control"] = data_told.FOR_A_MINUTE
    if answer.status_code != HTTPStatus.OK:
        return answer
    answer.content_length = found.size
    if request.method != "HEAD":
        answer.response = _pieces(dump, found)
    return one_of_few(answer)


def _pieces(dump: Dump, file: File) -> Iterator[bytes]:
    """The first is read at once: where it cannot be had, that is what is answered."""
    shelf, version = parts().shelf, (dump.month, dump.version, file.name)
    first = shelf.get(*version, 0)

    def rest() -> Iterator[bytes]:
        yield first
        for part in range(1, file.parts):
            yield shelf.get(*version, part)

    return rest()
