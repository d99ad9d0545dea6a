"""Pictures links are shared with: /bagikan/{report, kelurahan or city}/{version}.jpg."""

import re

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from backend.reports.ports import NotFound
from backend.residents import atlas, sharing
from backend.routes.doors import anyone
from backend.routes.pictures import PUBLIC
from backend.routes.places import kelurahan_of
from backend.wiring import parts
from media import poster

bp = Blueprint("posters", __name__)

UUID_WRITTEN = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
VERSION = re.compile("[0-9a-f]{20}")


@bp.get("/bagikan/<subject>/<version>.jpg")
@anyone
def get_poster(subject: str, version: str) -> ResponseReturnValue:
    """While a picture is not drawn yet, the one of the site as such.

    No version is kept for long: a report that is taken back was a dot on the picture of its kelurahan, too.
    Raises NotFound for what is not public, or no longer is.
    """
    if _is_report(subject):
        parts().public.showcase.get(subject)
    return _shown(subject, version)


@bp.get("/kelurahan/<code>/kartu.jpg")
@anyone
def get_card(code: str) -> ResponseReturnValue:
    """The one that hangs now, for sites that take pictures and no frames. Raises NotFound."""
    kelurahan_of(code)
    return _shown(code, sharing.named(parts().public.snapshots, code))


def _shown(subject: str, version: str) -> Response:
    try:
        return _jpeg(_hung(subject, version), version)
    except NotFound:
        return _jpeg(poster.plain(), "plain")


def _is_report(subject: str) -> bool:
    """Rather than a kelurahan or the city. Raises NotFound for what is none of them."""
    if subject == atlas.CITY or subject in parts().city.register().kelurahan:
        return False
    if not UUID_WRITTEN.fullmatch(subject):
        raise NotFound("no such picture")
    return True


def _hung(subject: str, version: str) -> bytes:
    """Raises NotFound."""
    if not VERSION.fullmatch(version):
        raise NotFound("no such version")
    return parts().gallery.hung(subject, version)


def _jpeg(data: bytes, etag: str) -> Response:
    told = Response(data, content_type="image/jpeg")
    told.headers["Cache-Control"] = PUBLIC
    told.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    told.set_etag(etag)
    told.make_conditional(request)
    return told
