"""How long this installation keeps what it keeps, and what is past its time."""

from backend.privacy import retention
from backend.privacy.retention import Finding, Sort
from backend.settings import Settings
from backend.wiring import Parts


def days(settings: Settings) -> dict[Sort, int]:
    """By sort of data; 0: for ever."""
    return {sort: getattr(settings, f"retain_{sort.value}_days") for sort in Sort}


def look(parts: Parts) -> tuple[Finding, ...]:
    """How many of each sort would go now. Changes nothing."""
    return retention.look(days(parts.settings), expired=parts.expired, now=parts.clock())


def let_go(parts: Parts) -> tuple[Finding, ...]:
    """How many of each sort went."""
    return retention.let_go(
        days(parts.settings),
        expired=parts.expired,
        traces=parts.traces,
        reports=parts.reports,
        now=parts.clock(),
    )
