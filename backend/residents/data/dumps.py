"""A month of reports as files in the bucket: written by pieces, offered when whole, gone with what they told.

Each drawing is a version of its own, so that what is offered never changes while it is read. What is told no
longer is offered no longer from the same moment on (stores/dumps.py); a drawing that began before, and may
have read it, is refused.
"""

import zlib
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from hashlib import sha256

from backend.reports.ports import Clock, Kind, Outbox, Work
from backend.reports.wita import WITA
from backend.residents.data import walk
from backend.residents.data.facts import READ_OF_ITS_PAGE, Facts
from backend.residents.data.ports import Dump, Dumps, File, Shelf
from backend.residents.data.tables import FORMATS
from backend.residents.item import Item
from backend.residents.ports import Showcase, Wanted

ENDINGS = ("csv", "geojson")
ABOUT, SUMS = "README.txt", "SHA256SUMS"
PART = 8 << 20
"""Bytes that are held in memory at once, and make up one object."""
GZIP = 31
"""Says to zlib: with the frame of gzip, and the largest window."""


@dataclass(frozen=True, slots=True)
class Press:
    """What drawing needs. `about` writes what stands in the README of a month, with so many reports."""

    dumps: Dumps
    shelf: Shelf
    showcase: Showcase
    facts: Facts
    about: Callable[[str, int, date], str]
    clock: Clock

    def draw(self, month: str) -> None:
        """May run twice, and beside itself: a drawing removes what is older than itself, nothing newer."""
        known, at = self.dumps.known(month), self.clock()
        version = f"{at.astimezone(WITA):%Y%m%dT%H%M%S%f}"
        dump = self._written(month, version, at)
        stays = self.dumps.offer(month, dump, known, at=at) and dump is not None
        self.shelf.clear(month, lambda other: other < version or (other == version and not stays))

    def _written(self, month: str, version: str, at: datetime) -> Dump | None:
        """None where no report is left."""
        today = at.astimezone(WITA).date()
        counts = [self._table(month, version, ending) for ending in ENDINGS]
        reports, files = counts[0][0], [file for _, file in counts]
        if not reports:
            return None
        about = self.about(month, reports, today).encode()
        files.append(self._put(month, version, ABOUT, [about]))
        sums = "".join(f"{file.sha256}  {file.name}\n" for file in files).encode()
        files.append(self._put(month, version, SUMS, [sums]))
        return Dump(month, version, today, reports, files)

    def _table(self, month: str, version: str, ending: str) -> tuple[int, File]:
        """How many reports it tells of, and the file."""
        write, _ = FORMATS[ending]
        counted = Counted(walk.pages(self.showcase, of_month(month)))
        pieces = gzipped(write(counted, self.facts))
        file = self._put(month, version, f"laporan-{month}.{ending}.gz", pieces)
        return counted.n, file

    def _put(self, month: str, version: str, name: str, pieces: Iterable[bytes]) -> File:
        size, parts, digest = 0, 0, sha256()
        for part in in_parts(pieces, PART):
            self.shelf.put(month, version, name, parts, part)
            digest.update(part)
            size, parts = size + len(part), parts + 1
        return File(name, size, digest.hexdigest(), parts)


class Counted:
    """Pages on their way, and how many reports came by."""

    def __init__(self, pages: Iterable[Sequence[Item]]) -> None:
        self._pages, self.n = pages, 0

    def __iter__(self) -> Iterator[Sequence[Item]]:
        for page in self._pages:
            self.n += len(page)
            yield page


def ask(*, dumps: Dumps, outbox: Outbox, clock: Clock) -> int:
    """For months that changed and were not drawn today; how many. The others wait for the next day."""
    now = clock()
    today = now.astimezone(WITA).date()
    stale = dumps.stale(datetime.combine(today, time(), WITA))
    outbox.add([Work(Kind.DUMP, month) for month in stale], due=now)
    return len(stale)


def month_of(item: Item) -> str:
    """That it is told in: the one it was reported in, which never changes."""
    return item.reported_on.isoformat()[:7]


def of_month(month: str) -> Wanted:
    first = date.fromisoformat(f"{month}-01")
    return Wanted(since=first, until=first.replace(day=monthrange(first.year, first.month)[1]))


def takes_back(before: Item, now: Item | None) -> bool:
    """Whether something is told no longer: the report, its place, words, or a picture."""
    if now is None or _place(before) != _place(now):
        return True
    was, is_now = before.document, now.document
    pictures = set(was.get("photos", ())) - set(is_now.get("photos", ()))
    return bool(pictures) or was.get("note") != is_now.get("note")


def _place(item: Item) -> Sequence[object]:
    return item.kelurahan, item.rt, item.at


def tells_the_same(before: Item, now: Item) -> bool:
    """Whether both are the same row (facts.py): a page tells more, as what its repair was rated."""
    return _told(before) == _told(now)


def _told(item: Item) -> Item:
    """Without what no row has."""
    read = {name: item.document.get(name) for name in READ_OF_ITS_PAGE}
    return replace(item, document=read, ratings={}, answered_days=0, settled_days=None)


def gzipped(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """RFC 1952, without a time: the same reports make the same bytes."""
    packer = zlib.compressobj(wbits=GZIP)
    for piece in pieces:
        yield packer.compress(piece)
    yield packer.flush()


def in_parts(pieces: Iterable[bytes], size: int) -> Iterator[bytes]:
    """The same bytes, so many at a time; one part at least."""
    waiting = bytearray()
    for piece in pieces:
        waiting += piece
        while len(waiting) > size:
            yield bytes(waiting[:size])
            del waiting[:size]
    yield bytes(waiting)
