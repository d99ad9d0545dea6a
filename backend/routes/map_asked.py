"""What is asked of the map, as it stands in an address: by its page in Indonesian, by its data in English."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from backend.city.register import Register
from backend.residents import seen
from backend.residents.item import Standing
from backend.residents.ports import Box, Wanted

MONTH = re.compile(r"([0-9]{4})-([0-9]{2})(?:-[0-9]{2})?", re.ASCII)
"""A month, or a day of it: the counters of the map know months."""


class Names(NamedTuple):
    kind: str
    status: str
    since: str
    until: str


PAGE = Names("jenis", "status", "sejak", "sampai")
DATA = Names("kind", "status", "since", "until")


@dataclass(frozen=True, slots=True)
class Sought:
    """`kind` is a code of a category or of a group of them; what is empty narrows nothing.

    `since` and `until` are the first and the last day of a month.
    """

    kind: str = ""
    standings: Sequence[Standing] = ()
    since: date | None = None
    until: date | None = None
    kelurahan: str = ""

    @classmethod
    def of(cls, args: MultiDict[str, str], names: Names, register: Register) -> "Sought":
        """What makes no sense is left out: an old address still shows something."""
        kind, kelurahan = args.get(names.kind, ""), args.get("kelurahan", "")
        asked = {part for text in args.getlist(names.status) for part in text.split(",")}
        return cls(
            kind=kind if kind in register.groups or kind in register.categories else "",
            standings=tuple(one for one in Standing if one.value in asked),
            since=_month(args.get(names.since, ""), _first),
            until=_month(args.get(names.until, ""), _last),
            kelurahan=kelurahan if kelurahan in register.kelurahan else "",
        )

    @property
    def is_narrowed(self) -> bool:
        return self != Sought()

    def address(self, **more: str) -> str:
        """Of the page that shows it."""
        pairs = [pair for pair in (*self._pairs(), *more.items()) if pair[1]]
        return f"/peta?{urlencode(pairs)}" if pairs else "/peta"

    def _pairs(self) -> Sequence[tuple[str, str]]:
        return (
            (PAGE.kind, self.kind),
            *((PAGE.status, one.value) for one in self.standings),
            (PAGE.since, month_of(self.since)),
            (PAGE.until, month_of(self.until)),
            ("kelurahan", self.kelurahan),
        )

    def wanted(self, register: Register, box: Box | None = None) -> Wanted:
        return Wanted(
            kelurahan=self.kelurahan or None,
            categories=_categories(self.kind, register),
            standings=self.standings,
            since=self.since,
            until=self.until,
            box=box,
        )

    def months(self, today: date) -> Sequence[str]:
        return seen.months(self.since, self.until, today)


def month_of(day: date | None) -> str:
    return day.isoformat()[:7] if day else ""


def _categories(kind: str, register: Register) -> Sequence[str]:
    if kind in register.groups:
        return [code for code, one in register.categories.items() if one.group == kind]
    return [kind] if kind else []


def _month(text: str, which: Callable[[int, int], date]) -> date | None:
    found = MONTH.fullmatch(text)
    try:
        return which(int(found[1]), int(found[2])) if found else None
    except ValueError:
        return None


def _first(year: int, month: int) -> date:
    return date(year, month, 1)


def _last(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1]) if year else date(year, month, 1)


def whole(args: Mapping[str, str], name: str, default: int, most: int) -> int:
    """A number that is not negative."""
    text = args.get(name, "")
    return min(int(text), most) if re.fullmatch(r"[0-9]{1,9}", text) else default
