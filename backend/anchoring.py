"""The end of the audit log is kept in the bucket too: a tail cut in the database does not reach there."""

import json
import logging
from collections.abc import Iterator
from dataclasses import asdict

from backend.audit.chain import Fault, faults
from backend.audit.line import Anchor, Line
from backend.audit.ports import Audit
from backend.wiring import Parts
from media import keys
from media.bucket import Bucket, Missing

log = logging.getLogger(__name__)


def anchor(parts: Parts) -> None:
    """Move the anchor to the end of the log, unless what it held on to is gone: then it stays, as proof.

    The log of the program tells it as well.
    """
    end, before = parts.audit.end(), anchored(parts.bucket)
    if before and not _holds(before, parts.audit):
        log.error("the audit log does not hold line %s as anchored: `masdarling audit verify`", before.seq)
    elif end and end != before:
        parts.bucket.put(keys.AUDIT_ANCHOR, json.dumps(asdict(end)).encode(), content_type="application/json")
        log.info("audit log: line %s has the hash %s", end.seq, end.hash)


def anchored(bucket: Bucket) -> Anchor | None:
    try:
        return Anchor(**json.loads(bucket.get(keys.AUDIT_ANCHOR)))
    except Missing:
        return None


def broken(parts: Parts) -> Iterator[Fault]:
    """Where the log does not hold, from its first line on."""
    return faults(all_lines(parts.audit), anchored(parts.bucket))


def all_lines(audit: Audit) -> Iterator[Line]:
    """Oldest first, a thousand in memory at a time."""
    after = 0
    while found := audit.chain(after):
        yield from found
        after = found[-1].seq


def _holds(before: Anchor, audit: Audit) -> bool:
    found = audit.chain(before.seq - 1, limit=1)
    return bool(found) and (found[0].seq, found[0].hash) == (before.seq, before.hash)
