"""What becomes of a complete photo: its original is sealed, and drawn small. The bodies of tasks."""

from backend.reports import remains
from backend.reports.photos import promised
from backend.reports.ports import (
    Chest,
    ChunksLost,
    Clock,
    Darkroom,
    Kind,
    Lease,
    NotFound,
    Outbox,
    PhotoDerived,
    PhotoLooked,
    PhotoLost,
    PhotoStored,
    Reports,
    Unusable,
    Work,
)
from backend.reports.report import Photo, Report
from sync import digest

LOOKED_AT = 1280
"""Long edge in pixels of the copy a machine looks at."""


def store(lease: Lease, *, reports: Reports, outbox: Outbox, chest: Chest, clock: Clock) -> None:
    """Put a complete photo together, check it once more and seal its original.

    Chunks that are lost or damaged send the photo back to offset 0: the phone lets go of its bytes only when
    the report is stored.
    """
    try:
        report = reports.get(lease.work.report)
        photo = promised(report, lease.work.photo)
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
    remains.finish(lease, report, effects, follows, reports=reports, outbox=outbox)


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
    if not checked and digest.sha256(data) != photo.sha256:
        raise ChunksLost(photo.sha256)
    return data


def _is_sealed(report: Report, photo: Photo, chest: Chest) -> bool:
    """Whether an earlier try put the original in its place and was ended before it could say so."""
    try:
        return digest.sha256(chest.original(report, photo)) == photo.sha256
    except NotFound:
        return False


def derive(
    lease: Lease, *, reports: Reports, outbox: Outbox, chest: Chest, darkroom: Darkroom, clock: Clock
) -> None:
    """Draw the small copies of a sealed photo; one that cannot be decoded is flagged and stays sealed."""
    try:
        report = reports.get(lease.work.report)
        photo = promised(report, lease.work.photo)
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
    follows = [Work(Kind.ARCHIVE if unusable else Kind.LOOK, report.id, "" if unusable else photo.sha256)]
    if photo.public:  # a copy residents should see was missing
        follows.append(Work(Kind.PUBLISH, report.head or report.id))
    remains.finish(lease, report, [derived], follows, reports=reports, outbox=outbox)


def look(lease: Lease, *, outbox: Outbox, chest: Chest, darkroom: Darkroom) -> None:
    """Let a machine look at a drawn photo. What it cannot do leaves the photo without hints, no more."""
    work = lease.work
    try:
        seen = darkroom.look(chest.copy(work.report, work.photo, LOOKED_AT))
    except (NotFound, Unusable):  # discarded, or drawn anew, which asks again
        outbox.finish(lease)
        return
    outbox.finish(lease, [PhotoLooked(work.report, work.photo, seen)])
