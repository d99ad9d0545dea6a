"""What became public, or of another state, and when: what feeds and messages tell. All of it is public."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from backend.reports.moves import State
from backend.residents.item import Cell


@dataclass(frozen=True, slots=True)
class Change:
    """`number` grows in the order in which changes were seen; `was` None: the report became public.

    Where it is follows the report: what residents are no longer told of its place is told of no change.
    """

    number: int
    report: str
    kelurahan: str
    rt: str
    category: str
    state: State
    was: State | None
    day: date
    drawn_at: datetime
    at: Cell | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A change, and the document of its report as it stands now."""

    change: Change
    document: Mapping[str, Any]
