"""What the OGC API says about itself: the documents of OGC 17-069r4 (Features, part 1: core)."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from backend.reports.wita import WITA
from backend.residents.data.asked import LIMIT, LIMIT_MAX
from backend.residents.item import Standing
from backend.routes.data_told import GEOJSON, link

JSON, HTML = "application/json", "text/html"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
MORNING, NIGHT = time(), time(23, 59, 59)
GREGORIAN = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"
CONFORMANCE = {
    "conformsTo": [
        f"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{each}"
        for each in ("core", "geojson", "oas30")
    ]
}
REPORTS, KELURAHAN = "reports", "kelurahan"
TITLES = {
    REPORTS: (
        "Laporan lingkungan / Environmental reports",
        "Published reports; points are middles of squares of 111 m.",
    ),
    KELURAHAN: ("Kelurahan", "The kelurahan of Bontang and their outlines."),
}
FILTERED = ("kelurahan", "category", "state")
PARAMETERS: dict[str, tuple[str, ...]] = {
    REPORTS: ("bbox", "datetime", *FILTERED, "limit", "cursor", "f"),
    KELURAHAN: ("bbox", "datetime", "limit", "cursor", "f"),
}

Days = tuple[date, date] | None


def landing(root: str) -> dict[str, Any]:
    return {
        "title": "Masdarling",
        "description": "Published environmental reports of Bontang.",
        "links": [
            link("self", f"{root}/", JSON),
            link("alternate", f"{root}/?f=html", HTML),
            link("service-desc", f"{root}/api", OPENAPI),
            link("conformance", f"{root}/conformance", JSON),
            link("data", f"{root}/collections", JSON),
        ],
    }


def collections(root: str, bounds: Sequence[float], days: Days) -> dict[str, Any]:
    return {
        "links": [link("self", f"{root}/collections", JSON)],
        "collections": [collection(root, name, bounds, days) for name in TITLES],
    }


def collection(root: str, name: str, bounds: Sequence[float], days: Days) -> dict[str, Any]:
    """`bounds`: west, south, east, north in degrees; `days`: of the first and the last report."""
    here, (title, description) = f"{root}/collections/{name}", TITLES[name]
    return {
        "id": name,
        "title": title,
        "description": description,
        "itemType": "feature",
        "crs": [CRS84],
        "extent": {
            "spatial": {"bbox": [list(bounds)], "crs": CRS84},
            "temporal": {"interval": [_interval(days if name == REPORTS else None)], "trs": GREGORIAN},
        },
        "links": [
            link("self", here, JSON),
            link("items", f"{here}/items", GEOJSON),
            link("items", f"{here}/items?f=html", HTML),
        ],
    }


def _interval(days: Days) -> list[str | None]:
    """From the first moment of the first day in Bontang to the last of the last, in UTC (RFC 3339).

    A sign of another offset would be read as a space in an address. Kelurahan are of no time.
    """
    if days is None:
        return [None, None]
    first, last = days
    ends = (datetime.combine(*end, WITA).astimezone(UTC) for end in ((first, MORNING), (last, NIGHT)))
    return [f"{end:%Y-%m-%dT%H:%M:%SZ}" for end in ends]


def api(root: str) -> dict[str, Any]:
    """OpenAPI 3.0: without the limits said here GDAL asks for ten reports at a time."""
    return {
        "openapi": "3.0.3",
        "info": {"title": "Masdarling: OGC API - Features", "version": "1.0.0"},
        "servers": [{"url": root}],
        "paths": {
            "/": _path("landingPage", "What there is", JSON),
            "/conformance": _path("conformance", "Which classes of the standard are kept", JSON),
            "/collections": _path("collections", "The collections", JSON),
            **{path: said for name in TITLES for path, said in _of_collection(name).items()},
        },
        "components": {"parameters": {name: _parameter(name) for name in SCHEMAS}},
    }


def _of_collection(name: str) -> dict[str, Any]:
    here, title = f"/collections/{name}", name.capitalize()
    one = {"name": "featureId", "in": "path", "required": True, "schema": {"type": "string"}}
    return {
        here: _path(f"describe{title}", f"About {name}", JSON),
        f"{here}/items": _path(f"get{title}", f"A page of {name}", GEOJSON, PARAMETERS[name]),
        f"{here}/items/{{featureId}}": _path(f"get{title}One", f"One of {name}", GEOJSON, ("f",), [one]),
    }


def _path(
    operation: str, summary: str, kind: str, names: Sequence[str] = ("f",), own: Sequence[Any] = ()
) -> dict[str, Any]:
    shared = [{"$ref": f"#/components/parameters/{name}"} for name in names]
    answers = {"200": {"description": summary, "content": {kind: {"schema": {"type": "object"}}}}}
    refused = {"400": {"description": "A parameter is not understood"}}
    get = {"operationId": operation, "summary": summary, "parameters": [*own, *shared]}
    return {"get": {**get, "responses": answers | refused}}


SCHEMAS: dict[str, dict[str, Any]] = {
    "limit": {"type": "integer", "minimum": 1, "maximum": LIMIT_MAX, "default": LIMIT},
    "bbox": {
        "type": "array",
        "items": {"type": "number"},
        "oneOf": [{"minItems": 4, "maxItems": 4}, {"minItems": 6, "maxItems": 6}],
    },
    "datetime": {"type": "string"},
    "kelurahan": {"type": "string"},
    "category": {"type": "string"},
    "state": {"type": "string", "enum": list(Standing)},
    "cursor": {"type": "string"},
    "f": {"type": "string", "enum": ["json", "html"]},
}


def _parameter(name: str) -> dict[str, Any]:
    in_query = {"name": name, "in": "query", "required": False, "schema": SCHEMAS[name]}
    return in_query | ({"style": "form", "explode": False} if name == "bbox" else {})
