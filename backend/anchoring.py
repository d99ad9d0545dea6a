"""The end of the audit log is kept in the bucket too: a tail cut in the database does not reach there."""

import json
import logging
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import datetime
from itertools import takewhile

from backend.audit.chain import Fault, faults
from backend.audit.line import Anchor, Line
from backend.audit.ports import Audit
from backend.wiring import Parts
from media import keys
from media.bucket import Bucket, Missing

log = logging.getLogger(__name__)


def anchor(parts: Parts) -> None:
    """Move the anchor to the end of the log, when every line since the one before holds.

    Else it stays, as proof, and the log of the program tells.
    """
    end, before = parts.audit.end(), anchored(parts.bucket)
    if before and not _holds(before, parts.audit):
        log.error("the audit log does not hold line %s as anchored: `masdarling audit verify`", before.seq)
    elif end and end != before:
        if fault := next(faults(_between(parts.audit, before, end), after=before), None):
            log.error("the audit log breaks at line %s: `masdarling audit verify`", fault.seq)
            return
        _keep(replace(end, at=parts.clock()), parts.bucket)
        log.info("audit log: line %s has the hash %s", end.seq, end.hash)


def anchored(bucket: Bucket) -> Anchor | None:
    try:
        kept = json.loads(bucket.get(keys.AUDIT_ANCHOR))
    except Missing:
        return None
    at = kept.get("at")
    return Anchor(kept["seq"], kept["hash"], datetime.fromisoformat(at) if at else None)


def broken(parts: Parts) -> Iterator[Fault]:
    """Where the log does not hold, from its first line on."""
    return faults(all_lines(parts.audit), anchored(parts.bucket))


def all_lines(audit: Audit, after: int = 0) -> Iterator[Line]:
    """Oldest first, a thousand in memory at a time."""
    while found := audit.chain(after):
        yield from found
        after = found[-1].seq


def _between(audit: Audit, after: Anchor | None, end: Anchor) -> Iterator[Line]:
    return takewhile(lambda line: line.seq <= end.seq, all_lines(audit, after.seq if after else 0))


def _keep(end: Anchor, bucket: Bucket) -> None:
    told = json.dumps(asdict(end), default=datetime.isoformat)
    bucket.put(keys.AUDIT_ANCHOR, told.encode(), content_type="application/json")


def _holds(before: Anchor, audit: Audit) -> bool:
    found = audit.chain(before.seq - 1, limit=1)
    return bool(found) and (found[0].seq, found[0].hash) == (before.seq, before.hash)
