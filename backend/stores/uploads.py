"""Photos on their way in, chunk by chunk."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, case, delete, insert, null, update
from sqlalchemy.engine import Connection

from backend.reports.ports import Chunk, NotFound, Progress, Work, WrongOffset
from backend.reports.report import Custody
from backend.stores.columns import Instant
from backend.stores.prepared import Prepared
from backend.stores.reading import PHOTO
from backend.stores.tables import chunks, photos, reports
from backend.stores.work import ask

THIS_PHOTO = (photos.c.report == bindparam("report_id"), photos.c.sha256 == bindparam("photo_id"))

ADVANCE = Prepared(
    update(photos)
    .where(*THIS_PHOTO, photos.c.acknowledged == bindparam("start"), photos.c.complete_at.is_(None))
    .values(acknowledged=bindparam("end"), complete_at=bindparam("at"))
)
KEEP_CHUNK = Prepared(insert(chunks))
# One statement, so that two photos completed at the same moment count one another.
AT = bindparam("at", type_=Instant)
ONE_MORE = Prepared(
    update(reports)
    .where(reports.c.id == bindparam("report_id"))
    .values(
        photos_complete=reports.c.photos_complete + 1,
        complete_at=case((reports.c.photos_complete + 1 == reports.c.photos, AT), else_=null()),
        archived=False,
    )
    .returning(reports.c.complete_at)
)
PHOTO_NOW = PHOTO.with_for_update()
REWIND = (
    update(photos).where(*THIS_PHOTO, photos.c.stored_at.is_(None)).values(acknowledged=0, complete_at=None)
)
FORGET = Prepared(
    delete(chunks).where(chunks.c.report == bindparam("report_id"), chunks.c.photo == bindparam("photo_id"))
)
ONE_LESS = (
    update(reports)
    .where(reports.c.id == bindparam("report_id"))
    .values(photos_complete=reports.c.photos_complete - 1, complete_at=None, archived=False)
)


def add_chunk(
    connection: Connection,
    report_id: str,
    photo: str,
    chunk: Chunk,
    *,
    last: bool,
    at: datetime,
    work: Sequence[Work],
) -> Progress:
    this = {"report_id": report_id, "photo_id": photo}
    end = chunk.offset + chunk.length
    if not ADVANCE.count(connection, **this, start=chunk.offset, end=end, at=at if last else None):
        raise _refusal(connection, report_id, photo)
    KEEP_CHUNK.count(
        connection,
        report=report_id,
        photo=photo,
        start=chunk.offset,
        length=chunk.length,
        sha256=chunk.sha256,
    )
    if not last:
        return Progress(end, complete=False, custody=Custody.PARTIAL)
    complete_at = ONE_MORE.row(connection, report_id=report_id, at=at).complete_at
    ask(connection, work, due=at)
    return Progress(end, complete=True, custody=Custody.COMPLETE if complete_at else Custody.PARTIAL)


def _refusal(connection: Connection, report_id: str, photo: str) -> Exception:
    row = connection.execute(PHOTO, {"report": report_id, "photo": photo}).one_or_none()
    if row is None:
        return NotFound(f"{report_id}/{photo}")
    return WrongOffset(row.acknowledged, complete=row.complete_at is not None)


def start_over(connection: Connection, report_id: str, photo: str, *, complete: bool = False) -> None:
    """`complete`: even when it is complete, because its bytes are lost. Nothing happens once it is stored."""
    this = {"report_id": report_id, "photo_id": photo}
    row = connection.execute(PHOTO_NOW, {"report": report_id, "photo": photo}).one_or_none()
    if row is None or row.stored_at or (row.complete_at and not complete):
        return
    connection.execute(REWIND, this)
    FORGET.count(connection, **this)
    if row.complete_at:
        connection.execute(ONE_LESS, {"report_id": report_id})
