"""Where a list goes on, as it stands in the address: until when a report was due there, and its id.

When it came, by which those due together are in order, is looked up and not told: an agency reads the day.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TypedDict
from uuid import UUID

from backend.reports.ports import Turn
from backend.wiring import parts


class Turns(TypedDict):
    """As stores take it."""

    after: Turn | None
    before: Turn | None


def turns(args: Mapping[str, str]) -> Turns:
    """Right after or right before which place; from the beginning, when neither is one."""
    return {"after": turn_of(args.get("setelah", "")), "before": turn_of(args.get("sebelum", ""))}


def turn_of(text: str) -> Turn | None:
    """None for what is no place, or was that of a report that is no more."""
    seconds, _, report_id = text.partition("_")
    try:
        due_at, kept = datetime.fromtimestamp(int(seconds), UTC), str(UUID(report_id))
    except (ValueError, OverflowError, OSError):
        return None
    return next((Turn(due_at, line.received_at, line.id) for line in parts().reports.lines([kept])), None)


def in_address(place: Turn) -> str:
    """Due dates are whole seconds."""
    return f"{int(place.due_at.timestamp())}_{place.id}"
