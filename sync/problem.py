"""What is wrong with what was sent, said so that its sender can mend it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with what was sent: which field (dotted path), and what, in plain English.

    `code` tells causes of one field apart, where people are told each in words of its own.
    """

    field: str
    problem: str
    code: str = ""


class Unreadable(Exception):
    """It breaks the contract; sending the same bytes again will not help (422)."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(f"{p.field}: {p.problem}" for p in problems))
        self.problems = problems
