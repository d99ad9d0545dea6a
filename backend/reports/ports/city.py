"""What the city says: its kelurahan, categories and reasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

Sensitive = Literal["no", "rt", "kelurahan"]
"""How much of its place residents read: a cell of the grid, or no more than its RT, or its kelurahan."""


class Catalogue(Protocol):
    """What the city register knows, as the rules ask it."""

    @property
    def version(self) -> int: ...

    def knows_category(self, code: str) -> bool: ...

    def knows_kelurahan(self, code: str) -> bool: ...

    def sensitive(self, category: str) -> Sensitive:
        """What the register says now; of a category it does not know, that it is as sensitive as can be."""

    def knows_reason(self, verdict: str, code: str) -> bool: ...

    def related(self, category: str, other: str) -> bool:
        """Whether two categories may be two names for what somebody saw."""

    def knows_agency(self, code: str, on: date) -> bool:
        """Whether there is such an agency, and it is in office that day."""

    def unknown_answers(self, category: str, answers: Mapping[str, object], version: int) -> tuple[str, ...]:
        """Ids of answers that fit the category's questions neither now nor as that version asked them."""


class Whereabouts(Protocol):
    """Which kelurahan a point lies in."""

    def find(self, lat: float, lon: float) -> "Found": ...


@dataclass(frozen=True, slots=True)
class Found:
    """`outside` is true at sea or beyond the city: then `kelurahan` is the nearest one, `metres` away.

    `border_m` is the distance in metres to the nearest border; `approximate`: the boundary is not official.
    """

    kelurahan: str
    outside: bool
    metres: float
    border_m: float
    approximate: bool


class Calendar(Protocol):
    """How many days the city gives for what, and which days count."""

    def is_working(self, day: date) -> bool:
        """Whether offices are open on that day in Bontang."""

    def verify_days(self, category: str) -> int: ...

    def resolve_days(self, category: str) -> int | None:
        """None: good news, that nobody has to resolve."""
