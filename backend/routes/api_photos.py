"""A photo arrives in chunks and goes on where it was cut (draft-ietf-httpbis-resumable-upload-11)."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from apiflask import APIBlueprint
from flask import g, request
from flask.typing import ResponseReturnValue

from backend.reports import photos
from backend.reports.ports import Progress
from backend.routes.bodies import body
from backend.routes.described import UPLOAD_HEADERS, answer, tells
from backend.routes.doors_phone import senders_only
from backend.wiring import parts
from sync import fields
from sync.envelope import Problem, Unreadable
from sync.upload import CHUNK_MAX

T = TypeVar("T")

bp = APIBlueprint("api_photos", __name__, url_prefix="/api/v1/reports/<uuid:report_id>/photos", tag="sync")

KIND = "application/partial-upload"
PHOTO = "/<sha256:sha256>"
CHUNK = {"type": "string", "contentMediaType": "application/octet-stream", "maxLength": CHUNK_MAX}


@bp.patch(PHOTO)
@bp.doc(
    **tells(
        {204: answer("The chunk is durable.", headers=UPLOAD_HEADERS)},
        refuses=(400, 401, 403, 404, 409, 413, 415, 422, 429, 503),
        headers=("Upload-Offset", "Upload-Complete", "Content-Digest", "Masdarling-Owner"),
        body=CHUNK,
        kind=KIND,
    )
)
@senders_only
def patch_photo(report_id: UUID, sha256: str) -> ResponseReturnValue:
    """Append a chunk at Upload-Offset.

    409 carries the right Upload-Offset; 422 carries Upload-Offset too: 0 when the whole photo was wrong.
    """
    room = parts()
    progress = photos.take(
        str(report_id),
        sha256,
        body(content_type=KIND, limit=CHUNK_MAX),
        offset=upload_offset(),
        last=upload_complete(),
        digest=request.headers.get("Content-Digest"),
        by=g.sender,
        reports=room.reports,
        chest=room.chest,
        clock=room.clock,
        queue=room.queue,
    )
    return "", 204, told(progress)


@bp.route(PHOTO, methods=["HEAD"])
@bp.doc(
    **tells(
        {204: answer("How far the photo has come.", headers=UPLOAD_HEADERS)},
        refuses=(401, 403, 404, 503),
        headers=("Masdarling-Owner",),
    )
)
@senders_only
def head_photo(report_id: UUID, sha256: str) -> ResponseReturnValue:
    """Where the next chunk begins."""
    progress = photos.standing(str(report_id), sha256, by=g.sender, reports=parts().reports)
    return "", 204, told(progress)


def told(progress: Progress) -> dict[str, str]:
    return {
        "Upload-Offset": str(progress.offset),
        "Upload-Complete": "?1" if progress.complete else "?0",
        "Masdarling-State": progress.custody.value,
    }


def upload_offset() -> int:
    """Bytes. Raises Unreadable."""
    return _field("Upload-Offset", fields.integer)


def upload_complete() -> bool:
    """Raises Unreadable."""
    return _field("Upload-Complete", fields.boolean)


def _field(name: str, read: Callable[[str], T]) -> T:
    try:
        return read(request.headers.get(name, ""))
    except ValueError as cause:
        raise Unreadable(Problem(name, str(cause))) from cause
