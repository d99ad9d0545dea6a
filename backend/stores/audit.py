"""The audit log over SQL: each method of the port is one transaction."""

from collections.abc import Sequence

from backend.audit.line import Anchor, Entry, Line
from backend.audit.ports import ALL, Wanted
from backend.reports.ports import Clock
from backend.stores import audit_lines
from backend.stores.database import Database


class SqlAudit:
    """See backend.audit.ports.Audit."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def record(self, entry: Entry) -> Line:
        return self._database.write(lambda tx: audit_lines.append(tx, entry, self._clock()))

    def lines(self, wanted: Wanted = ALL, *, before: int | None = None, limit: int = 50) -> Sequence[Line]:
        return self._database.read(lambda tx: audit_lines.newest_first(tx, wanted, before, limit))

    def chain(self, after: int = 0, *, limit: int = 1_000) -> Sequence[Line]:
        return self._database.read(lambda tx: audit_lines.oldest_first(tx, after, limit))

    def end(self) -> Anchor | None:
        return self._database.read(audit_lines.end)
