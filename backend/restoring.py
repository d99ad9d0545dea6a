"""Rebuilds an empty database from the bucket."""

from collections.abc import Callable
from dataclasses import dataclass, field

from backend.reports.ports import Kind, NotFound, NumberTaken, Taken, Work
from backend.reports.report import Report
from backend.wiring import Parts
from media.bucket import Missing
from sync.archive import NotAnArchive


class NotEmpty(Exception):
    """The database holds reports: restoring over them could lose what the bucket does not know yet."""


@dataclass(slots=True)
class Restored:
    """`unreadable` names each document that could not be taken, and why."""

    reports: int = 0
    unreadable: dict[str, str] = field(default_factory=dict)


def restore(parts: Parts, *, told: Callable[[int, int], None]) -> Restored:
    """Read every archived report into the database. `told` hears how many of how many are done.

    Raises NotEmpty, Unavailable.
    """
    if any(parts.reports.counts(None).values()):
        raise NotEmpty
    reader = parts.chest.archived()
    ids = reader.ids()
    outcome = Restored()
    for done, key in enumerate(ids, start=1):
        try:
            _take(reader.read(key), parts)
            outcome.reports += 1
        except (NotAnArchive, NotFound, Missing, Taken, NumberTaken) as cause:
            outcome.unreadable[key] = str(cause) or type(cause).__name__
        told(done, len(ids))
    return outcome


def _take(report: Report, parts: Parts) -> None:
    """Keep it, and ask for what the archive does not hold: small copies, and what residents see."""
    parts.reports.restore(report)
    work = [Work(Kind.DERIVE, report.id, p.sha256) for p in report.photos if p.stored_at and not p.derived_at]
    parts.outbox.add([*work, Work(Kind.PUBLISH, report.id)], due=parts.clock())
