"""Where bytes are kept, and what is drawn of them."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from backend.reports.look import Box, Look
from backend.reports.ports.kept import Chunk
from backend.reports.report import Photo, Report


class Chest(Protocol):
    """Where the bytes rest: chunks, sealed originals, small copies, the archive.

    Every method may raise Unavailable.
    """

    def keep_chunk(self, report_id: str, photo: str, offset: int, data: bytes) -> None:
        """Durable when it returns. The same place written again replaces it."""

    def join(self, report_id: str, photo: str, chunks: Sequence[Chunk]) -> bytes:
        """The chunks in one piece, each checked against its digest. Raises ChunksLost."""

    def drop_chunks(self, report_id: str, photo: str | None = None) -> None: ...

    def incoming(self) -> Iterable[tuple[str, str]]:
        """Report and photo of all chunks that lie here, acknowledged or not; each pair once."""

    def forget(self, report_id: str, *, kelurahan: str, received_at: datetime) -> None:
        """Remove all there is of a report that was discarded: chunks, originals, copies, document."""

    def forget_elsewhere(self, report: Report, *, kelurahan: str, received_at: datetime) -> None:
        """Remove originals and document of a former life of a report that was sent again.

        Where the report itself has its own nothing is touched: these may be its.
        """

    def forget_photo(self, report: Report, photo: Photo) -> None:
        """Remove all there is of one photo: chunks, original, copies. Twice is once."""

    def drop_original(self, report: Report, photo: Photo) -> None:
        """Remove a sealed original; its copies stay. Twice is once."""

    def bury(self, owners: Sequence[str], *, at: datetime) -> None:
        """Leave word that these senders were forgotten: what a backup brings back of them goes again."""

    def buried(self) -> Collection[str]:
        """The marks (see `mark_of`) of all senders that were forgotten."""

    def seal(self, report: Report, photo: Photo, data: bytes) -> None:
        """Put the original in its final place; checked against its SHA-256 by the store. Twice is once."""

    def original(self, report: Report, photo: Photo) -> bytes:
        """Raises NotFound."""

    def keep_copy(self, report_id: str, photo: str, size: int, data: bytes) -> None: ...

    def copy(self, report_id: str, photo: str, size: int) -> bytes:
        """A small copy for people who review (WebP). Raises NotFound."""

    def show(self, report_id: str, photo: str, size: int, data: bytes) -> None:
        """Put a copy where residents see it."""

    def shown(self, report_id: str, photo: str, size: int) -> bytes:
        """Raises NotFound."""

    def hide(self, report_id: str, *, but: Collection[str] = ()) -> None:
        """Take away whatever residents see of the report, `but` these photos."""

    def write_archive(self, report: Report) -> None:
        """Write the report's document and read back what the store can prove."""

    def archived(self) -> "ArchiveReader": ...


class ArchiveReader(Protocol):
    def ids(self) -> Sequence[str]: ...

    def read(self, key: str) -> Report: ...


class Darkroom(Protocol):
    """Draws small copies of photos, and looks at them."""

    def copies(self, data: bytes) -> Mapping[int, bytes]:
        """WebP by long edge in pixels. Raises Unusable."""

    def full(self, original: bytes) -> bytes:
        """A photo in its full size, upright and silent (JPEG). Raises Unusable."""

    def stamp(self, copy: bytes) -> bytes:
        """A small copy made smaller still (WebP, 2 to 4 kB), for lists carried offline. Raises Unusable."""

    def across(self, copy: bytes, width: int) -> bytes:
        """A small copy again, at most so many pixels wide (WebP). Raises Unusable."""

    def look(self, copy: bytes) -> Look:
        """What a machine sees in a small copy. Raises Unusable."""

    def covered(self, copy: bytes, boxes: Sequence[Box], sizes: Sequence[int]) -> Mapping[int, bytes]:
        """Copies by long edge in which nothing is left of what lies in the boxes (WebP). Raises Unusable."""


def mark_of(owner: str) -> str:
    """What a tombstone bears instead of an id: SHA-256, hex. Ids are random, so it leads back to nobody."""
    return hashlib.sha256(owner.encode()).hexdigest()
