"""A photo arrives in chunks."""

from backend.reports.intake import is_from
from backend.reports.ports import (
    Chest,
    Chunk,
    ChunksLost,
    Clock,
    Held,
    Kind,
    NotFound,
    Progress,
    Queue,
    Reports,
    Work,
    WrongOffset,
)
from backend.reports.report import Photo, Report, Sender
from sync import digest as digests
from sync.envelope import Problem, Unreadable
from sync.upload import BadChunk, ElsewhereNow, Growth


class WrongPhoto(Exception):
    """All bytes are here and they are not the promised photo; it starts over at offset 0."""


def take(
    report_id: str,
    sha256: str,
    data: bytes,
    *,
    offset: int,
    last: bool,
    digest: str | None,
    by: Sender,
    reports: Reports,
    chest: Chest,
    clock: Clock,
    queue: Queue,
) -> Progress:
    """Acknowledge the next chunk of a photo. `digest` is the chunk's Content-Digest header.

    The bytes are durable before the row that acknowledges them, and the last chunk is acknowledged only when
    the whole photo is the promised one. A chunk that is acknowledged already is acknowledged again: its
    answer was lost, and browsers ask once more by themselves where a connection they had used is cut.
    Raises NotFound, WrongOffset, Unreadable, DigestMismatch, WrongPhoto.
    """
    photo = promised(_own(report_id, by, reports), sha256)
    try:
        return _append(
            report_id,
            photo,
            data,
            offset=offset,
            last=last,
            digest=digest,
            reports=reports,
            chest=chest,
            clock=clock,
            queue=queue,
        )
    except WrongOffset:
        now = standing(report_id, sha256, by=by, reports=reports)
        sent = Chunk(offset, len(data), digests.sha256(data))
        if _is_there(report_id, photo, sent, now, reports):
            return now
        raise


def _is_there(report_id: str, photo: Photo, sent: Chunk, now: Progress, reports: Reports) -> bool:
    """Whether the photo has these bytes at that place already; once sealed, whether they would end it."""
    kept = reports.chunks(report_id, photo.sha256)
    if now.complete and not kept:
        return sent.offset + sent.length == photo.size
    return sent in kept


def _append(
    report_id: str,
    photo: Photo,
    data: bytes,
    *,
    offset: int,
    last: bool,
    digest: str | None,
    reports: Reports,
    chest: Chest,
    clock: Clock,
    queue: Queue,
) -> Progress:
    sha256 = photo.sha256
    chunk = _next(photo, data, offset=offset, last=last, digest=digest)
    if last:
        _be_whole(report_id, photo, chunk, data, reports=reports, chest=chest)
    chest.keep_chunk(report_id, sha256, offset, data)
    work = [Work(Kind.STORE, report_id, sha256)] if last else []
    try:
        progress = reports.add_chunk(report_id, sha256, chunk, last=last, at=clock(), work=work)
    except NotFound:  # discarded meanwhile
        chest.drop_chunks(report_id, sha256)
        raise
    if last:
        queue.nudge()
    return progress


def _next(photo: Photo, data: bytes, *, offset: int, last: bool, digest: str | None) -> Chunk:
    """The chunk, when it is what comes next. Raises WrongOffset, Unreadable, DigestMismatch."""
    try:
        Growth(photo.size, photo.offset).takes(offset=offset, length=len(data), last=last)
    except ElsewhereNow as cause:
        raise WrongOffset(photo.offset, complete=photo.complete_at is not None) from cause
    except BadChunk as cause:
        raise Unreadable(Problem("chunk", cause.problem)) from cause
    return Chunk(offset, len(data), digests.checked(data, digest))


def _be_whole(
    report_id: str, photo: Photo, last: Chunk, data: bytes, *, reports: Reports, chest: Chest
) -> None:
    """Check the photo its last chunk completes, before that chunk is kept.

    Raises WrongPhoto, or WrongOffset when earlier chunks are lost; either way the photo starts over. Raises
    WrongOffset too when somebody else was faster.
    """
    if last.sha256 == photo.sha256:  # one chunk is all of it
        return
    try:
        earlier = chest.join(report_id, photo.sha256, reports.chunks(report_id, photo.sha256))
        refusal: Exception = WrongPhoto(f"the bytes are not photo {photo.sha256}")
    except ChunksLost:
        earlier = b""
        refusal = WrongOffset(0)
    if digests.sha256(earlier + data) == photo.sha256:
        return
    reports.start_over(report_id, photo.sha256)
    now = promised(reports.held(report_id), photo.sha256)
    raise WrongOffset(now.offset, complete=True) if now.complete_at else refusal


def standing(report_id: str, sha256: str, *, by: Sender, reports: Reports) -> Progress:
    """How far a photo has come. Raises NotFound."""
    held = _own(report_id, by, reports)
    photo = promised(held, sha256)
    return Progress(photo.offset, photo.complete_at is not None, held.custody)


def _own(report_id: str, by: Sender, reports: Reports) -> Held:
    held = reports.held(report_id)
    if not is_from(held.sender, by, reports):
        raise NotFound(report_id)
    return held


def promised(kept: Held | Report, sha256: str) -> Photo:
    """The photo of that name in a report. Raises NotFound."""
    for photo in kept.photos:
        if photo.sha256 == sha256:
            return photo
    raise NotFound(sha256)
