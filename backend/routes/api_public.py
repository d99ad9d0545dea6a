"""Published reports and counts, for programs of anybody (docs/open-data.md)."""

from apiflask import APIBlueprint
from flask import Response, request
from flask.typing import ResponseReturnValue

from backend.reports.ports import NotFound
from backend.residents import atlas
from backend.residents.data import asked
from backend.routes import data_told
from backend.routes.data_told import GEOJSON, link
from backend.routes.described import TEXT, answer, many, record, tells
from backend.routes.doors import anyone
from backend.routes.marker import API
from backend.routes.pages_kept import kept_drawing
from backend.wiring import parts

bp = APIBlueprint("api_public", __name__, url_prefix="/api/v1/public", tag="open data")
data_told.open_to_programs(bp)

REPORTS = "/api/v1/public/reports"
FEATURES = record(
    type={"const": "FeatureCollection"},
    features=many({"type": "object", "description": "See docs/open-data.md for the properties."}),
    numberReturned={"type": "integer", "minimum": 0},
    links=many({"type": "object", "required": ["rel", "href", "type"]}),
)
STATS = record(
    kelurahan={"type": ["string", "null"]},
    drawn_on=TEXT,
    pulse={"type": "object", "description": "Counts, trend and medians, as the page reads them."},
)


@bp.get("/reports")
@bp.doc(
    **tells(
        {
            200: answer("GeoJSON (RFC 7946), WGS84; the last reported first.", FEATURES, kind=GEOJSON),
            304: answer("As the ETag says."),
        },
        refuses=(400, 503),
        headers=("If-None-Match",),
        query=(*asked.FILTERS, *asked.PAGING),
    )
)
@anyone
def get_reports() -> ResponseReturnValue:
    """Published reports, a page of them; the link `next` leads on until there is none."""
    asked.only(request.args, (*asked.FILTERS, *asked.PAGING))
    shown, rest = data_told.a_page(asked.page(request.args))
    document = {
        "api": API,
        "type": "FeatureCollection",
        "features": data_told.features(shown),
        "numberReturned": len(shown),
        "links": [link("next", data_told.address(REPORTS, cursor=asked.cursor(rest)), GEOJSON)]
        if rest
        else [],
    }
    return data_told.told(document, GEOJSON)


@bp.get("/stats")
@bp.doc(
    **tells(
        {200: answer("As drawn last.", STATS), 304: answer("As the ETag says.")},
        refuses=(400, 404, 503),
        headers=("If-None-Match",),
        query=("kelurahan",),
    )
)
@anyone
def get_stats() -> ResponseReturnValue:
    """How the city is doing, or one kelurahan: what its page tells."""
    asked.only(request.args, ("kelurahan",))
    code = request.args.get("kelurahan") or None
    if code and not parts().city.knows_kelurahan(code):
        raise NotFound("no such kelurahan")
    return _stats(code)


def _stats(code: str | None) -> Response:
    drawn, _ = kept_drawing(atlas.kelurahan_name(code) if code else atlas.CITY)
    told = {name: drawn.get(name, empty) for name, empty in (("drawn_on", ""), ("pulse", {}))}
    return data_told.told({"api": API, "kelurahan": code, **told})
