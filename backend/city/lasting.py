"""What stays in the register for good: it may stand in a report, or in a draft on a phone that is away."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import date, timedelta

from tinydb import TinyDB

from backend.city.edition import Tables

LASTING = ("kelurahan", "groups", "categories", "opd", "reasons")
"""Tables whose rows are closed, never removed."""
CLOSED = frozenset({"categories", "opd", "reasons"})
"""Those that know a last day."""


def vanished(before: Tables, after: Tables) -> Iterator[str]:
    """What was published and would be no more, in words."""
    for table in LASTING:
        for code in sorted(codes(before, table) - codes(after, table)):
            yield f"{table}: {code} was published and may be in use; close it instead of removing it"


def codes(tables: Tables, table: str) -> set[str]:
    return {row["code"] for row in tables.get(table, {}).values() if "code" in row}


class Returning:
    """An edit that brings the tables of an older edition back.

    What came since and lasts is kept behind the rest, closed from `on` where it knows a last day.
    """

    def __init__(self, old: Tables, on: date) -> None:
        self._old = deepcopy(old)
        self._last = (on - timedelta(days=1)).isoformat()

    def __call__(self, tables: TinyDB) -> None:
        kept = {name: self._newer(tables, name) for name in LASTING}
        for name in tables.tables() | set(self._old):
            rows = [*self._old.get(name, {}).values(), *kept.get(name, [])]
            tables.drop_table(name)
            tables.table(name).insert_multiple(rows)

    def _newer(self, tables: TinyDB, name: str) -> list[dict[str, object]]:
        known = codes(self._old, name)
        rows = [dict(row) for row in tables.table(name).all() if row["code"] not in known]
        return [row | {"valid_to": self._last} for row in rows] if name in CLOSED else rows
