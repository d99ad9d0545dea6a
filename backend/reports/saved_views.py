"""A reviewer gives what they ask of the queue a name, to find it again with one tap."""

from datetime import datetime

from backend.reports.plain import new_id
from backend.reports.ports import SavedView, SavedViews

MOST = 12
"""Of one person: more would be a list to search through."""
NAME_MAX = 40
"""Characters."""


class NoName(Exception):
    """A view cannot be found again without one."""


class TooMany(Exception):
    """One of the others has to go first."""


def save(name: str, asked: str, *, person: str, views: SavedViews, now: datetime) -> None:
    """Raises NoName, TooMany."""
    if not views.add(SavedView(new_id(now), person, _named(name), asked), most=MOST):
        raise TooMany(f"at most {MOST}")


def rename(view_id: str, name: str, *, person: str, views: SavedViews) -> None:
    """Raises NoName, NotFound."""
    views.rename(person, view_id, _named(name))


def _named(name: str) -> str:
    if not (short := " ".join(name.split())[:NAME_MAX].rstrip()):
        raise NoName("a saved view needs a name")
    return short
