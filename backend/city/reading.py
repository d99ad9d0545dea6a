"""From TinyDB's tables to the register everyone reads, with every fault of an edit named."""

from collections.abc import Iterator
from datetime import date
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from backend.city.edition import Edition
from backend.city.questions import faults_of
from backend.city.register import (
    Boundaries,
    Category,
    Codes,
    Group,
    Holiday,
    Kelurahan,
    Opd,
    Reason,
    Register,
    Route,
    Template,
)

Kind = TypeVar("Kind", Kelurahan, Group, Category, Opd, Reason, Template, Route)
Row = TypeVar("Row")


class Unfit(ValueError):
    """The tables are no register; `problems` says each fault in words."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def register_of(edition: Edition) -> Register:
    """Raises Unfit."""
    register = Register(
        version=edition.version,
        kelurahan=_by_code(Kelurahan, edition, "kelurahan"),
        groups=_by_code(Group, edition, "groups"),
        categories=_by_code(Category, edition, "categories"),
        opd=_by_code(Opd, edition, "opd"),
        reasons=_by_code(Reason, edition, "reasons"),
        boundaries=_boundaries(edition),
        holidays=_holidays(edition),
        templates=_by_code(Template, edition, "templates"),
        routes=_by_code(Route, edition, "routes"),
    )
    if problems := list(_contradictions(register)):
        raise Unfit(problems)
    return register


def _by_code(kind: type[Kind], edition: Edition, table: str) -> dict[str, Kind]:
    rows = _rows(kind, edition, table)
    by_code = {row.code: row for row in rows}
    if len(by_code) < len(rows):
        raise Unfit([f"{table}: a code is given twice"])
    return by_code


def _holidays(edition: Edition) -> dict[date, Holiday]:
    days = _rows(Holiday, edition, "holidays")
    by_date = {day.date: day for day in days}
    if len(by_date) < len(days):
        raise Unfit(["holidays: a date is given twice"])
    return by_date


def _boundaries(edition: Edition) -> Boundaries | None:
    found = _rows(Boundaries, edition, "boundaries")
    return found[-1] if found else None


def _rows(kind: type[Row], edition: Edition, table: str) -> list[Row]:
    adapter = TypeAdapter(kind)
    numbered = edition.tables.get(table, {}).items()
    return [_validated(adapter, row, f"{table}, row {number}") for number, row in numbered]


def _validated(adapter: TypeAdapter[Row], row: object, where: str) -> Row:
    try:
        return adapter.validate_python(row)
    except ValidationError as error:
        raise Unfit(
            [f"{where}, {'.'.join(map(str, f['loc'])) or 'all of it'}: {f['msg']}" for f in error.errors()]
        ) from error


def _contradictions(register: Register) -> Iterator[str]:
    if not register.kelurahan:
        yield "kelurahan: there is none"
    for category in register.categories.values():
        yield from _faults(category, register)
    for reason in register.reasons.values():
        yield from _unknown(f"reason {reason.code}", reason.categories, register)
    for template in register.templates.values():
        yield from _unknown(f"template {template.code}", template.categories, register)
    for route in register.routes.values():
        yield from _astray(route, register)
    for code in register.boundaries.geometries if register.boundaries else ():
        if code not in register.kelurahan:
            yield f"boundaries: there is no kelurahan {code}"


def _faults(category: Category, register: Register) -> Iterator[str]:
    if category.group not in register.groups:
        yield f"category {category.code}: there is no group {category.group}"
    if category.lead_opd not in register.opd:
        yield f"category {category.code}: there is no OPD {category.lead_opd}"
    yield from (f"category {category.code}: {fault}" for fault in faults_of(category.questions))


def _unknown(what: str, codes: Codes, register: Register) -> Iterator[str]:
    for code in codes:
        if code not in register.categories and code not in register.groups:
            yield f"{what}: there is no category or group {code}"


def _astray(route: Route, register: Register) -> Iterator[str]:
    what = f"route {route.code}"
    yield from _unknown(what, route.categories, register)
    if route.opd not in register.opd:
        yield f"{what}: there is no OPD {route.opd}"
    yield from (f"{what}: there is no kelurahan {c}" for c in route.kelurahan if c not in register.kelurahan)
    if route.rt and len(route.kelurahan) != 1:
        yield f"{what}: an RT says nothing without its kelurahan"
