"""Due dates are brought up to the calendar, a stretch of the reports in each transaction."""

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.postgresql import insert  # its ON CONFLICT is SQLite's too
from sqlalchemy.engine import Connection

from backend.reports.deadlines import ALLOWED, Due
from backend.reports.ports import NEVER, Reckoned
from backend.reports.report import Report
from backend.stores.desk_tables import reckonings
from backend.stores.reading import load
from backend.stores.tables import reports

DUE = "due"
"""What is reckoned; there may be more one day."""
SO_FAR = select(reckonings).where(reckonings.c.what == DUE).with_for_update()
NEXT = (
    select(reports.c.id)
    .where(reports.c.id > bindparam("after"), reports.c.state.in_(sorted(ALLOWED)))
    .order_by(reports.c.id)
    .limit(bindparam("most"))
)
# A step that was taken meanwhile has brought its own due date along.
MEND = (
    update(reports)
    .where(
        reports.c.id == bindparam("report"),
        reports.c.version == bindparam("seen"),
        reports.c.due_at != bindparam("due", type_=reports.c.due_at.type),
    )
    .values(due_at=bindparam("due", type_=reports.c.due_at.type))
)


def reckon(tx: Connection, mark: str, most: int, due: Due) -> Reckoned:
    """The next `most` that wait for somebody; none when all are as the calendar of this mark says."""
    so_far = tx.execute(SO_FAR).one_or_none()
    after = so_far.after if so_far and so_far.mark == mark else ""
    if after is None:
        return Reckoned(0, 0)
    ids = tx.execute(NEXT, {"after": after, "most": most}).scalars().all()
    mended = sum(_mended(tx, report, due) for report in load(tx, ids).values())
    _remember(tx, mark, ids[-1] if len(ids) == most else None)
    return Reckoned(len(ids), mended)


def _mended(tx: Connection, report: Report, due: Due) -> int:
    at = due(report) or NEVER
    return tx.execute(MEND, {"report": report.id, "seen": report.version, "due": at}).rowcount


def _remember(tx: Connection, mark: str, after: str | None) -> None:
    """`after` None: to the end."""
    row = {"what": DUE, "mark": mark, "after": after}
    tx.execute(insert(reckonings).values(row).on_conflict_do_update(index_elements=["what"], set_=row))
