"""What residents say of a report that was settled."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, bindparam, delete, insert
from sqlalchemy.engine import Connection

from backend.reports.ports import Work
from backend.reports.report import Report, Sender, Voice
from backend.stores import rows
from backend.stores.echoes import follow, own
from backend.stores.tables import voices

KEEP = insert(voices)
OWN = and_(
    voices.c.report == bindparam("of"),
    voices.c.owner.in_(bindparam("owners", expanding=True)),
    voices.c.rated == bindparam("is_rating"),
)
DROP = delete(voices).where(OWN)


def say(tx: Connection, report_id: str, voice: Voice, work: Sequence[Work]) -> None:
    """The report's row is taken first: what one sender says twice at once is written one after the other."""
    follow(tx, report_id, work, voice.at)
    tx.execute(DROP, {**own(tx, report_id, voice.by), "is_rating": bool(voice.rating)})
    tx.execute(KEEP, _row(report_id, voice))


def drop(
    tx: Connection, report_id: str, by: Sender, work: Sequence[Work], *, rated: bool, at: datetime
) -> bool:
    if not tx.execute(DROP, {**own(tx, report_id, by), "is_rating": rated}).rowcount:
        return False
    follow(tx, report_id, work, at)
    return True


def restore(tx: Connection, report: Report) -> None:
    if report.voices:
        tx.execute(KEEP, [_row(report.id, voice) for voice in report.voices])


def _row(report_id: str, voice: Voice) -> rows.Values:
    return {
        "report": report_id,
        "owner": voice.by.owner,
        "rated": bool(voice.rating),
        "device": voice.by.device,
        "person": voice.by.person,
        "at": voice.at,
        "rating": voice.rating,
        "words": voice.words,
    }
