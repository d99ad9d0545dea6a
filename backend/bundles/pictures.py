"""A photo that came in a rescue bundle goes where its phone would have sent it, by the same rule."""

import base64
import hashlib

from backend.reports import photos, ports
from backend.reports.report import Sender
from backend.wiring import Parts
from sync.envelope import Unreadable
from sync.upload import CHUNK_MAX


def hand_in_photo(data: bytes, report_id: str, parts: Parts, *, by: Sender) -> str | None:
    """What is missing of it; why it was refused, if it was. Raises Unavailable."""
    try:
        _append(data, report_id, parts, by)
    except ports.NotFound:
        return "a photo that was not promised"
    except (ports.WrongOffset, photos.WrongPhoto, Unreadable) as error:
        return f"a photo: {error}"
    return None


def _append(data: bytes, report_id: str, parts: Parts, by: Sender) -> None:
    sha256 = hashlib.sha256(data).hexdigest()
    at = photos.standing(report_id, sha256, by=by, reports=parts.reports)
    while not at.complete:
        chunk = data[at.offset : at.offset + CHUNK_MAX]
        at = photos.take(
            report_id,
            sha256,
            chunk,
            offset=at.offset,
            last=at.offset + len(chunk) == len(data),
            digest=content_digest(chunk),
            by=by,
            reports=parts.reports,
            chest=parts.chest,
            clock=parts.clock,
            queue=parts.queue,
        )


def content_digest(data: bytes) -> str:
    """The header of RFC 9530."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(data).digest()).decode()}:"
