"""What a reviewer is offered for a case: reasons, words to begin with, agencies; the closest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol, TypeVar

from backend.city.register import Codes, Reason, Register, Route, Template, is_valid

Why = Literal["route", "lead", "support", ""]
"""A route of the register says so, the category's lead, one of its supporters; or nothing speaks for it."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An agency in office, and why it is proposed."""

    opd: str
    why: Why


class Aimed(Protocol):
    @property
    def categories(self) -> Codes: ...


Offer = TypeVar("Offer", bound=Aimed)


def templates(register: Register, category: str, state: str) -> tuple[Template, ...]:
    found = [template for template in register.templates.values() if template.state == state]
    return tuple(_fitting(found, category, register))


def reasons(register: Register, category: str, on: date) -> tuple[Reason, ...]:
    found = [reason for reason in register.reasons.values() if is_valid(None, reason.valid_to, on)]
    return tuple(_fitting(found, category, register))


def agencies(
    register: Register, category: str, kelurahan: str, on: date, rt: str = ""
) -> tuple[Proposal, ...]:
    """Who is in office that day: as routes say, the lead, those that support it, then all others by name."""
    known = register.categories.get(category)
    others = sorted(register.opd, key=lambda code: register.opd[code].name)
    in_turn: list[tuple[str, Why]] = [
        *((code, "route") for code in _routed(register, category, kelurahan, rt, on)),
        *((code, "lead") for code in ([known.lead_opd] if known else [])),
        *((code, "support") for code in (known.support if known else ())),
        *((code, "") for code in others),
    ]
    found: dict[str, Why] = {}
    for code, why in in_turn:
        found.setdefault(code, why)
    return tuple(Proposal(code, why) for code, why in found.items() if _in_office(register, code, on))


def _in_office(register: Register, code: str, on: date) -> bool:
    return code in register.opd and register.opd[code].in_office(on)


def _routed(register: Register, category: str, kelurahan: str, rt: str, on: date) -> list[str]:
    """A route of a narrower place goes before one of a wider, and then one of a narrower category."""
    here = [
        route
        for route in _fitting(list(register.routes.values()), category, register)
        if is_valid(route.valid_from, route.valid_to, on) and _leads_from(route, kelurahan, rt)
    ]
    return [route.opd for route in sorted(here, key=_width)]


def _leads_from(route: Route, kelurahan: str, rt: str) -> bool:
    if route.kelurahan and kelurahan not in route.kelurahan:
        return False
    return not route.rt or rt.lstrip("0") in {number.lstrip("0") for number in route.rt}


def _width(route: Route) -> int:
    return 0 if route.rt else 1 if route.kelurahan else 2


def _fitting(offers: list[Offer], category: str, register: Register) -> Iterator[Offer]:
    """Those that name the category, those that name its group, those for all; each as they stand."""
    known = register.categories.get(category)
    group = known.group if known else ""
    yield from (offer for offer in offers if category in offer.categories)
    yield from (o for o in offers if group in o.categories and category not in o.categories)
    yield from (offer for offer in offers if not offer.categories)
