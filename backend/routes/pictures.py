"""Pictures: public copies for everyone, unblurred ones for people who review. Originals: pages_original."""

import hashlib
from uuid import UUID

from apiflask import APIBlueprint
from flask import Response, g, request
from flask.typing import ResponseReturnValue

from backend.people.roles import Action, scopes
from backend.reports import ports, showing
from backend.reports.photos import promised
from backend.reports.ports import NotFound
from backend.reports.publishing import ACROSS
from backend.reports.report import Report
from backend.routes.covers_form import boxes_in
from backend.routes.described import answer, tells
from backend.routes.doors import anyone, may, within
from backend.wiring import parts
from media.photo import SIZES, Unusable, tiny

bp = APIBlueprint("pictures", __name__, tag="review")

PUBLIC = "public, max-age=60"
"""A minute: what is withdrawn is gone from caches soon after; the ETag makes asking again cheap."""
PRIVATE = "private, no-cache"
"""Kept by the reviewer's browser, shown only after asking again: never to the next person."""
PICTURE = {"type": "string", "contentMediaType": "image/webp"}


@bp.get("/media/<uuid:report_id>/<sha256:sha256>/<int:size>.webp")
@bp.doc(hide=True)
@anyone
def get_public_picture(report_id: UUID, sha256: str, size: int) -> ResponseReturnValue:
    """A blurred copy that was published."""
    told = _webp(_shown(str(report_id), sha256, size), PUBLIC)
    told.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return told


@bp.get("/api/v1/reports/<uuid:report_id>/photos/<sha256:sha256>/<int:size>")
@bp.doc(
    **tells({200: answer("WebP.", PICTURE, kind="image/webp")}, refuses=(401, 403, 404, 503)),
)
@may(Action.REVIEW)
def get_picture(report_id: UUID, sha256: str, size: int) -> ResponseReturnValue:
    """A small copy for people who review, not blurred."""
    _reviewed(report_id, sha256)
    return _webp(parts().chest.copy(str(report_id), sha256, _known(size)), PRIVATE)


@bp.get("/api/v1/reports/<uuid:report_id>/photos/<sha256:sha256>/covered")
@bp.doc(
    **tells(
        {200: answer("WebP.", PICTURE, kind="image/webp")},
        refuses=(401, 403, 404, 422, 503),
        query=("cover",),
    ),
)
@may(Action.READ)
def get_covered(report_id: UUID, sha256: str) -> ResponseReturnValue:
    """The photo as residents would see it, each `cover` ("x y width height" as fractions) drawn over.

    Only who reviews it may try others than a person chose, or else a machine proposes; who only reads sees
    nothing that nobody has looked at. Raises Unreadable.
    """
    report = _reviewed(report_id, sha256)
    photo = promised(report, sha256)
    reviews = scopes(g.person, Action.REVIEW).covers(report.kelurahan)
    if not (reviews or showing.is_seen_to(report, photo)):
        raise NotFound("nobody has looked yet for what must be covered")
    asked = boxes_in(request.args.getlist("cover")) if reviews else []
    boxes = asked or showing.covers(report, photo)
    copy = parts().chest.copy(report.id, sha256, max(SIZES))
    try:
        drawn = parts().darkroom.covered(copy, boxes, (max(SIZES),))
    except ports.Unusable as cause:
        raise NotFound("its copy is damaged") from cause
    return _webp(drawn[max(SIZES)], PRIVATE)


@bp.get("/api/v1/reports/<uuid:report_id>/photos/<sha256:sha256>/thumb")
@bp.doc(
    **tells({200: answer("WebP.", PICTURE, kind="image/webp")}, refuses=(401, 403, 404, 503)),
)
@may(Action.REVIEW)
def get_thumb(report_id: UUID, sha256: str) -> ResponseReturnValue:
    """The tiny picture that came with the words, drawn anew: nothing a phone sent is shown as it came.

    None comes with the simple form: the smallest copy stands in for it.
    """
    report = _reviewed(report_id, sha256)
    thumb = next(p.thumb for p in report.promises if p.sha256 == sha256)
    picture = _redrawn(thumb) if thumb else parts().chest.copy(report.id, sha256, min(SIZES))
    return _webp(picture, PRIVATE)


def _shown(report_id: str, sha256: str, size: int) -> bytes:
    """What was published before there was a copy for phones has its large one instead. Raises NotFound."""
    chest = parts().chest
    if size != ACROSS:
        return chest.shown(report_id, sha256, _known(size))
    try:
        return chest.shown(report_id, sha256, ACROSS)
    except NotFound:
        return chest.shown(report_id, sha256, max(SIZES))


def _redrawn(thumb: bytes) -> bytes:
    """Raises NotFound for what is no picture."""
    try:
        return tiny(thumb)
    except Unusable as cause:
        raise NotFound("no picture can be made of it") from cause


def _reviewed(report_id: UUID, sha256: str) -> Report:
    """The report, if the asker reviews or reads it and it has that photo. Raises NotFound."""
    report = parts().reports.get(str(report_id))
    within(report.kelurahan)
    if not any(photo.sha256 == sha256 for photo in report.photos):
        raise NotFound("no such photo")
    return report


def _known(size: int) -> int:
    if size not in SIZES:
        raise NotFound("no such size")
    return size


def _webp(data: bytes, keep: str) -> Response:
    told = Response(data, content_type="image/webp")
    told.headers["Cache-Control"] = keep
    told.set_etag(hashlib.sha256(data).hexdigest()[:32])
    told.make_conditional(request)
    return told
