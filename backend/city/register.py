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


@dataclass(frozen=True, slots=True)
class Question:
    """Options are stored values and labels at once; only choice and multi have them.

    Asked always, or only `when` another one was answered so. `alarm` names the answers that speak of
    people in danger: the phone shows 112 before it goes on.
    """

    id: str
    label: Words
    type: Literal["choice", "multi", "number", "bool", "text", "time", "compass"]
    options: tuple[str, ...]
    required: bool
    when: Condition | None = None
    alarm: Values | None = None


@dataclass(frozen=True, slots=True)
class Category:
    """Days are working days. `emergency` may depend on answers (conditional) or on a reading (threshold).

    `short` is the label where there is little room. `common` ones are offered first to who never reported.
    Of a `sensitive` one residents read no finer place than its RT or its kelurahan.
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
        day = on.isoformat()
        return (self.valid_from or day) <= day <= (self.valid_to or day)


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason a reviewer may give. `verdict`: "reject" or "ask"."""

    code: str
    verdict: Literal["reject", "ask"]
    label: Words


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
