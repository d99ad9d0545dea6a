"""A report comes in, moves on, or is taken back by its sender."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Integer, bindparam, delete, func, insert, null, select, update
from sqlalchemy.dialects.postgresql import insert as insert_or
from sqlalchemy.engine import Connection

from backend.reports.ports import Kind, NumberTaken, Regrouped, Stale, Taken, Unavailable, Work
from backend.reports.report import Report
from backend.stores import rows
from backend.stores.prepared import Prepared
from backend.stores.reading import get
from backend.stores.tables import envelopes, holds, outbox, photos, replies, reports, steps
from backend.stores.work import DEAD, LEASED, ask

KEEP = Prepared(insert_or(reports).on_conflict_do_nothing().execution_options(preserve_rowcount=True))
KEEP_ENVELOPE = Prepared(insert(envelopes))
KEEP_STEPS = Prepared(insert(steps))
KEEP_PHOTOS = Prepared(insert(photos))
KEEP_REPLIES = Prepared(insert(replies))
KNOWN = select(reports.c.id).where(reports.c.id == bindparam("id"))
MOVE = (
    update(reports)
    .where(reports.c.id == bindparam("report"), reports.c.version == bindparam("seen"))
    .values(
        state=bindparam("state"),
        version=bindparam("version"),
        moved_at=bindparam("moved_at"),
        due_at=bindparam("due_at"),
        public=bindparam("public"),
        category=bindparam("category"),
        kelurahan=bindparam("kelurahan"),
        came_to=bindparam("came_to"),
        opd=bindparam("opd"),
        head=bindparam("head"),
        archived=False,
    )
)
LET_GO = Prepared(delete(holds).where(holds.c.report == bindparam("report_id")))
SHOW = (
    update(photos)
    .where(photos.c.report == bindparam("id"))
    .values(public=photos.c.sha256.in_(bindparam("shown", expanding=True)))
)
MORE_PHOTOS = (
    update(reports)
    .where(reports.c.id == bindparam("report_id"))
    .values(
        photos=reports.c.photos + bindparam("more", type_=Integer),
        first_photo=func.coalesce(reports.c.first_photo, bindparam("first")),
        complete_at=null(),
        stored_at=null(),
    )
)
DISCARD = delete(reports).where(
    reports.c.id == bindparam("id"), reports.c.complete_at.is_(None), reports.c.version == 1
)
BEHIND = select(reports.c.id).where(reports.c.head == bindparam("head")).limit(1)
# The update changes nothing but locks the row that is due: no worker begins with it before this transaction
# commits, and so none removes what it did not see.
REMOVING = Prepared(
    update(outbox)
    .where(
        outbox.c.report == bindparam("report_id"),
        outbox.c.kind == Kind.DISCARD,
        outbox.c.status != DEAD,
    )
    .values(error=outbox.c.error)
    .returning(outbox.c.status)
)


def add(connection: Connection, report: Report, work: Sequence[Work], due: datetime | None) -> None:
    keep(connection, report, rows.of_report(report, due))
    if any(row.status == LEASED for row in REMOVING.rows(connection, report_id=report.id)):
        raise Unavailable(f"what a removed report {report.id} left is being removed at this moment")
    ask(connection, work, due=report.received_at)


def keep(connection: Connection, report: Report, row: rows.Values) -> None:
    if not KEEP.count(connection, **row):
        known = connection.execute(KNOWN, {"id": report.id}).scalar()
        raise Taken(report.id) if known else NumberTaken(report.number)
    KEEP_ENVELOPE.count(connection, report=report.id, sealed=report.envelope.sealed)
    KEEP_STEPS.each(connection, rows.of_steps(report))
    if report.photos:
        KEEP_PHOTOS.each(connection, rows.of_photos(report))
    if report.replies:
        KEEP_REPLIES.each(connection, rows.of_replies(report))


def append(
    connection: Connection,
    report: Report,
    work: Sequence[Work],
    public: Sequence[str] | None,
    due: datetime | None,
) -> None:
    moved = {"report": report.id, "seen": report.version - 1, **rows.standing(report, due)}
    if not connection.execute(MOVE, moved).rowcount:
        raise Stale(get(connection, report.id))
    KEEP_STEPS.each(connection, [rows.of_step(report.id, report.version, report.steps[-1])])
    LET_GO.count(connection, report_id=report.id)
    if public is not None:
        connection.execute(SHOW, {"id": report.id, "shown": list(public)})
    ask(connection, work, due=report.steps[-1].at)


def answer(connection: Connection, report: Report, work: Sequence[Work], due: datetime | None) -> None:
    append(connection, report, work, None, due)
    reply = report.replies[-1].reply.id
    KEEP_REPLIES.each(connection, rows.of_replies(report)[-1:])
    if more := [row for row in rows.of_photos(report) if row["reply"] == reply]:
        KEEP_PHOTOS.each(connection, more)
        connection.execute(
            MORE_PHOTOS, {"report_id": report.id, "more": len(more), "first": more[0]["sha256"]}
        )


def discard(connection: Connection, report_id: str, work: Sequence[Work], at: datetime) -> None:
    if not connection.execute(DISCARD, {"id": report_id}).rowcount:
        raise Stale(get(connection, report_id))
    stands_for_nobody(connection, report_id)
    ask(connection, work, due=at)


def stands_for_nobody(connection: Connection, report_id: str) -> None:
    """Raise Regrouped when something was merged into a report that has just been deleted.

    A statement of its own: it sees what was committed while the one before waited for a lock.
    """
    if connection.execute(BEHIND, {"head": report_id}).first():
        raise Regrouped(report_id)
