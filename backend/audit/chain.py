"""The chain: how a line is sealed, and what breaks when somebody meddles with it.

A hash is the SHA-256 of the line as JSON with sorted keys and no spaces, in ASCII, the hash before included.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from backend.audit.line import Anchor, Entry, Line

BEGINNING = "0" * 64
"""What the first line follows."""


@dataclass(frozen=True, slots=True)
class Fault:
    """`seq` is where the chain does not hold; `what`: missing, order, changed, cut or other."""

    seq: int
    what: str


def seal(entry: Entry, *, at: datetime, after: Anchor | None) -> Line:
    seq, prev = (after.seq + 1, after.hash) if after else (1, BEGINNING)
    return Line(seq, at, entry, prev, hash_of(seq, at, entry, prev))


def hash_of(seq: int, at: datetime, entry: Entry, prev: str) -> str:
    """Lower-case hex."""
    told = {"seq": seq, "at": at.astimezone(UTC).isoformat(), "prev": prev, **asdict(entry)}
    return hashlib.sha256(json.dumps(told, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def faults(
    lines: Iterable[Line], anchor: Anchor | None = None, *, after: Anchor | None = None
) -> Iterator[Fault]:
    """Where the chain does not hold, and whether the anchor lies in it.

    Read from its first line on, or from the line `after` (itself not included), which is believed.
    """
    seq, end = (after.seq, after.hash) if after else (0, BEGINNING)
    met = anchor is None
    for line in lines:
        if line.seq != seq + 1:
            yield Fault(seq + 1, "missing")
        elif line.prev != end:
            yield Fault(line.seq, "order")
        if line.hash != hash_of(line.seq, line.at, line.entry, line.prev):
            yield Fault(line.seq, "changed")
        if anchor and line.seq == anchor.seq:
            met = True
            if line.hash != anchor.hash:
                yield Fault(line.seq, "other")
        seq, end = line.seq, line.hash
    if anchor and not met:
        yield Fault(seq + 1, "cut" if seq < anchor.seq else "missing")
