"""Who has which case before them, so that two reviewers do not do the same work."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Hold:
    """Somebody has the case before them until then. It is shown to others and refuses them nothing."""

    report: str
    person: str
    name: str
    until: datetime


MANY = 1_000
"""Cases one person has before them; more is told of nobody."""


class Holds(Protocol):
    """Each method is one transaction. A hold ends with the next step of its report, or with its time."""

    def take(self, wanted: Hold, *, now: datetime, over: bool = False) -> Hold:
        """The hold as it is then: the wanted one, unless somebody else has it and it is not taken `over`.

        One's own is prolonged, never shortened.
        """

    def leave(self, report: str, person: str) -> None: ...

    def leave_all(self, person: str) -> None:
        """Let go of whatever somebody has."""

    def by(self, person: str, *, now: datetime) -> tuple[Hold, ...]:
        """What somebody has, at most MANY of them."""

    def of(self, reports: Collection[str], *, now: datetime) -> dict[str, Hold]: ...

    def claim(
        self, kelurahan: Sequence[str] | None, wanted: Hold, *, count: int, now: datetime
    ) -> tuple[str, ...]:
        """Take the next reports to verify that nobody has, in the order of the queue; `wanted` names none.

        Of two who claim at once none gets a report of the other's. None means every kelurahan.
        """
