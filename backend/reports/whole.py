"""A photo that is here whole, out of a file or a form: it goes chunk by chunk, as from a phone."""

from backend.reports import photos
from backend.reports.ports import Chest, Clock, Queue, Reports
from backend.reports.report import Sender
from sync.digest import content_digest, sha256
from sync.upload import CHUNK_MAX


def take(
    report_id: str,
    data: bytes,
    *,
    by: Sender,
    reports: Reports,
    chest: Chest,
    clock: Clock,
    queue: Queue,
) -> None:
    """What is missing of it, from where it stands: twice is once. Raises as `photos.take`."""
    name = sha256(data)
    at = photos.standing(report_id, name, by=by, reports=reports)
    while not at.complete:
        chunk = data[at.offset : at.offset + CHUNK_MAX]
        at = photos.take(
            report_id,
            name,
            chunk,
            offset=at.offset,
            last=at.offset + len(chunk) == len(data),
            digest=content_digest(chunk),
            by=by,
            reports=reports,
            chest=chest,
            clock=clock,
            queue=queue,
        )
