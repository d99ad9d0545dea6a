"""Carries out leased work, and decides what a failure means."""

import logging
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from backend.engine.in_hand import InHand
from backend.engine.outage import Outage
from backend.reports.ports import Clock, Kind, Lease, LeaseLost, Outbox, Unavailable

log = logging.getLogger(__name__)

TRIES = 8
"""Work that failed so often, or ended its worker so often, is laid aside until someone looks."""
WAIT_MAX_S = 300.0

Do = Callable[[Lease], None]


@dataclass(frozen=True)
class Hands:
    """`do` carries one piece of work of each kind through to its outcome."""

    do: Mapping[Kind, Do]
    outbox: Outbox
    clock: Clock
    in_hand: InHand
    outage: Outage

    def carry_out(self, leases: Sequence[Lease]) -> None:
        """One after the other. Once something is away the rest goes back untried."""
        for lease in leases:
            try:
                if self.outage.lasts:
                    self._put_back(lease)
                elif lease.until > self.clock():
                    self._one(lease)
            finally:
                self.in_hand.end(lease)

    def _one(self, lease: Lease) -> None:
        self.in_hand.begin(lease)
        if lease.attempt > TRIES:
            self._settle(
                lambda: self.outbox.bury(lease, error=f"begun {lease.attempt - 1} times, never ended")
            )
            return
        try:
            self.do[lease.work.kind](lease)
        except LeaseLost:
            log.info("somebody else has %s now", lease.work)
        except Unavailable as error:
            self._wait(lease, error)
        except Exception as error:
            log.exception("%s failed, attempt %s", lease.work, lease.attempt)
            self._failed(lease, f"{type(error).__name__}: {error}")
        else:
            self.outage.over()

    def _wait(self, lease: Lease, error: Unavailable) -> None:
        """It may heal, however long it takes: not counted as an attempt."""
        log.warning("%s waits: %s", lease.work, error)
        self.outage.met()
        self._put_back(lease, error=str(error), after_s=random.uniform(2.0, 6.0))  # noqa: S311 - jitter

    def _put_back(self, lease: Lease, *, error: str = "", after_s: float = 0.0) -> None:
        """`after_s` lets those go first that were not tried yet."""
        due = self.clock() + timedelta(seconds=self.outage.left_s + after_s)
        self._settle(lambda: self.outbox.postpone(lease, due=due, error=error, counts=False))

    def _failed(self, lease: Lease, error: str) -> None:
        if lease.attempt >= TRIES:
            self._settle(lambda: self.outbox.bury(lease, error=error))
        else:
            due = self.clock() + wait(lease.attempt)
            self._settle(lambda: self.outbox.postpone(lease, due=due, error=error))

    def _settle(self, record: Callable[[], None]) -> None:
        """Where even that cannot be recorded the lease runs out, and the work is handed out again."""
        try:
            record()
        except (LeaseLost, Unavailable) as error:
            log.warning("not recorded, its lease runs out: %s", error)


def wait(attempt: int) -> timedelta:
    """Twice as long after each attempt, from 1 s to 5 minutes, with jitter."""
    longest = min(WAIT_MAX_S, 2.0 ** (attempt - 1))
    return timedelta(seconds=longest * random.uniform(0.5, 1.0))  # noqa: S311 - jitter, not a secret
