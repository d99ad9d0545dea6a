"""Where the page of a merged report leads to."""

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert  # its ON CONFLICT is SQLite's too
from sqlalchemy.engine import Connection

from backend.stores.prepared import Prepared
from backend.stores.showcase_tables import aliases, published

_KEEP = insert(aliases)
KEEP = _KEEP.on_conflict_do_update(index_elements=[aliases.c.id], set_={"head": _KEEP.excluded.head})
DROP = delete(aliases).where(aliases.c.id == bindparam("wanted"))
HEAD = Prepared(
    select(published.c.id)
    .join(aliases, aliases.c.head == published.c.id)
    .where(aliases.c.id == bindparam("wanted"))
)
"""While it is shown."""


def lead(tx: Connection, report_id: str, head: str) -> None:
    """From now on to that one; nowhere, when it is empty."""
    if head:
        tx.execute(KEEP, {"id": report_id, "head": head})
    else:
        tx.execute(DROP, {"wanted": report_id})


def head(tx: Connection, report_id: str) -> str:
    """Empty when none that is shown stands for it."""
    row = HEAD.row(tx, wanted=report_id)
    return row.id if row else ""
