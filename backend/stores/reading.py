"""Reports read whole, or the little of them that a repeated request needs."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.engine import Connection

from backend.reports.ports import Chunk, Held, NotFound
from backend.reports.report import Report
from backend.stores import rows
from backend.stores.prepared import Prepared
from backend.stores.tables import chunks, echoes, envelopes, photos, replies, reports, steps, voices

ID = bindparam("id", type_=reports.c.id.type)
IDS: BindParameter[Sequence[str]] = bindparam("ids", expanding=True)
WHOLE = select(reports, envelopes.c.sealed).join_from(reports, envelopes)
STEPS = select(steps).order_by(steps.c.report, steps.c.seq)
PHOTOS = select(photos).order_by(photos.c.report, photos.c.position)
ECHOES = select(echoes).order_by(echoes.c.report, echoes.c.at, echoes.c.owner)
VOICES = select(voices).order_by(voices.c.report, voices.c.at, voices.c.owner)
REPLIES = select(replies).order_by(replies.c.report, replies.c.version)

WHOLE_OF = Prepared(WHOLE.where(reports.c.id == ID))
STEPS_OF = Prepared(STEPS.where(steps.c.report == ID))
PHOTOS_OF = Prepared(PHOTOS.where(photos.c.report == ID))
ECHOES_OF = Prepared(ECHOES.where(echoes.c.report == ID))
VOICES_OF = Prepared(VOICES.where(voices.c.report == ID))
REPLIES_OF = Prepared(REPLIES.where(replies.c.report == ID))
MANY = WHOLE.where(reports.c.id.in_(IDS))
STEPS_OF_MANY = STEPS.where(steps.c.report.in_(IDS))
PHOTOS_OF_MANY = PHOTOS.where(photos.c.report.in_(IDS))
ECHOES_OF_MANY = ECHOES.where(echoes.c.report.in_(IDS))
VOICES_OF_MANY = VOICES.where(voices.c.report.in_(IDS))
REPLIES_OF_MANY = REPLIES.where(replies.c.report.in_(IDS))
BY_NUMBER = select(reports.c.id).where(reports.c.number == bindparam("number"))
HELD = Prepared(
    select(
        *reports.c["id", "digest", "number", "device", "person", "complete_at", "stored_at"],
    ).where(reports.c.id == ID)
)
CHUNKS = Prepared(
    select(chunks.c.start, chunks.c.length, chunks.c.sha256)
    .where(chunks.c.report == bindparam("report"), chunks.c.photo == bindparam("photo"))
    .order_by(chunks.c.start)
)
PHOTO = select(photos).where(photos.c.report == bindparam("report"), photos.c.sha256 == bindparam("photo"))


def load(connection: Connection, ids: Sequence[str]) -> dict[str, Report]:
    """Whole reports by id; those not kept are left out."""
    asked = {"ids": list(ids)}
    steps_of = _grouped(connection.execute(STEPS_OF_MANY, asked))
    photos_of = _grouped(connection.execute(PHOTOS_OF_MANY, asked))
    echoes_of = _grouped(connection.execute(ECHOES_OF_MANY, asked))
    voices_of = _grouped(connection.execute(VOICES_OF_MANY, asked))
    replies_of = _grouped(connection.execute(REPLIES_OF_MANY, asked))
    return {
        row.id: rows.to_report(
            row,
            steps_of[row.id],
            photos_of.get(row.id, ()),
            echoes=echoes_of.get(row.id, ()),
            replies=replies_of.get(row.id, ()),
            voices=voices_of.get(row.id, ()),
        )
        for row in connection.execute(MANY, asked)
    }


def get(connection: Connection, report_id: str) -> Report:
    row = WHOLE_OF.row(connection, id=report_id)
    if row is None:
        raise NotFound(report_id)
    steps_of = STEPS_OF.rows(connection, id=report_id)
    # A report that never moved has no question to answer, and nothing to say of: most are read so, and often.
    replies_of = REPLIES_OF.rows(connection, id=report_id) if row.version > 1 else ()
    voices_of = VOICES_OF.rows(connection, id=report_id) if row.version > 1 else ()
    photos_of = PHOTOS_OF.rows(connection, id=report_id)
    echoes_of = ECHOES_OF.rows(connection, id=report_id)
    return rows.to_report(row, steps_of, photos_of, echoes=echoes_of, replies=replies_of, voices=voices_of)


def by_number(connection: Connection, number: str) -> Report:
    report_id = connection.execute(BY_NUMBER, {"number": number}).scalar()
    if report_id is None:
        raise NotFound(number)
    return get(connection, report_id)


def held(connection: Connection, report_id: str) -> Held:
    row = HELD.row(connection, id=report_id)
    if row is None:
        raise NotFound(report_id)
    return rows.to_held(row, PHOTOS_OF.rows(connection, id=report_id))


def chunks_of(connection: Connection, report_id: str, photo: str) -> tuple[Chunk, ...]:
    return tuple(Chunk(*row) for row in CHUNKS.rows(connection, report=report_id, photo=photo))


def _grouped(found: Iterable[rows.AnyRow]) -> dict[str, list[rows.AnyRow]]:
    return {report: list(group) for report, group in groupby(found, attrgetter("report"))}
