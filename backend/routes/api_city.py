"""The city register, as phones keep it and maps draw it."""

from apiflask import APIBlueprint
from flask import Response, jsonify, request
from flask.typing import ResponseReturnValue

from backend.routes.described import COUNT, answer, record, tells
from backend.routes.doors import anyone
from backend.routes.marker import API
from backend.wiring import parts

bp = APIBlueprint("api_city", __name__, url_prefix="/api/v1", tag="city")

SOON = "public, no-cache"
"""Kept, and asked about each time: a new version is seen at once."""

REGISTER = record(version=COUNT, kelurahan={"type": "array"}, categories={"type": "array"})
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


def _conditional(told: Response) -> Response:
    told.headers["Cache-Control"] = SOON
    told.make_conditional(request)
    return told


def _marked(document: bytes) -> bytes:
    """The bytes of a JSON object with our mark as its first member."""
    return b'{"api":"' + API.encode() + b'",' + document[1:]
