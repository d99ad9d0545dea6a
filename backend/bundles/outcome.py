"""What became of what a rescue bundle holds."""

import re
from dataclasses import dataclass, field

ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""Of a person, a device, a report or an answer."""
NAMED_MAX, WHY_MAX = 200, 300
"""Refused ones that are named, and characters of the reason: a hostile file may hold millions."""


@dataclass(slots=True)
class Tally:
    """Ids of one kind by what became of them; `refused` says why, `unfinished` were never saved.

    `refused_more` are those that are not named any more, or whose name is none.
    """

    new: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    unfinished: int = 0
    refused: dict[str, str] = field(default_factory=dict)
    refused_more: int = 0

    @property
    def refusals(self) -> int:
        return len(self.refused) + self.refused_more

    @property
    def total(self) -> int:
        return len(self.new) + len(self.known) + self.unfinished + self.refusals

    def refuses(self, name: str, why: str) -> None:
        is_full = len(self.refused) >= NAMED_MAX and name not in self.refused
        if is_full or not ID.fullmatch(name):
            self.refused_more += 1
        else:
            self.refused[name] = why[:WHY_MAX]


@dataclass(slots=True)
class Imported(Tally):
    """Itself of reports; `answers` of those to reviewers' questions, `strange` are items of no known kind."""

    person: str = ""
    answers: Tally = field(default_factory=Tally)
    strange: int = 0
