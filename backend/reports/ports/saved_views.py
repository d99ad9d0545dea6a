"""Ways of looking at the queue that reviewers gave names."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class SavedView:
    """`asked` is what the queue is narrowed down to, as it stands in the address."""

    id: str
    person: str
    name: str
    asked: str


class SavedViews(Protocol):
    """Each method is one transaction."""

    def of(self, person: str) -> tuple[SavedView, ...]:
        """In the order they were saved."""

    def add(self, view: SavedView, *, most: int) -> bool:
        """False, and nothing is kept, when the person has so many already."""

    def rename(self, person: str, view_id: str, name: str) -> None:
        """Raises NotFound when it is not that person's."""

    def remove(self, person: str, view_id: str) -> None:
        """Nothing happens when it is gone, or never was that person's."""
