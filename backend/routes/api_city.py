"""The city register, as phones keep it and maps draw it."""

from apiflask import APIBlueprint
from flask import Response, jsonify, request
from flask.typing import ResponseReturnValue

from backend.reports.ports import NotFound
from backend.residents import pack
from backend.routes.described import COUNT, TEXT, answer, many, record, tells
from backend.routes.doors import anyone
from backend.routes.marker import API
from backend.routes.pages_kept import SOON, kept_drawing, packed
from backend.wiring import parts

bp = APIBlueprint("api_city", __name__, url_prefix="/api/v1", tag="city")

REGISTER = record(version=COUNT, kelurahan={"type": "array"}, categories={"type": "array"})
PACK = record(
    v=COUNT,
    kelurahan=TEXT,
    register=COUNT,
    outlines={"type": "object", "description": "GeoJSON geometries by code of kelurahan, WGS84."},
    reports=many(
        {
            "type": "object",
            "required": ["id", "category", "state", "cell", "me_too", "reported_on", "excerpt", "thumb"],
            "description": "`cell` is the middle of a 100 m square; `thumb` a WebP in base 64, or empty.",
        }
    ),
)
SHAPES = record(type={"const": "FeatureCollection"}, features={"type": "array"})


@bp.get("/register")
@bp.doc(
    **tells(
        {200: answer("The version in force.", REGISTER), 304: answer("As the ETag says.")},
        headers=("If-None-Match",),
    )
)
@anyone
def get_register() -> ResponseReturnValue:
    """Kelurahan, categories with their questions, agencies and reasons."""
    data, etag = parts().city.document()
    told = Response(_marked(data), content_type="application/json")
    told.set_etag(etag)
    return _conditional(told)


@bp.get("/kelurahan")
@bp.doc(
    **tells(
        {200: answer("GeoJSON (RFC 7946), WGS84.", SHAPES), 304: answer("As the ETag says.")},
        headers=("If-None-Match",),
    )
)
@anyone
def get_kelurahan() -> ResponseReturnValue:
    """The shape of every kelurahan; `official` is false where it is drawn from reference points."""
    told = jsonify({"api": API, **parts().city.shapes()})
    told.set_etag(f"kelurahan-{parts().city.version}")
    return _conditional(told)


@bp.get("/kelurahan/<code>/pack")
@bp.doc(
    **tells(
        {
            200: answer("At most 400 kB when compressed.", PACK),
            304: answer("As the ETag says."),
        },
        refuses=(404, 503),
        headers=("If-None-Match",),
    )
)
@anyone
def get_pack(code: str) -> ResponseReturnValue:
    """What a phone carries along: outlines of the city and the open public reports of one kelurahan."""
    city = parts().city
    if code not in city.register().kelurahan:
        raise NotFound("no such kelurahan")
    drawn, etag = kept_drawing(pack.name(code))
    facts = {"api": API, "v": 1, "kelurahan": code, "register": city.version, "outlines": city.outlines()}
    told = jsonify({**facts, "reports": drawn.get("reports", [])})
    told.set_etag(f"{city.version}-{etag}")
    told.vary.add("Accept-Encoding")
    return packed(_conditional(told))


def _conditional(told: Response) -> Response:
    told.headers["Cache-Control"] = SOON
    told.make_conditional(request)
    return told


def _marked(document: bytes) -> bytes:
    """The bytes of a JSON object with our mark as its first member."""
    return b'{"api":"' + API.encode() + b'",' + document[1:]
