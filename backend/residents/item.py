"""A published report as residents' pages, maps and data know it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from backend.reports.moves import State


class Standing(StrEnum):
    """How a report stands, in the ways residents tell apart: mended is not the same as closed."""

    OPEN = "open"
    WORK = "work"
    FIXED = "fixed"
    CLOSED = "closed"
    GOOD = "good"
    """Good news: nobody has to mend it."""


COUNTED = (Standing.OPEN, Standing.WORK, Standing.FIXED, Standing.CLOSED)
"""Of what somebody has to mend."""


STANDINGS: Mapping[State, Standing] = {
    State.VERIFIED: Standing.OPEN,
    State.ASSIGNED: Standing.OPEN,
    State.REOPENED: Standing.OPEN,
    State.IN_PROGRESS: Standing.WORK,
    State.RESOLVED: Standing.FIXED,
    State.CLOSED_UNRESOLVED: Standing.CLOSED,
}
"""Of each public state, where it is no good news."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Column and row of the coarse grid (backend.reports.coarse); nothing finer is known here."""

    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Item:
    """Everything here may be told to anybody. `document` is what its own page reads, in plain JSON values.

    Days are those of Bontang. `answered_days` counts from the receipt to the first public step,
    `settled_days` to the step that fixed or closed it; both whole days.
    """

    id: str
    kelurahan: str
    category: str
    group: str
    state: State
    reported_on: date
    published_on: date
    changed_on: date
    answered_days: int
    is_good_news: bool
    document: Mapping[str, Any]
    opd: str = ""
    """The agency that holds it, while it is open."""
    due_on: date | None = None
    settled_on: date | None = None
    settled_days: int | None = None
    at: Cell | None = None
    rt: str | None = None
    """Three digits, such as 012; None when residents are not told, or nobody said."""
    amounts: Mapping[str, int] = field(default_factory=dict)
    """Of what good news tells how much, e.g. {"kilograms": 40, "trees": 12}."""
    ratings: Mapping[str, int] = field(default_factory=dict)
    """How many gave which answer about its repair, "1" to "4". Told of many reports together."""

    @property
    def standing(self) -> Standing:
        return Standing.GOOD if self.is_good_news else STANDINGS[self.state]

    def stood(self) -> Iterator[tuple[date, Standing]]:
        """Since which day it stands how, oldest first; as its public steps tell."""
        before = None
        for step in self.document.get("steps", ()):
            now = STANDINGS[State(step["state"])]
            if now is not before:
                yield date.fromisoformat(step["on"]), now
            before = now
