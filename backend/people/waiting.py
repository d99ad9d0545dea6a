"""What waits on a phone, as the phone itself tells: so that a loss is noticed and is no secret."""

from dataclasses import dataclass
from datetime import datetime

COUNT_MAX = 10_000
"""Reports on one phone: beyond what any has room for."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """`last_saved_at` is by the phone's own clock; None when nothing waits, or it is not known."""

    count: int
    last_saved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Losses:
    """What browsers have cleared before it was sent, as far as their phones came back to say so."""

    phones: int = 0
    reports: int = 0
    last_told_at: datetime | None = None
