"""How residents read that a report stands."""

from backend.words import said

CHECKED = "verified"
"""Nobody works on it yet: what comes next is said, for "checked" alone sounds like the end."""


def for_residents(tongue: str, state: str, *, is_good_news: bool = False) -> str:
    """Good news waits for nobody, so it is called just that."""
    if is_good_news:
        return said(tongue, "shared.standing.good")
    return said(tongue, "resident-state.verified" if state == CHECKED else f"shared.state.{state}")
