"""Rebuilds an empty database from the bucket."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from backend.privacy.forgotten import is_nobodys
from backend.privacy.heeding import heeded
from backend.reports import remains
from backend.reports.moves import PUBLIC
from backend.reports.ports import Kind, NotFound, NumberTaken, Taken, Work
from backend.reports.report import Report
from backend.reports.standing_alone import part_from
from backend.wiring import Parts
from sync.archive import NotAnArchive

AT_ONCE = 8
"""Documents read and kept at the same time: their transactions share flushes, their reads the wire."""


class NotEmpty(Exception):
    """The database holds reports: restoring over them could lose what the bucket does not know yet."""


@dataclass(slots=True)
class Restored:
    """`unreadable`: which documents could not be taken, and why. `forgotten` ones went with their sender."""

    reports: int = 0
    forgotten: int = 0
    unreadable: dict[str, str] = field(default_factory=dict)

    def count(self, key: str, fault: str, *, kept: bool) -> None:
        if fault:
            self.unreadable[key] = fault
        elif kept:
            self.reports += 1
        else:
            self.forgotten += 1


def restore(parts: Parts, *, told: Callable[[int, int], None]) -> Restored:
    """Read every archived report into the database. `told` hears how many of how many are done.

    Raises NotEmpty, Unavailable.
    """
    if any(parts.reports.counts(None, most=1).values()):
        raise NotEmpty
    reader = parts.chest.archived()
    buried = parts.chest.buried()
    keys = reader.ids()
    outcome = Restored()

    def take(key: str) -> tuple[str, str, bool]:
        try:
            report = heeded(reader.read(key), buried, chest=parts.chest)
            if report:
                _take(report, parts)
        except (NotAnArchive, NotFound, Taken, NumberTaken) as cause:
            return key, f"{type(cause).__name__}: {cause}", False
        return key, "", report is not None

    told(0, len(keys))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for done, (key, fault, kept) in enumerate(pool.map(take, keys), start=1):
            outcome.count(key, fault, kept=kept)
            told(done, len(keys))
    _set_on_their_feet(parts)
    return outcome


def _set_on_their_feet(parts: Parts) -> None:
    """Reports whose head went with its sender, or cannot be read."""
    reports, traces, now = parts.reports, parts.traces, parts.clock()
    for head in traces.missing_heads():
        behind = reports.members([head])[head]
        part_from(head, head, reports=reports, at=now)
        for gone in filter(is_nobodys, behind):  # nobody saw it, and its sender is forgotten as well
            part_from(gone.id, gone.id, reports=reports, at=now)
            traces.remove(gone.id, remains.work_for(gone), at=now)


def _take(report: Report, parts: Parts) -> None:
    """Keep it, and ask for what the archive does not hold: small copies, and what residents see."""
    parts.reports.restore(report)
    unseen = [p for p in report.photos if p.stored_at and not (p.look or p.unusable)]
    work = [Work(Kind.LOOK if p.derived_at else Kind.DERIVE, report.id, p.sha256) for p in unseen]
    if report.state in PUBLIC:
        work.append(Work(Kind.PUBLISH, report.id))
    else:  # it may have been taken back just before the database was lost; photos of others lay there, too
        parts.chest.hide(report.id)
    if work:
        parts.outbox.add(work, due=parts.clock())
