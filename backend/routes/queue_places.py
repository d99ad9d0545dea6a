"""Where a list goes on, as it stands in the address: until when a report was due there, and its id.

When it came, by which those due together are in order, is looked up and not told: an agency reads the day.
Where the report is no more nobody knows it: the list goes on with all that are due then, and leaves none out.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TypedDict
from uuid import UUID

from backend.reports.ports import Turn
from backend.wiring import parts

EARLIEST, LATEST = datetime.fromtimestamp(0, UTC), datetime(9999, 12, 31, tzinfo=UTC)


class Turns(TypedDict):
    """As stores take it."""

    after: Turn | None
    before: Turn | None


def turns(args: Mapping[str, str]) -> Turns:
    """Right after or right before which place; from the beginning, when neither is one."""
    return {"after": after(args.get("setelah", "")), "before": _turn(args.get("sebelum", ""), LATEST)}


def after(text: str) -> Turn | None:
    """None for what is no place."""
    return _turn(text, EARLIEST)


def _turn(text: str, unknown: datetime) -> Turn | None:
    """`unknown`: what stands for when a report came that is no more."""
    seconds, _, report_id = text.partition("_")
    try:
        due_at, kept = datetime.fromtimestamp(int(seconds), UTC), str(UUID(report_id))
    except (ValueError, OverflowError, OSError):
        return None
    received_at = next((line.received_at for line in parts().reports.lines([kept])), unknown)
    return Turn(due_at, received_at, kept)


def in_address(place: Turn) -> str:
    """Due dates are whole seconds."""
    return f"{int(place.due_at.timestamp())}_{place.id}"
