"""What would change in the register, what somebody else changed meanwhile, and what follows."""

from collections.abc import Sequence
from dataclasses import dataclass

from backend.city.editing import drafts
from backend.city.editing.differences import Difference, between
from backend.city.editing.sheets import SHEETS, Sheet
from backend.city.edition import Edition
from backend.city.register import Category, Register
from backend.routes.pages_city_shown import name
from backend.wiring import parts


@dataclass(frozen=True)
class Told:
    """A difference with the names people know."""

    what: Difference
    name: str
    sheet: Sheet | None


def told(found: Sequence[Difference], before: Edition, after: Edition) -> list[Told]:
    sheets = {sheet.table: sheet for sheet in SHEETS.values()}
    named = []
    for each in found:
        rows = [*after.tables.get(each.table, {}).values(), *before.tables.get(each.table, {}).values()]
        mine = [row for row in rows if str(row.get("code", row.get("date", ""))) == each.row]
        named.append(Told(each, name(mine[0]) if mine else "", sheets.get(each.table)))
    return named


@dataclass(frozen=True)
class Trial:
    """What would change against the edition in force, and what somebody else changed meanwhile."""

    version: int
    changes: list[Told]
    meanwhile: list[Told]
    faster: Edition | None
    after: Register
    effects: tuple[str, ...]

    @classmethod
    def of(cls, edit: drafts.Edit, seen: int) -> "Trial":
        """Raises Unfit, Unavailable."""
        city = parts().city
        now, outcome = city.tried(edit)
        changes = between(now.tables, outcome.edition.tables)
        base = city.past(seen) if 0 < seen < now.version else now
        return cls(
            version=now.version,
            changes=told(changes, now, outcome.edition),
            meanwhile=told(between(base.tables, now.tables), base, now),
            faster=now if base is not now else None,
            after=outcome.register,
            effects=effects(changes),
        )

    def category(self, code: str) -> Category | None:
        return self.after.categories.get(code)


def effects(changes: Sequence[Difference]) -> tuple[str, ...]:
    """What follows a change, by the keys of its words."""
    paths = {(each.table, field.path) for each in changes for field in each.fields}
    follows = {
        "sensitive": ("categories", "sensitive") in paths,
        "due": any(table == "holidays" or path in {"verify_days", "resolve_days"} for table, path in paths),
        "phones": any(table in {"categories", "groups", "kelurahan"} for table, _ in paths),
    }
    return tuple(effect for effect, holds in follows.items() if holds)
