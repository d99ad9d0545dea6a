"""A photo arrives in chunks, is put together, sealed, and drawn small."""

from backend.reports import remains
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

    The bytes are durable before the row that acknowledges them, and the last chunk is acknowledged only when
    the whole photo is the promised one. Raises NotFound, WrongOffset, Unreadable, DigestMismatch, WrongPhoto.
    """
    photo = _photo(_own(report_id, by, reports), sha256)
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
    now = _photo(reports.held(report_id), photo.sha256)
    raise WrongOffset(now.offset, complete=True) if now.complete_at else refusal


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
    if not photo.complete_at:  # it started over meanwhile
        outbox.finish(lease)
        return
    if not photo.stored_at and not _seal(report, photo, reports=reports, chest=chest):
        chest.drop_chunks(report.id, photo.sha256)  # now: once it has started over they could be new ones
        outbox.finish(lease, [PhotoLost(report.id, photo.sha256)])
        return
    effects = [] if photo.stored_at else [PhotoStored(report.id, photo.sha256, clock())]
    follows = [Work(Kind.ARCHIVE, report.id)]
    if not photo.derived_at:
        follows.append(Work(Kind.DERIVE, report.id, photo.sha256))
    remains.finish(lease, report, effects, follows, reports=reports, outbox=outbox, chest=chest)


def _seal(report: Report, photo: Photo, *, reports: Reports, chest: Chest) -> bool:
    """Whether the original is in its place now. Its chunks are gone then.

    They go before that is recorded: were the worker killed between, the original is found again, they not.
    """
    try:
        chest.seal(report, photo, _joined(report, photo, reports=reports, chest=chest))
    except ChunksLost:
        if not _is_sealed(report, photo, chest):
            return False
    chest.drop_chunks(report.id, photo.sha256)
    return True


def _joined(report: Report, photo: Photo, *, reports: Reports, chest: Chest) -> bytes:
    """The whole photo. Raises ChunksLost when its bytes are not the promised ones."""
    chunks = reports.chunks(report.id, photo.sha256)
    data = chest.join(report.id, photo.sha256, chunks)
    checked = len(chunks) == 1 and chunks[0].sha256 == photo.sha256  # by joining
    if not checked and digests.sha256(data) != photo.sha256:
        raise ChunksLost(photo.sha256)
    return data


def _is_sealed(report: Report, photo: Photo, chest: Chest) -> bool:
    """Whether an earlier try put the original in its place and was ended before it could say so."""
    try:
        return digests.sha256(chest.original(report, photo)) == photo.sha256
    except NotFound:
        return False


def derive(
    lease: Lease, *, reports: Reports, outbox: Outbox, chest: Chest, darkroom: Darkroom, clock: Clock
) -> None:
    """Draw the small copies of a sealed photo; one that cannot be decoded is flagged and stays sealed."""
    try:
        report = reports.get(lease.work.report)
        photo = _photo(report, lease.work.photo)
        data = chest.original(report, photo)
    except NotFound:
        outbox.finish(lease)
        return
    unusable = ""
    try:
        for size, copy in darkroom.copies(data).items():
            chest.keep_copy(report.id, photo.sha256, size, copy)
    except Unusable as cause:
        unusable = str(cause) or "cannot be decoded"
    derived = PhotoDerived(report.id, photo.sha256, clock(), unusable)
    follows = [Work(Kind.ARCHIVE, report.id)] if unusable else []
    if photo.public:  # a copy residents should see was missing
        follows.append(Work(Kind.PUBLISH, report.id))
    remains.finish(lease, report, [derived], follows, reports=reports, outbox=outbox, chest=chest)


def discard(lease: Lease, *, outbox: Outbox, chest: Chest) -> None:
    """Remove what a discarded report left behind. The body of a task."""
    remains.clear(lease.work, chest)
    outbox.finish(lease)
