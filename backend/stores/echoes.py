"""Who joined in on a report ("Saya juga")."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert  # its ON CONFLICT is SQLite's too
from sqlalchemy.engine import Connection

from backend.reports.ports import Work
from backend.reports.report import Echo, Report, Sender
from backend.stores import rows
from backend.stores.owners import owners_of
from backend.stores.prepared import Prepared
from backend.stores.tables import echoes, reports
from backend.stores.work import ask

KEEP = Prepared(insert(echoes).on_conflict_do_nothing().execution_options(preserve_rowcount=True))
OWN = and_(echoes.c.report == bindparam("of"), echoes.c.owner.in_(bindparam("owners", expanding=True)))
"""The sender's own: also what any of their phones said before it was anybody's."""
KEPT = select(echoes.c.owner).where(OWN)
DROP = delete(echoes).where(OWN)
UNARCHIVE = update(reports).where(reports.c.id == bindparam("of")).values(archived=False)


def add(connection: Connection, report_id: str, echo: Echo, work: Sequence[Work]) -> bool:
    if connection.execute(KEPT, own(connection, report_id, echo.by)).first():
        return False
    if not KEEP.count(connection, **_row(report_id, echo)):
        return False
    follow(connection, report_id, work, echo.at)
    return True


def drop(connection: Connection, report_id: str, by: Sender, work: Sequence[Work], at: datetime) -> bool:
    if not connection.execute(DROP, own(connection, report_id, by)).rowcount:
        return False
    follow(connection, report_id, work, at)
    return True


def restore(connection: Connection, report: Report) -> None:
    if report.echoes:
        KEEP.each(connection, [_row(report.id, echo) for echo in report.echoes])


def follow(connection: Connection, report_id: str, work: Sequence[Work], due: datetime) -> None:
    connection.execute(UNARCHIVE, {"of": report_id})
    ask(connection, work, due=due)


def own(connection: Connection, report_id: str, by: Sender) -> dict[str, Any]:
    """A phone that was let in counts by itself, to the other phones of its person as well."""
    own = (by.device,) if by.alone else (*owners_of(connection, by, let_in=False), by.device)
    return {"of": report_id, "owners": own}


def _row(report_id: str, echo: Echo) -> rows.Values:
    by = echo.by
    return {
        "report": report_id,
        "owner": by.owner,
        "device": by.device,
        "person": by.person,
        "at": echo.at,
    }
