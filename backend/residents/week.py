"""What seven days changed in a kelurahan, in the three ways the map of the city tells apart.

Nothing here ranks: what was fixed is told first, then what is new; how much is open colours nothing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum

from backend.residents.item import Standing

NEW = "came"
FLOWS = (Standing.FIXED.value, NEW, Standing.CLOSED.value)
"""Counts of the atlas, in the order they are told."""


class Change(StrEnum):
    FIXED = "fixed"
    """Something was fixed, whatever else happened."""
    NEWS = "news"
    """Something was published, or closed without being fixed."""
    QUIET = "quiet"


def of(counts: Mapping[str, int]) -> Change:
    if counts.get(Standing.FIXED.value):
        return Change.FIXED
    return Change.NEWS if any(counts.get(flow) for flow in FLOWS) else Change.QUIET


def told(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """What happened, and how often; nothing of what did not."""
    return [(flow, counts[flow]) for flow in FLOWS if counts.get(flow)]


def together(every: Iterable[Mapping[str, int]]) -> Counter[str]:
    """Of the whole city, from its kelurahan."""
    return sum((Counter(counts) for counts in every), Counter())
