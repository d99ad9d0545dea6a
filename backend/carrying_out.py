"""Carries out one piece of leased work, and decides what a failure means."""

import logging
import random
from collections.abc import Callable
from datetime import timedelta

from backend.reports import archive, atlas, photos, ports, publishing
from backend.reports.ports import Kind, Lease, LeaseLost
from backend.wiring import Parts
from media import bucket

log = logging.getLogger(__name__)

MAY_HEAL = (ports.Unavailable, bucket.Unavailable)
WAIT_MAX_S = 300.0
DEADLY = 20
"""Work that was begun so often and never finished ends its worker: it is laid aside."""


def carry_out(lease: Lease, parts: Parts) -> None:
    """Do it and record what it brought about. What may heal is tried again, all else laid aside."""
    if lease.attempt > DEADLY:
        _settle(lambda: parts.outbox.bury(lease, error=f"began {lease.attempt - 1} times and never ended"))
        return
    try:
        DO[lease.work.kind](lease, parts)
    except LeaseLost:
        log.info("somebody else has %s now", lease.work)
    except MAY_HEAL as error:
        log.warning("%s waits: %s", lease.work, error)
        told, due = str(error), parts.clock() + wait(lease.attempt)
        _settle(lambda: parts.outbox.postpone(lease, due=due, error=told))
    except Exception as error:
        log.exception("%s is laid aside", lease.work)
        told = f"{type(error).__name__}: {error}"
        _settle(lambda: parts.outbox.bury(lease, error=told))


def wait(attempt: int) -> timedelta:
    """Twice as long after each attempt, from 1 s to 5 minutes, with jitter."""
    longest = min(WAIT_MAX_S, 2.0 ** min(attempt - 1, 16))
    return timedelta(seconds=longest * random.uniform(0.5, 1.0))  # noqa: S311 - jitter, not a secret


def _settle(record: Callable[[], None]) -> None:
    """Where even that cannot be recorded the lease runs out, and the work is handed out again."""
    try:
        record()
    except (LeaseLost, *MAY_HEAL) as error:
        log.warning("not recorded, its lease runs out: %s", error)


def _store(lease: Lease, parts: Parts) -> None:
    photos.store(lease, reports=parts.reports, outbox=parts.outbox, chest=parts.chest, clock=parts.clock)


def _derive(lease: Lease, parts: Parts) -> None:
    photos.derive(
        lease,
        reports=parts.reports,
        outbox=parts.outbox,
        chest=parts.chest,
        darkroom=parts.darkroom,
        clock=parts.clock,
    )


def _archive(lease: Lease, parts: Parts) -> None:
    archive.write(lease, reports=parts.reports, outbox=parts.outbox, chest=parts.chest, clock=parts.clock)


def _publish(lease: Lease, parts: Parts) -> None:
    def draw(report_id: str) -> None:
        atlas.draw(
            report_id,
            reports=parts.reports,
            snapshots=parts.snapshots,
            clock=parts.clock,
            kelurahan=parts.city.register().kelurahan,
        )

    publishing.publish(lease, reports=parts.reports, outbox=parts.outbox, chest=parts.chest, draw=draw)


def _discard(lease: Lease, parts: Parts) -> None:
    photos.discard(lease, outbox=parts.outbox, chest=parts.chest)


DO: dict[Kind, Callable[[Lease, Parts], None]] = {
    Kind.STORE: _store,
    Kind.DERIVE: _derive,
    Kind.ARCHIVE: _archive,
    Kind.PUBLISH: _publish,
    Kind.DISCARD: _discard,
}
