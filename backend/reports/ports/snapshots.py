"""Documents drawn in advance, for pages that many read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A document drawn for residents: plain JSON values, with a strong ETag of its bytes."""

    name: str
    document: dict[str, Any]
    etag: str
    drawn_at: datetime


class Snapshots(Protocol):
    """Names: "city", "kelurahan/{code}", "pack/{code}", "poster/{subject}"."""

    def put(self, name: str, document: dict[str, Any], *, at: datetime) -> None:
        """`at` is when drawing began; a document that was begun before the kept one changes nothing."""

    def get(self, name: str) -> Snapshot:
        """Raises NotFound."""

    def remove(self, name: str) -> None: ...
