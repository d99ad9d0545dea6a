"""Where a picture was seen before."""

from dataclasses import dataclass
from typing import Protocol

from backend.reports.moves import State


@dataclass(frozen=True, slots=True)
class Alike:
    """Another report with a picture like this one; `apart` bits of 64 differ."""

    report: str
    number: str
    kelurahan: str
    state: State
    photo: str
    apart: int


class Likenesses(Protocol):
    def alike(self, likeness: str, *, but: str, limit: int = 5) -> tuple[Alike, ...]:
        """Pictures of other reports than `but` within look.ALIKE bits, the likest first; one per report."""
