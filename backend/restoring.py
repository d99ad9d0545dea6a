"""Rebuilds an empty database from the bucket."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from backend.reports.moves import PUBLIC
from backend.reports.ports import Kind, NotFound, NumberTaken, Taken, Work
from backend.reports.report import Report
from backend.wiring import Parts
from sync.archive import NotAnArchive

AT_ONCE = 8
"""Documents read and kept at the same time: their transactions share flushes, their reads the wire."""


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
    keys = reader.ids()
    outcome = Restored()

    def take(key: str) -> tuple[str, str]:
        try:
            _take(reader.read(key), parts)
        except (NotAnArchive, NotFound, Taken, NumberTaken) as cause:
            return key, f"{type(cause).__name__}: {cause}"
        return key, ""

    told(0, len(keys))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for done, (key, fault) in enumerate(pool.map(take, keys), start=1):
            if fault:
                outcome.unreadable[key] = fault
            else:
                outcome.reports += 1
            told(done, len(keys))
    return outcome


def _take(report: Report, parts: Parts) -> None:
    """Keep it, and ask for what the archive does not hold: small copies, and what residents see."""
    parts.reports.restore(report)
    work = [Work(Kind.DERIVE, report.id, p.sha256) for p in report.photos if p.stored_at and not p.derived_at]
    if report.state in PUBLIC:
        work.append(Work(Kind.PUBLISH, report.id))
    elif report.photos:
        parts.chest.hide(report.id)  # it may have been taken back just before the database was lost
    if work:
        parts.outbox.add(work, due=parts.clock())
