"""Reports read whole, or the little of them that a repeated request needs."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter

from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from backend.reports.ports import Chunk, Held, NotFound
from backend.reports.report import Report
from backend.stores import rows
from backend.stores.tables import chunks, envelopes, photos, reports, steps

REPORTS = (
    select(reports, envelopes.c.sealed)
    .join_from(reports, envelopes)
    .where(reports.c.id.in_(bindparam("ids", expanding=True)))
)
STEPS = (
    select(steps)
    .where(steps.c.report.in_(bindparam("ids", expanding=True)))
    .order_by(steps.c.report, steps.c.seq)
)
PHOTOS = (
    select(photos)
    .where(photos.c.report.in_(bindparam("ids", expanding=True)))
    .order_by(photos.c.report, photos.c.position)
)
BY_NUMBER = select(reports.c.id).where(reports.c.number == bindparam("number"))
HELD = select(
    reports.c.id,
    reports.c.digest,
    reports.c.number,
    reports.c.device,
    reports.c.person,
    reports.c.complete_at,
    reports.c.stored_at,
).where(reports.c.id == bindparam("id"))
PHOTOS_OF = select(photos).where(photos.c.report == bindparam("id")).order_by(photos.c.position)
CHUNKS = (
    select(chunks.c.start, chunks.c.length, chunks.c.sha256)
    .where(chunks.c.report == bindparam("report"), chunks.c.photo == bindparam("photo"))
    .order_by(chunks.c.start)
)
PHOTO = select(photos).where(photos.c.report == bindparam("report"), photos.c.sha256 == bindparam("photo"))


def load(connection: Connection, ids: Sequence[str]) -> dict[str, Report]:
    """Whole reports by id; those not kept are left out."""
    asked = {"ids": list(ids)}
    steps_of = _grouped(connection.execute(STEPS, asked))
    photos_of = _grouped(connection.execute(PHOTOS, asked))
    return {
        row.id: rows.to_report(row, steps_of[row.id], photos_of.get(row.id, ()))
        for row in connection.execute(REPORTS, asked)
    }


def get(connection: Connection, report_id: str) -> Report:
    found = load(connection, [report_id])
    if not found:
        raise NotFound(report_id)
    return found[report_id]


def by_number(connection: Connection, number: str) -> Report:
    report_id = connection.execute(BY_NUMBER, {"number": number}).scalar()
    if report_id is None:
        raise NotFound(number)
    return get(connection, report_id)


def held(connection: Connection, report_id: str) -> Held:
    row = connection.execute(HELD, {"id": report_id}).one_or_none()
    if row is None:
        raise NotFound(report_id)
    return rows.to_held(row, connection.execute(PHOTOS_OF, {"id": report_id}))


def chunks_of(connection: Connection, report_id: str, photo: str) -> tuple[Chunk, ...]:
    asked = {"report": report_id, "photo": photo}
    return tuple(Chunk(*row) for row in connection.execute(CHUNKS, asked))


def _grouped(found: Iterable[rows.AnyRow]) -> dict[str, list[rows.AnyRow]]:
    return {report: list(group) for report, group in groupby(found, attrgetter("report"))}
