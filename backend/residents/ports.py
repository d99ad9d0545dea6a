"""What residents' rules and pages need of a store. It holds nothing that is not public."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from backend.reports.moves import State
from backend.residents.changes import Change, Told
from backend.residents.grid import Cluster
from backend.residents.item import Cell, Item, Standing
from backend.residents.sharing_card import Card
from backend.residents.topic import Topic


@dataclass(frozen=True, slots=True)
class Shown:
    """What a report's own page reads, with a strong ETag of its bytes."""

    document: Mapping[str, Any]
    etag: str
    drawn_at: datetime


@dataclass(frozen=True, slots=True)
class Box:
    """Cells from `west` and `south` to `east` and `north`, both included."""

    west: int
    south: int
    east: int
    north: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which reports; None, or nothing, narrows nothing down. Days are those they were reported on."""

    kelurahan: str | None = None
    categories: Sequence[str] = ()
    standings: Sequence[Standing] = ()
    since: date | None = None
    until: date | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Of a report in the list: neither part of it ever changes, so that pages are stable."""

    reported_on: date
    id: str


class Gallery(Protocol):
    """Pictures links are shared with. Every method may raise Unavailable."""

    def hang(self, subject: str, version: str, picture: bytes) -> None:
        """Durable when it returns. JPEG."""

    def hung(self, subject: str, version: str) -> bytes:
        """Raises NotFound."""

    def clear(self, subject: str, *, but: str = "") -> None:
        """Take down all versions `but` that one. Twice is once."""


class Painter(Protocol):
    def paint(self, card: Card) -> bytes:
        """JPEG, 1200 x 630. Raises Unusable when its photo is no picture."""


class Showcase(Protocol):
    """Published reports, and counts of them. Each method is one transaction."""

    def put(self, item: Item, *, at: datetime) -> None:
        """Show it as it is now; counts follow in the same moment.

        `at` is when drawing began; an item that was begun before the kept one changes nothing.
        """

    def remove(self, report_id: str, *, at: datetime, head: str = "") -> None:
        """It may not be there. `head` is what stands for it from now on, if it was shown before."""

    def head(self, report_id: str) -> str:
        """What stands for a report that was shown by itself before, and is shown. Raises NotFound."""

    def get(self, report_id: str) -> Shown:
        """Raises NotFound."""

    def item(self, report_id: str) -> Item:
        """Raises NotFound."""

    def latest(
        self,
        kelurahan: str | None,
        *,
        limit: int,
        standing: Standing | None = None,
        states: Collection[State] = (),
        rt: str | None = None,
    ) -> Sequence[Item]:
        """The last changed first; `rt` within a kelurahan."""

    def page(self, wanted: Wanted, *, after: Place | None = None, limit: int = 100) -> Sequence[Item]:
        """The last reported first, those after that place."""

    def days(self) -> tuple[date, date] | None:
        """The first and the last on which something was reported that is shown; found without a walk."""

    def tally(self, scope: str, what: str, *, since: date | None = None) -> Mapping[tuple[str, str], int]:
        """(day, key) -> how many, of the days from then on; zeros are left out."""

    def clusters(
        self,
        box: Box,
        level: int,
        *,
        kind: str = "",
        months: Sequence[str] = (),
        standings: Sequence[Standing] = (),
    ) -> Sequence[Cluster]:
        """Squares of a level that touch the box: of a category or group, of those months, when given."""

    def is_counted(self) -> bool:
        """Whether the counts are those of everything shown: not while it is being counted anew."""

    def recount(self, most: int) -> bool:
        """Count up to so many that are not counted as things are counted now; whether none is left."""

    def groups_at(self, cells: Collection[Cell], wanted: Wanted) -> Mapping[Cell, str]:
        """The group of a report in each of these cells that is wanted, where there is one."""


class Changes(Protocol):
    """Each method is one transaction. What is unpublished takes its changes along."""

    def lately(self, topic: Topic, *, limit: int) -> Sequence[Told]:
        """The last day first, and on each day what was seen last."""

    def since(self, number: int, *, day: date = date.min, limit: int = 1_000) -> Sequence[Change]:
        """Those after that number, of that day or later, in the order of their numbers."""

    def newest(self) -> int:
        """The number of the last; 0 when there is none."""
