"""What the archive holds of each report, and reports read back from it."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import and_, bindparam, case, exists, false, func, or_, select, update
from sqlalchemy.engine import Connection

from backend.reports.ports import Kind, ReportArchived
from backend.reports.report import Custody, Photo, Report
from backend.stores import echoes, rows, voices
from backend.stores.columns import Instant
from backend.stores.keeping import keep
from backend.stores.prepared import Prepared
from backend.stores.tables import outbox, photos, replies, reports

UNARCHIVED = (
    select(reports.c.id)
    .where(
        reports.c.archived == false(),
        reports.c.received_at < bindparam("before"),
        ~exists().where(outbox.c.report == reports.c.id, outbox.c.kind.in_([Kind.STORE, Kind.ARCHIVE])),
    )
    .order_by(reports.c.received_at)
    .limit(bindparam("most"))
)

SAFE = and_(
    reports.c.complete_at.is_not(None),
    ~exists().where(photos.c.report == reports.c.id, photos.c.stored_at.is_(None)),
    bindparam("custody") == Custody.STORED,
)
"""Every photo is sealed, and the document says so."""
STILL_PARTIAL = and_(reports.c.complete_at.is_(None), bindparam("custody") == Custody.PARTIAL)
RECORD = Prepared(
    update(reports)
    .where(reports.c.id == bindparam("report_id"))
    .values(
        archived=and_(reports.c.version == bindparam("seen"), or_(SAFE, STILL_PARTIAL)),
        stored_at=case(
            (SAFE, func.coalesce(reports.c.stored_at, bindparam("at", type_=Instant))),
            else_=reports.c.stored_at,
        ),
    )
)
RECORD_REPLIES = (
    update(replies)
    .where(
        replies.c.report == bindparam("report_id"),
        replies.c.id.in_(bindparam("ids", expanding=True)),
        replies.c.stored_at.is_(None),
    )
    .values(stored_at=bindparam("at", type_=Instant))
)


def unarchived(connection: Connection, before: datetime, limit: int) -> tuple[str, ...]:
    """Dead work counts as work: it waits for a person, not for the sweep."""
    return tuple(connection.execute(UNARCHIVED, {"before": before, "most": limit}).scalars())


def record(connection: Connection, done: ReportArchived) -> None:
    """A document with that version, custody and those replies lies in the archive now."""
    RECORD.count(connection, report_id=done.report, seen=done.version, custody=done.custody, at=done.at)
    if done.replies:
        connection.execute(
            RECORD_REPLIES, {"report_id": done.report, "ids": list(done.replies), "at": done.at}
        )


def restore(connection: Connection, report: Report, due: datetime | None) -> None:
    """A photo that was not sealed yet starts over: where its chunks lay is not archived."""
    kept = _without_chunks(report)
    archived = kept == report and kept.custody != Custody.COMPLETE
    keep(connection, kept, rows.of_report(kept, due) | {"archived": archived})
    echoes.restore(connection, kept)
    voices.restore(connection, kept)


def _without_chunks(report: Report) -> Report:
    if all(photo.stored_at for photo in report.photos):
        return report
    photos_left = tuple(photo if photo.stored_at else _at_its_beginning(photo) for photo in report.photos)
    return replace(report, photos=photos_left, complete_at=None, stored_at=None)


def _at_its_beginning(photo: Photo) -> Photo:
    return replace(photo, offset=0, complete_at=None)
