"""What there is as open data, in plain words, and how it is taken home."""

from datetime import date
from math import ceil
from typing import Any

from babel.dates import format_date
from flask import Blueprint
from flask.typing import ResponseReturnValue

from backend.residents.data.facts import COLUMNS
from backend.residents.data.ports import Dump, File
from backend.residents.data.tables import FORMATS
from backend.residents.item import Standing
from backend.routes.doors import anyone
from backend.routes.pages_kept import kept
from backend.wiring import parts
from backend.words import language, locale

bp = Blueprint("pages_open_data", __name__)

SMALL = 2
"""The last files of a month: what it is, and the sums."""
MEGABYTE = 1_000_000


@bp.get("/data")
@anyone
def open_data() -> ResponseReturnValue:
    """Works as a plain form: each button takes another kind of file."""
    settings = parts().settings
    months = parts().public.dumps.offered()
    return kept(
        "open_data.html",
        of=[settings.data_licence, settings.base_url, *((dump.month, dump.version) for dump in months)],
        kelurahan=sorted(parts().city.register().kelurahan.values(), key=lambda place: place.name),
        standings=list(Standing),
        formats=list(FORMATS),
        columns=COLUMNS,
        licence=settings.data_licence,
        site=settings.base_url,
        months=[_shown(dump) for dump in months],
    )


def _shown(dump: Dump) -> dict[str, Any]:
    """What the list tells of a month: its reports as files with their size, and what lies beside."""
    tables, small = dump.files[:-SMALL], dump.files[-SMALL:]
    first = date.fromisoformat(f"{dump.month}-01")
    return {
        "month": dump.month,
        "called": format_date(first, "MMMM y", locale=locale(language())),
        "day": format_date(dump.drawn_on, "d MMM y", locale=locale(language())),
        "reports": dump.reports,
        "tables": [{"name": file.name, "ending": file.name.split(".")[1], **_size(file)} for file in tables],
        "small": [file.name for file in small],
    }


def _size(file: File) -> dict[str, Any]:
    """In kilobytes, or in megabytes from one on."""
    if file.size < MEGABYTE:
        return {"unit": "kb", "n": ceil(file.size / 1000)}
    return {"unit": "mb", "n": round(file.size / MEGABYTE, 1)}
