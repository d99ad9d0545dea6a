"""What the pages of the register's editor show: rows and forms."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from backend.city.editing import drafts
from backend.city.editing.asking import MEASURES, TYPES, blocks_of
from backend.city.editing.icons import icons
from backend.city.editing.sheets import SHEETS, Field, Sheet, allowed
from backend.city.editing.typed import Filled
from backend.city.edition import Edition
from backend.city.register import Register, is_valid
from backend.reports.ports import NotFound
from backend.routes.pages_city_named import called
from backend.routes.when import today
from backend.wiring import parts
from backend.words import knows, language, say

Row = dict[str, Any]
INPUTS = ("label.id", "label.en", "type", "options", "when.question", "when.is", "alarm", "measure")
"""Of one question; each may have a fault."""
FRESH_BLOCKS = 2
"""Empty blocks for questions to add."""


def sheet_of(path: str) -> Sheet:
    """Raises NotFound."""
    if path not in SHEETS:
        raise NotFound(path)
    return SHEETS[path]


def counts(edition: Edition) -> dict[str, int]:
    return {sheet.table: len(edition.tables.get(sheet.table, {})) for sheet in SHEETS.values()}


def rows_of(edition: Edition, sheet: Sheet) -> list[Row]:
    return [dict(row) for row in edition.tables.get(sheet.table, {}).values()]


def table(sheet: Sheet) -> dict[str, Any]:
    """The rows in groups of peers, those that are closed last."""
    edition = parts().city.newest()
    rows = rows_of(edition, sheet)
    if sheet.key == "date":
        rows.sort(key=lambda row: str(row["date"]), reverse=True)
    day = today()
    closed = [row for row in rows if not is_valid(row.get("valid_from"), row.get("valid_to"), day)]
    peers: dict[str, list[Row]] = {}
    for row in rows:
        if row not in closed:
            peers.setdefault(str(row.get(sheet.peers or "", "")), []).append(row)
    titles = {value: title(edition, sheet, value) for value in peers}
    return {
        "sheet": sheet,
        "peers": peers,
        "titles": titles,
        "closed": closed,
        "name": name,
        "edition": edition,
    }


def title(edition: Edition, sheet: Sheet, value: str) -> str:
    """What a group of peers is called."""
    if sheet.peers == "group":
        return next(
            (name(row) for row in rows_of(edition, SHEETS["kelompok"]) if row["code"] == value), value
        )
    return say(f"kota.{sheet.peers}.{value}") if sheet.peers and knows(f"kota.{sheet.peers}.{value}") else ""


def name(row: Row) -> str:
    """What people call a row."""
    label = row.get("label")
    if label:
        return str(label[language()])
    return str(row.get("name") or row.get("opd") or row.get("code") or "")


@dataclass(frozen=True)
class Desk:
    """A row and all a form needs to edit it; `code` is None for a new one."""

    sheet: Sheet
    code: str | None
    edition: Edition
    register: Register

    @classmethod
    def of(cls, sheet: Sheet, code: str | None) -> "Desk":
        """Raises NotFound, Unavailable."""
        edition = parts().city.newest()
        desk = cls(sheet, code, edition, parts().city.register())
        if code is not None and desk.old is None:
            raise NotFound(code)
        return desk

    @cached_property
    def rows(self) -> list[Row]:
        return rows_of(self.edition, self.sheet)

    @cached_property
    def old(self) -> Row | None:
        return next((row for row in self.rows if str(row[self.sheet.key]) == self.code), None)

    @property
    def title(self) -> str:
        return name(self.old) if self.old else say(f"kota.new.{self.sheet.table}")

    @property
    def path(self) -> str:
        return f"/admin/kota/{self.sheet.path}"

    def filled(self) -> Filled:
        return drafts.written(self.sheet, self.old or {}, self.rows)

    def read(self, filled: Filled) -> drafts.Draft:
        return drafts.read(
            self.sheet, filled, old=self.old, rows=self.rows, register=self.register, icons=icons()
        )

    def label(self, field: Field) -> str:
        own = f"kota.field.{self.sheet.table}.{field.name}"
        return say(own if knows(own) else f"kota.field.{field.name}")

    def hint(self, field: Field) -> str:
        """Empty when the label says enough."""
        key = f"kota.hint.{field.name}"
        return say(key) if knows(key) else ""

    def nothing(self, field: Field) -> str:
        """What it means that nothing is chosen."""
        return say(f"kota.all.{field.name}")

    def choices(self, field: Field) -> dict[str, str]:
        """Codes that may be chosen, and what they are called."""
        found = {code: called(field.name, code, self.register) for code in _allowed(field, self.register)}
        kept = (self.old or {}).get(field.name) or ()
        return found | {
            code: code for code in ([kept] if isinstance(kept, str) else kept) if code not in found
        }

    def blocks(self, filled: Filled) -> list[int]:
        """Of questions: those that are there, and empty ones to add some."""
        there = sorted(n for n in blocks_of(filled) if _is_used(filled, n))
        begin = max(there, default=-1) + 1
        return [*there, *range(begin, begin + FRESH_BLOCKS)]

    def known_questions(self) -> dict[str, str]:
        """Those another one may hang on: ids, and what they ask."""
        return {row["id"]: row["label"][language()] for row in (self.old or {}).get("questions", ())}

    def inputs(self, n: int) -> tuple[str, ...]:
        """The names of the inputs of one question."""
        return tuple(f"q.{n}.{name}" for name in INPUTS)

    def icons_from(self, chosen: str) -> list[str]:
        """Every one, the chosen one first."""
        return sorted(icons(), key=lambda icon: icon != chosen)

    types = TYPES
    measures = MEASURES


def _allowed(field: Field, register: Register) -> Sequence[str]:
    if field.kind == "icon":
        return icons()
    return tuple(allowed(field, register))


def _is_used(filled: Filled, n: int) -> bool:
    return any(filled.get(f"q.{n}.{each}", [""])[0] for each in ("id", "label.id", "label.en"))
