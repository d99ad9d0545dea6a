"""The city at a glance."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from backend.residents import atlas, week
from backend.routes import skies
from backend.routes.doors import anyone
from backend.routes.pages_kept import kept, kept_drawing
from backend.routes.pages_map import around
from backend.wiring import parts

bp = Blueprint("pages_home", __name__)


@bp.get("/")
@anyone
def home() -> ResponseReturnValue:
    """Map, what was fixed and what happened lately, every kelurahan."""
    city, (shown, etag), warnings = parts().city, kept_drawing(atlas.CITY), skies.warnings()
    return kept(
        "home.html",
        of=[etag, warnings],
        shown=shown,
        register=city.register(),
        drawing=around(city.outlines()),
        changed=_changed(counts := shown.get("kelurahan", {})),
        warnings=warnings,
        city_told=week.told(week.together(counts.values())),
    )


def _changed(counts: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, Any]]:
    """By code: which of the three kinds of week it was, and what happened."""
    codes = parts().city.register().kelurahan
    return {code: {"kind": week.of(of := counts.get(code, {})), "told": week.told(of)} for code in codes}
