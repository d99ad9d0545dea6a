"""What keeps the log. Nothing here changes or removes a line, and nothing in the project does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from backend.audit.line import Anchor, Entry, Line


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines to look for; what is empty does not narrow the search. `until` is not part of it."""

    person: str = ""
    action: str = ""
    kind: str = ""
    object: str = ""
    since: datetime | None = None
    until: datetime | None = None


ALL = Wanted()


class Audit(Protocol):
    """Each method is one transaction."""

    def record(self, entry: Entry) -> Line:
        """Keep an act whose effect is not in the database, or that has none but to have been seen."""

    def lines(self, wanted: Wanted = ALL, *, before: int | None = None, limit: int = 50) -> Sequence[Line]:
        """Newest first, from the line `before` on (itself not included)."""

    def chain(self, after: int = 0, *, limit: int = 1_000) -> Sequence[Line]:
        """Oldest first, from the line `after` on (itself not included)."""

    def end(self) -> Anchor | None:
        """The last line; None while there is none."""
