"""One neighbourhood, and its RT: how it stands, and what happened lately."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from backend.reports.coarse import numbered
from backend.reports.ports import NotFound
from backend.residents import atlas
from backend.routes import skies
from backend.routes.doors import anyone
from backend.routes.pages_kept import kept, kept_drawing
from backend.routes.pages_map import around
from backend.routes.places import kelurahan_of
from backend.routes.trends import trends
from backend.routes.when import today
from backend.wiring import parts

bp = Blueprint("pages_kelurahan", __name__)

LISTED = 30
"""Reports on the page of an RT."""


@bp.get("/kelurahan/<code>")
@anyone
def kelurahan(code: str) -> ResponseReturnValue:
    """Raises NotFound for a code the register does not know."""
    city, place = parts().city, kelurahan_of(code)
    shown, etag = kept_drawing(atlas.kelurahan_name(code))
    base = parts().settings.base_url
    forecast, warnings = skies.forecast(code), skies.warnings()
    return kept(
        "kelurahan.html",
        of=[etag, forecast, warnings, base],
        place=place,
        shown=shown,
        trends=trends(shown.get("pulse", {})),
        register=city.register(),
        drawing=around(city.outlines(), code),
        today=today(),
        forecast=forecast,
        warnings=warnings,
        base=base,
    )


@bp.get("/kelurahan/<code>/rt/<rt>")
@anyone
def neighbours(code: str, rt: str) -> ResponseReturnValue:
    """Some 80 households. Raises NotFound for what is no RT; an RT without reports is none the less one."""
    place = kelurahan_of(code)
    if numbered(rt) != rt:
        raise NotFound("no such RT")
    drawn, etag = kept_drawing(atlas.kelurahan_name(code))
    reports = [atlas.brief(item) for item in parts().public.showcase.latest(code, limit=LISTED, rt=rt)]
    return kept(
        "rt.html",
        of=[etag, reports],
        place=place,
        rt=rt,
        counted=next((one for one in drawn.get("rts", []) if one["code"] == rt), None),
        reports=reports,
    )
