"""How residents read that a report stands."""

from backend.words import said

CHECKED = "verified"
"""Nobody works on it yet: what comes next is said, for "checked" alone sounds like the end."""


def for_residents(tongue: str, state: str) -> str:
    return said(tongue, "resident-state.verified" if state == CHECKED else f"shared.state.{state}")
