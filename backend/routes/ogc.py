"""OGC API - Features, as GDAL and QGIS read it (docs/ogc.md): about itself; features are in ogc_items.py."""

from typing import Any

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from backend.reports.ports import NotFound
from backend.residents.data import asked
from backend.routes import data_told, ogc_described, ogc_page
from backend.routes.doors import anyone
from backend.routes.ogc_described import HTML, JSON, OPENAPI, TITLES, Days
from backend.wiring import parts

bp = Blueprint("ogc", __name__, url_prefix="/ogc")
data_told.open_to_programs(bp)

FORMATS = ("json", "html")


@bp.get("/", strict_slashes=False)
@anyone
def get_landing() -> ResponseReturnValue:
    """Where everything else is."""
    return told(ogc_described.landing(root()))


@bp.get("/conformance")
@anyone
def get_conformance() -> ResponseReturnValue:
    """Which classes of the standard are kept."""
    return told(ogc_described.CONFORMANCE)


@bp.get("/api")
@anyone
def get_api() -> ResponseReturnValue:
    """All of it as OpenAPI 3.0."""
    return data_told.told(ogc_described.api(root()), OPENAPI)


@bp.get("/collections")
@anyone
def get_collections() -> ResponseReturnValue:
    return told(ogc_described.collections(root(), parts().city.places().bounds, days()))


@bp.get("/collections/<name>")
@anyone
def get_collection(name: str) -> ResponseReturnValue:
    """Raises NotFound."""
    return told(ogc_described.collection(root(), known(name), parts().city.places().bounds, days()))


def days() -> Days:
    """Between which everything was reported."""
    return parts().public.showcase.days()


def root() -> str:
    return f"{parts().settings.base_url}/ogc"


def known(name: str) -> str:
    """Raises NotFound."""
    if name not in TITLES:
        raise NotFound("no such collection")
    return name


def told(document: dict[str, Any], kind: str = JSON, parameters: tuple[str, ...] = ("f",)) -> Response:
    """As JSON, or as a page for who looks at it with a browser. Raises Unfit."""
    asked.only(request.args, parameters)
    answer = ogc_page.page(document) if _wants_page(kind) else data_told.told(document, kind)
    answer.vary.add("Accept")
    return answer


def _wants_page(kind: str) -> bool:
    chosen = request.args.get("f", "")
    if chosen and chosen not in FORMATS:
        raise asked.Unfit("f", f"is none of {', '.join(FORMATS)}")
    best = request.accept_mimetypes.best_match([kind, JSON, HTML])
    return chosen == "html" or (not chosen and best == HTML)
