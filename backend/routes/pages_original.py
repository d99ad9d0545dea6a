"""The sealed original of a photo: opened for a reason, and never without a line of the audit log."""

from uuid import UUID

from flask import Blueprint, Response, request

from backend.audit.acting import about
from backend.people.roles import Action
from backend.reports import ports, sealed
from backend.reports.photos import promised
from backend.reports.ports import NotFound
from backend.routes.doors import may, within
from backend.wiring import parts

bp = Blueprint("pages_original", __name__)

NEVER_KEPT = {"Cache-Control": "no-store", "Content-Disposition": "inline", "Vary": "Cookie"}


@bp.post("/tinjau/<uuid:report_id>/foto/<sha256:sha256>/asli")
@may(Action.OPEN_ORIGINAL)
def open_original(report_id: UUID, sha256: str) -> Response:
    """The photo in its full size, as JPEG. The door keeps the line before the answer leaves.

    By POST, for what is fetched ahead, kept by a browser or passed through a service worker are GETs.
    Raises NotFound, Unreadable.
    """
    report = parts().reports.get(str(report_id))
    within(report.kelurahan)
    why, words = request.form.get("why", ""), request.form.get("words", "").strip()
    sealed.check(why, words)
    photo = promised(report, sha256)
    picture = _drawn(parts().chest.original(report, photo))
    about("photo", sha256, report=report.id, why=why, words=words)
    return Response(picture, headers=NEVER_KEPT, content_type="image/jpeg")


def _drawn(original: bytes) -> bytes:
    """Its pixels only: neither what a crafted file does to a browser, nor where and with what it was taken.

    Raises NotFound for what is no picture.
    """
    try:
        return parts().darkroom.full(original)
    except ports.Unusable as cause:
        raise NotFound("no picture can be made of it") from cause
