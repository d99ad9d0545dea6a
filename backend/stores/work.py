"""Asking for background work, inside the transaction that makes it necessary."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.dialects.postgresql import insert  # its ON CONFLICT is SQLite's too
from sqlalchemy.engine import Connection

from backend.reports.ports import Work
from backend.stores.prepared import Prepared
from backend.stores.tables import SAME_WORK, outbox

DUE = "due"
LEASED = "leased"
DEAD = "dead"

# The update changes nothing but locks the row that is due already: no worker can claim it before this
# transaction commits, and so none can do the work without having seen what this transaction did.
ASK = Prepared(insert(outbox).on_conflict_do_update(index_elements=SAME_WORK, set_={"error": outbox.c.error}))


def ask(connection: Connection, work: Sequence[Work], *, due: datetime) -> None:
    """Work that is due already is not asked for twice."""
    if work:
        ASK.each(connection, [_row(item, due) for item in work])


def _row(work: Work, due: datetime) -> dict[str, object]:
    return {
        "kind": work.kind,
        "report": work.report,
        "photo": work.photo,
        "status": DUE,
        "due_at": due,
        "wake_at": due,
        "token": "",
        "attempt": 0,
        "error": "",
    }
