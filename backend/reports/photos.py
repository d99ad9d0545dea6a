"""A photo arrives in chunks, is put together, sealed, and drawn small."""

from collections.abc import Sequence

from backend.reports.intake import is_from
from backend.reports.ports import (
    Chest,
    Chunk,
    ChunksLost,
    Clock,
    Darkroom,
    Held,
    Kind,
    Lease,
    NotFound,
    Outbox,
    PhotoDerived,
    PhotoLost,
    PhotoStored,
    Progress,
    Queue,
    Reports,
    Unusable,
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

    The bytes are durable before the row that acknowledges them. Raises NotFound, WrongOffset, Unreadable,
    DigestMismatch, WrongPhoto.
    """
    held = _own(report_id, by, reports)
    photo = _photo(held, sha256)
    try:
        Growth(photo.size, photo.offset).takes(offset=offset, length=len(data), last=last)
    except ElsewhereNow as cause:
        raise WrongOffset(photo.offset, complete=photo.complete_at is not None) from cause
    except BadChunk as cause:
        raise Unreadable(Problem("Upload-Offset", cause.problem)) from cause
    chunk = Chunk(offset, len(data), digests.checked(data, digest))
    if last:
        _whole(report_id, sha256, chunk, data, reports=reports, chest=chest)
    chest.keep_chunk(report_id, sha256, offset, data)
    work = [Work(Kind.STORE, report_id, sha256)] if last else []
    progress = reports.add_chunk(report_id, sha256, chunk, last=last, at=clock(), work=work)
    if last:
        queue.nudge()
    return progress


def _whole(report_id: str, sha256: str, chunk: Chunk, data: bytes, *, reports: Reports, chest: Chest) -> None:
    """Check the photo that this last chunk completes. Raises WrongPhoto, after starting over."""
    if chunk.offset == 0 and chunk.sha256 == sha256:
        return
    earlier = reports.chunks(report_id, sha256) if chunk.offset else ()
    try:
        if digests.sha256(chest.join(report_id, sha256, earlier) + data) == sha256:
            return
    except ChunksLost:
        pass  # the phone still has every byte: it starts over just the same
    reports.start_over(report_id, sha256)
    raise WrongPhoto(sha256)


def standing(report_id: str, sha256: str, *, by: Sender, reports: Reports) -> Progress:
    """How far a photo has come. Raises NotFound."""
    held = _own(report_id, by, reports)
    photo = _photo(held, sha256)
    return Progress(photo.offset, photo.complete_at is not None, held.custody)


def _own(report_id: str, by: Sender, reports: Reports) -> Held:
    held = reports.held(report_id)
    if not is_from(held.sender, by):
        raise NotFound(report_id)
    return held


def _photo(kept: Held | Report, sha256: str) -> Photo:
    for photo in kept.photos:
        if photo.sha256 == sha256:
            return photo
    raise NotFound(sha256)


def store(lease: Lease, *, reports: Reports, outbox: Outbox, chest: Chest, clock: Clock) -> None:
    """Put a complete photo together, check it once more and seal its original. The body of a task.

    Chunks that are lost or damaged send the photo back to offset 0: the phone lets go of its bytes only when
    the report is stored.
    """
    try:
        report = reports.get(lease.work.report)
        photo = _photo(report, lease.work.photo)
    except NotFound:  # discarded meanwhile
        outbox.finish(lease)
        return
    if photo.stored_at:
        outbox.finish(lease, work=_after(report, photo))
    elif photo.complete_at:
        _seal(lease, report, photo, reports=reports, outbox=outbox, chest=chest, clock=clock)
    else:  # it started over meanwhile
        outbox.finish(lease)


def _seal(
    lease: Lease,
    report: Report,
    photo: Photo,
    *,
    reports: Reports,
    outbox: Outbox,
    chest: Chest,
    clock: Clock,
) -> None:
    try:
        chest.seal(report, photo, _joined(report, photo, reports=reports, chest=chest))
    except ChunksLost:
        if not _sealed_before(report, photo, chest):
            outbox.finish(lease, [PhotoLost(report.id, photo.sha256)])
            chest.drop_chunks(report.id, photo.sha256)
            return
    # The chunks go first: were the worker killed between, the sealed original is found again, a chunk never.
    chest.drop_chunks(report.id, photo.sha256)
    outbox.finish(lease, [PhotoStored(report.id, photo.sha256, clock())], _after(report, photo))


def _joined(report: Report, photo: Photo, *, reports: Reports, chest: Chest) -> bytes:
    """The whole photo. Raises ChunksLost when its bytes are not the promised ones."""
    data = chest.join(report.id, photo.sha256, reports.chunks(report.id, photo.sha256))
    if digests.sha256(data) != photo.sha256:
        raise ChunksLost(photo.sha256)
    return data


def _sealed_before(report: Report, photo: Photo, chest: Chest) -> bool:
    """Whether an earlier try put the original in its place and was ended before it could say so."""
    try:
        return digests.sha256(chest.original(report, photo)) == photo.sha256
    except NotFound:
        return False


def _after(report: Report, photo: Photo) -> Sequence[Work]:
    """What follows on sealing a photo. Writing the archive waits until the last one is sealed."""
    follows = [] if photo.derived_at else [Work(Kind.DERIVE, report.id, photo.sha256)]
    if report.complete_at and all(other.stored_at for other in report.photos if other is not photo):
        follows.append(Work(Kind.ARCHIVE, report.id))
    return follows


def derive(
    lease: Lease, *, reports: Reports, outbox: Outbox, chest: Chest, darkroom: Darkroom, clock: Clock
) -> None:
    """Draw the small copies of a sealed photo; one that cannot be decoded is flagged and stays sealed."""
    report_id, sha256 = lease.work.report, lease.work.photo
    try:
        report = reports.get(report_id)
        photo = _photo(report, sha256)
        data = chest.original(report, photo)
    except NotFound:
        outbox.finish(lease)
        return
    unusable = ""
    try:
        for size, copy in darkroom.copies(data).items():
            chest.keep_copy(report_id, sha256, size, copy)
    except Unusable as cause:
        unusable = str(cause) or "cannot be decoded"
    follows = [Work(Kind.ARCHIVE, report_id)] if unusable else []
    outbox.finish(lease, [PhotoDerived(report_id, sha256, clock(), unusable)], follows)


def discard(lease: Lease, *, outbox: Outbox, chest: Chest) -> None:
    """Remove the chunks of a report that its sender took back."""
    chest.drop_chunks(lease.work.report)
    outbox.finish(lease)
