"""The city register as everyone reads it: one immutable document with a version number."""

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from backend.reports.ports import Sensitive


@dataclass(frozen=True, slots=True)
class Words:
    """One label in the languages of the interface."""

    id: str
    en: str


@dataclass(frozen=True, slots=True)
class Kelurahan:
    """Points are [lon, lat] in degrees WGS84; the nearest reference point names a place approximately."""

    code: str
    name: str
    aliases: tuple[str, ...]
    kecamatan_code: str
    kecamatan: str
    bps_code: str
    postal_code: str
    area_km2: float
    office: tuple[float, float]
    reference_points: tuple[tuple[float, float], ...]


Values = bool | tuple[str, ...]
"""Answers that count: yes or no of a bool, some options of a choice or multi."""


@dataclass(frozen=True, slots=True)
class Condition:
    """An earlier question of the category, and its answers that count; written `is` in the register."""

    question: str
    any_of: Annotated[Values, Field(alias="is")]


Measure = Literal["kilograms", "trees"]


@dataclass(frozen=True, slots=True)
class Question:
    """Options are stored values and labels at once; only choice and multi have them.

    Asked always, or only `when` another one was answered so. `alarm` names the answers that speak of
    people in danger: the phone shows 112 before it goes on. `measure` says of a number what it counts:
    residents read the sums of good news.
    """

    id: str
    label: Words
    type: Literal["choice", "multi", "number", "bool", "text", "time", "compass"]
    options: tuple[str, ...]
    required: bool
    when: Condition | None = None
    alarm: Values | None = None
    measure: Measure | None = None


@dataclass(frozen=True, slots=True)
class Category:
    """Days are working days. `emergency` may depend on answers (conditional) or on a reading (threshold).

    `short` is the label where there is little room. `common` ones are offered first to who never reported.
    Of a `sensitive` one residents read no finer place than its RT or its kelurahan. After `valid_to` (ISO
    date) nobody is offered it; what was reported under it keeps its name.
    """

    code: str
    group: str
    label: Words
    icon: str
    lead_opd: str
    support: tuple[str, ...]
    verify_days: int
    resolve_days: int | None
    emergency: Literal["no", "yes", "conditional", "threshold"]
    questions: tuple[Question, ...]
    short: Words | None = None
    common: bool = False
    sensitive: Sensitive = "no"
    valid_to: str | None = None

    @property
    def good_news(self) -> bool:
        """Clean-ups, deposits, planting: ends at verified."""
        return self.resolve_days is None


@dataclass(frozen=True, slots=True)
class Group:
    code: str
    label: Words
    icon: str


@dataclass(frozen=True, slots=True)
class Opd:
    """An agency. Names change often: `valid_from`/`valid_to` are ISO dates or None."""

    code: str
    name: str
    valid_from: str | None = None
    valid_to: str | None = None

    def in_office(self, on: date) -> bool:
        return is_valid(self.valid_from, self.valid_to, on)


def is_valid(first: str | None, last: str | None, on: date) -> bool:
    """Whether a day lies between two ISO dates, both included; None is open."""
    day = on.isoformat()
    return (first or day) <= day <= (last or day)


Codes = tuple[str, ...]
"""Of categories or of groups of them; none: of every category."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason a reviewer may give. `verdict`: "reject" or "ask". Not offered after `valid_to` (ISO date)."""

    code: str
    verdict: Literal["reject", "ask"]
    label: Words
    categories: Codes = ()
    valid_to: str | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """Words a reviewer begins with when a report comes to a state; `label` is what the button says."""

    code: str
    state: Literal["needs_info", "rejected", "duplicate", "assigned"]
    label: Words
    words: Words
    categories: Codes = ()


@dataclass(frozen=True, slots=True)
class Route:
    """To whom reports of some categories and places are proposed to go. None named: all of them.

    `rt` only with one kelurahan, for their numbers begin anew in each.
    """

    code: str
    opd: str
    categories: Codes = ()
    kelurahan: tuple[str, ...] = ()
    rt: tuple[str, ...] = ()
    valid_from: str | None = None
    valid_to: str | None = None


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day on which the city does not work, or (`working`) does although the national calendar rests."""

    date: date
    name: str
    working: bool = False


@dataclass(frozen=True, slots=True)
class Boundaries:
    """GeoJSON geometries by kelurahan code. `official` is false for the built-in approximation."""

    official: bool
    source: str
    geometries: dict[str, dict[str, object]]


@dataclass(frozen=True, slots=True)
class Register:
    version: int
    kelurahan: dict[str, Kelurahan]
    groups: dict[str, Group]
    categories: dict[str, Category]
    opd: dict[str, Opd]
    reasons: dict[str, Reason]
    boundaries: Boundaries | None
    """None: the approximation drawn from the reference points is in force."""
    holidays: dict[date, Holiday] = field(default_factory=dict)
    """The city's own; those of Indonesia are known (working_days.py)."""
    templates: dict[str, Template] = field(default_factory=dict)
    routes: dict[str, Route] = field(default_factory=dict)
