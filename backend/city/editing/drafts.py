"""One row of the register as a form holds it: read, checked, and put among the others."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from tinydb import TinyDB

from backend.city.editing.asking import Faulty
from backend.city.editing.kinds import MANNERS
from backend.city.editing.sheets import Field, Sheet, allowed
from backend.city.editing.typed import Faults, Filled, Wrong, one
from backend.city.register import Register

Row = dict[str, Any]
Edit = Callable[[TinyDB], object]


@dataclass(slots=True)
class Draft:
    """`row` is what would be kept; it may lack what has a fault."""

    sheet: Sheet
    row: Row
    position: int
    """Among its peers, from 1."""
    faults: Faults = field(default_factory=dict)

    @property
    def key(self) -> str:
        return str(self.row.get(self.sheet.key, ""))


def read(
    sheet: Sheet,
    filled: Filled,
    *,
    old: Row | None,
    rows: list[Row],
    register: Register,
    icons: Collection[str],
) -> Draft:
    """`old` is the row that is edited, None for a new one; `rows` are all of its table."""
    draft = Draft(sheet, dict(old or {}), _position(filled))
    for each in sheet.fields:
        if not (old and each.name == sheet.key):
            _take(draft, each, filled, _choices(each, register, icons, old))
    _check(draft, {str(row[sheet.key]) for row in rows}, is_new=old is None)
    return draft


def written(sheet: Sheet, row: Row, rows: list[Row]) -> Filled:
    """A form that holds the row."""
    found: dict[str, list[str]] = {"position": [str(_place(sheet, row, rows))]}
    for each in sheet.fields:
        value = row.get(each.name, each.default)
        if value is not None:
            begin = "" if each.kind == "questions" else each.name
            found |= {begin + name: typed for name, typed in MANNERS[each.kind].write(value).items()}
    return found


def putting(draft: Draft) -> Edit:
    """Put the row in the place of the one with its key, or as a new one."""

    def edit(tables: TinyDB) -> None:
        others = [dict(row) for row in tables.table(draft.sheet.table).all() if not _is(draft, row)]
        others.insert(_index(draft, others), draft.row)
        _replace(tables, draft.sheet.table, others)

    return edit


def removing(sheet: Sheet, key: str) -> Edit:
    def edit(tables: TinyDB) -> None:
        rows = [dict(row) for row in tables.table(sheet.table).all() if str(row[sheet.key]) != key]
        _replace(tables, sheet.table, rows)

    return edit


def _replace(tables: TinyDB, table: str, rows: list[Row]) -> None:
    tables.drop_table(table)
    tables.table(table).insert_multiple(rows)


def _is(draft: Draft, row: Row) -> bool:
    return str(row[draft.sheet.key]) == draft.key


def _choices(each: Field, register: Register, icons: Collection[str], old: Row | None) -> Collection[str]:
    """What the row has already may stay, even if nobody could choose it now."""
    if each.kind == "icon":
        return icons
    if each.kind not in {"one", "some"}:
        return ()
    kept = (old or {}).get(each.name) or ()
    return {*allowed(each, register), *([kept] if isinstance(kept, str) else kept)}


def _take(draft: Draft, each: Field, filled: Filled, choices: Collection[str]) -> None:
    try:
        value = MANNERS[each.kind].read(each, filled, choices)
    except Wrong as wrong:
        draft.faults[each.name + wrong.name] = wrong.code
    except Faulty as faulty:
        draft.faults |= faulty.faults
    else:
        if each.needed and value in (None, "", []):
            draft.faults[each.name] = "missing"
        draft.row[each.name] = _as_before(value, draft.row.get(each.name)) if each.kind == "some" else value


def _as_before(chosen: list[str], old: list[str] | None) -> list[str]:
    """In the order they were in: ticks have none."""
    kept = [code for code in old or () if code in chosen]
    return [*kept, *(code for code in chosen if code not in kept)]


def _check(draft: Draft, taken: set[str], *, is_new: bool) -> None:
    row, key = draft.row, draft.sheet.key
    if is_new and not draft.sheet.names_rows and not draft.faults:
        row[key] = _fresh(row, draft.sheet.table, taken)
    elif is_new and key not in draft.faults and draft.key in taken:
        draft.faults[key] = "taken"
    first, last = row.get("valid_from"), row.get("valid_to")
    if first and last and first > last and "valid_to" not in draft.faults:
        draft.faults["valid_to"] = "order"
    if row.get("rt") and len(row.get("kelurahan", ())) != 1 and "rt" not in draft.faults:
        draft.faults["rt"] = "alone"


def _fresh(row: Row, table: str, taken: set[str]) -> str:
    said = row.get("label", {}).get("en") or row.get("opd") or table
    stem = re.sub(r"[^a-z0-9]+", "-", said.casefold()).strip("-")[:20] or table
    return next(name for k in range(1, 9_999) if (name := stem if k == 1 else f"{stem}-{k}") not in taken)


def _position(filled: Filled) -> int:
    typed = one(filled, "position")
    return max(1, int(typed)) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 999  # noqa: PLR2004 -- last


def _peers(sheet: Sheet, row: Row, rows: list[Row]) -> list[int]:
    """Where those stand that the row is in an order with."""
    return [
        n for n, each in enumerate(rows) if not sheet.peers or each.get(sheet.peers) == row.get(sheet.peers)
    ]


def _place(sheet: Sheet, row: Row, rows: list[Row]) -> int:
    keys = [rows[n][sheet.key] for n in _peers(sheet, row, rows)]
    return keys.index(row[sheet.key]) + 1 if row.get(sheet.key) in keys else len(keys) + 1


def _index(draft: Draft, others: list[Row]) -> int:
    """Before the peer whose place it takes, or behind the last of them."""
    peers = _peers(draft.sheet, draft.row, others)
    if draft.position <= len(peers):
        return peers[draft.position - 1]
    return peers[-1] + 1 if peers else len(others)
