"""What of the map is looked at: how large its squares are, and of which months."""

from collections.abc import Sequence
from datetime import date

from backend.residents.grid import LEVELS
from backend.residents.ports import Box

CELLS_ZOOM = 16
"""From this zoom on a square is one cell, some 47 px of a web map; each zoom further out doubles its side."""
SQUARES_MAX = 600
"""Of one answer: a screen of 1,366 by 768 shows some 450 of them."""
MONTHS_MAX = 60


def level(box: Box, zoom: int) -> int:
    """The finest level whose squares are large enough to tap, and not too many in the box."""
    level = min(max(CELLS_ZOOM - zoom, LEVELS.start), LEVELS.stop - 1)
    while level < LEVELS.stop - 1 and _squares(box, level) > SQUARES_MAX:
        level += 1
    return level


def _squares(box: Box, level: int) -> int:
    across = (box.east >> level) - (box.west >> level) + 1
    up = (box.north >> level) - (box.south >> level) + 1
    return across * up


def months(since: date | None, until: date | None, today: date) -> Sequence[str]:
    """Each month from the one to the other, like 2026-11; none when neither is given, which is all time.

    At most five years, the last of them: a year's months cost twelve times as much as all time.
    """
    if not (since or until):
        return ()
    last = _number(min(until or today, today))
    first = min(max(_number(since) if since else 0, last - MONTHS_MAX + 1), last)
    return [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(first, last + 1)]


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1
