"""How a kelurahan stands: what waits, what is worked on, what is late, what is done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from backend.reports.deadlines import ALLOWED
from backend.reports.moves import State
from backend.reports.ports import Reports, Wanted

S = State
WAITING = (S.RECEIVED, S.NEEDS_INFO)
IN_HAND = (S.VERIFIED, S.ASSIGNED, S.IN_PROGRESS, S.REOPENED)
DONE = (S.RESOLVED, S.CLOSED_UNRESOLVED)


@dataclass(frozen=True, slots=True)
class Standing:
    """Numbers of reports. Stores count no further than somebody reads, so a large one is at least so many."""

    kelurahan: str
    waiting: int
    in_hand: int
    late: int
    done: int


def of(kelurahan: str, *, reports: Reports, now: datetime) -> Standing:
    counts = reports.counts([kelurahan])
    late = reports.count(Wanted(tuple(ALLOWED), (kelurahan,), due_before=now))
    return Standing(kelurahan, _sum(counts, WAITING), _sum(counts, IN_HAND), late, _sum(counts, DONE))


def _sum(counts: Mapping[State, int], states: tuple[State, ...]) -> int:
    return sum(counts.get(state, 0) for state in states)
