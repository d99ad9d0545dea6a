"""The features of OGC API - Features: published reports, and the kelurahan."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from backend.reports.ports import NotFound
from backend.residents.data import asked, counted
from backend.residents.data.asked import Asked
from backend.routes import data_told
from backend.routes.data_told import GEOJSON, link
from backend.routes.doors import anyone
from backend.routes.ogc import root, told
from backend.routes.ogc_described import HTML, JSON, KELURAHAN, PARAMETERS, REPORTS
from backend.wiring import parts

bp = Blueprint("ogc_items", __name__, url_prefix="/ogc/collections")
data_told.open_to_programs(bp)


@bp.get("/reports/items")
@anyone
def get_reports() -> ResponseReturnValue:
    """A page of them, the last reported first."""
    asked.only(request.args, PARAMETERS[REPORTS])
    wanted = _asked()
    shown, rest = data_told.a_page(wanted)
    features = data_told.features(shown)
    matched = counted.all_of(parts().public.showcase, wanted.wanted)
    return told(
        _collection(REPORTS, features, asked.cursor(rest) if rest else "", matched),
        GEOJSON,
        PARAMETERS[REPORTS],
    )


@bp.get("/reports/items/<uuid:report_id>")
@anyone
def get_report(report_id: UUID) -> ResponseReturnValue:
    """Raises NotFound."""
    [feature] = data_told.features([parts().public.showcase.item(str(report_id))])
    return told(_one(REPORTS, feature), GEOJSON)


@bp.get("/kelurahan/items")
@anyone
def get_kelurahan() -> ResponseReturnValue:
    """Those that touch the box, by their code; they know no time."""
    asked.only(request.args, PARAMETERS[KELURAHAN])
    _period()
    begin, limit = request.args.get("cursor", ""), asked.limit(request.args)
    found = [one for one in _kelurahan() if one["id"] > begin]
    shown = found[:limit]
    rest = shown[-1]["id"] if len(found) > limit else ""
    return told(_collection(KELURAHAN, shown, rest, len(_kelurahan())), GEOJSON, PARAMETERS[KELURAHAN])


@bp.get("/kelurahan/items/<code>")
@anyone
def get_one_kelurahan(code: str) -> ResponseReturnValue:
    """Raises NotFound."""
    for feature in parts().city.shapes()["features"]:
        if feature["id"] == code:
            return told(_one(KELURAHAN, feature), GEOJSON)
    raise NotFound("no such kelurahan")


def _asked() -> Asked:
    page = asked.page(request.args)
    since, until = _period()
    return replace(page, wanted=replace(page.wanted, since=since, until=until))


def _period() -> asked.Period:
    text = request.args.get("datetime")
    return (None, None) if text is None else asked.period(text)


def _kelurahan() -> list[dict[str, Any]]:
    """Those the question is about, by code."""
    city, box = parts().city, asked.corners(request.args)
    touched = city.places().touching(*box) if box else None
    features = sorted(city.shapes()["features"], key=lambda one: str(one["id"]))
    return [one for one in features if touched is None or one["id"] in touched]


def _collection(name: str, features: list[Any], rest: str, matched: int | None) -> dict[str, Any]:
    """`rest`: the cursor of the next page. `matched`: how many there are on all pages, when that is known."""
    document = {
        "type": "FeatureCollection",
        "features": features,
        "numberReturned": len(features),
        "links": _links(f"/ogc/collections/{name}/items", rest),
    }
    return document if matched is None else document | {"numberMatched": matched}


def _links(path: str, rest: str) -> list[dict[str, str]]:
    here = [
        link("self", data_told.address(path, f="json"), GEOJSON),
        link("alternate", data_told.address(path, f="html"), HTML),
    ]
    return here + ([link("next", data_told.address(path, cursor=rest), GEOJSON)] if rest else [])


def _one(name: str, feature: dict[str, Any]) -> dict[str, Any]:
    here = f"{root()}/collections/{name}"
    links = [
        link("self", f"{here}/items/{feature['id']}", GEOJSON),
        link("alternate", f"{here}/items/{feature['id']}?f=html", HTML),
        link("collection", here, JSON),
    ]
    return {**feature, "links": links}
