"""The worker: a Celery consumer, a loop that hands out work, and one that renews leases."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from backend.carrying_out import MAY_HEAL, carry_out
from backend.dispatching import IN_HAND_MAX, RENEW_S, InHand, dispatch, renew, unpacked
from backend.reports.ports import Lease
from backend.wiring import Parts

if TYPE_CHECKING:
    from celery import Celery

log = logging.getLogger(__name__)

CARRY_OUT = "outbox.carry_out"
LOOK_EVERY_S = 0.05
"""How often a worker without a broker looks for work."""
THREADS = 2


@dataclass
class Worker:
    """One process. With a broker others may hand out work too; without, it is alone and looks by itself."""

    parts: Parts
    celery: "Celery"
    in_hand: InHand = field(default_factory=InHand)
    ended: Event = field(default_factory=Event)

    def run(self) -> None:
        """Until SIGTERM; work in hand is finished first."""
        from celery import signals  # noqa: PLC0415 - see broker.make_celery

        self.celery.conf.masdarling_worker = self
        signals.worker_ready.connect(self._begin, weak=False)
        signals.worker_shutting_down.connect(self._end, weak=False)
        quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
        self.celery.worker_main(
            ["--quiet", "worker", "-P", "threads", "-c", str(THREADS), "--loglevel", "WARNING", *quiet]
        )

    def hand_out(self) -> int:
        """Lease what is due and send it to whoever is free."""
        return dispatch(
            self.parts.outbox, self._send, clock=self.parts.clock, room=IN_HAND_MAX - self._held()
        )

    def _held(self) -> int:
        """Rows leased already: by this process where it is alone, by all where a broker joins them."""
        if self.parts.settings.embedded:
            return len(self.in_hand.all())
        return self.parts.outbox.backlog()["leased"]

    def carry_out(self, messages: Sequence[dict[str, Any]]) -> None:
        """Do what a message asks for, unless its lease has run out on the way."""
        leases = [unpacked(message) for message in messages]
        for lease in leases:
            self.in_hand.take(lease)
        for lease in leases:
            self._one(lease)
        self.hand_out()  # what followed from it need not wait for the next look

    def _one(self, lease: Lease) -> None:
        try:
            if lease.until > self.parts.clock():
                carry_out(lease, self.parts)
        finally:
            self.in_hand.drop(lease)

    def _send(self, messages: Sequence[dict[str, Any]]) -> None:
        for message in messages:
            self._remember(unpacked(message))
        self.celery.send_task(CARRY_OUT, [list(messages)], ignore_result=True)

    def _remember(self, lease: Lease) -> None:
        # Without a broker what is sent stays in this process, and counts as in hand until it is done.
        if self.parts.settings.embedded:
            self.in_hand.take(lease)

    def _begin(self, **_: object) -> None:
        from celery.beat import EmbeddedService  # noqa: PLC0415 - see broker.make_celery

        Thread(target=self._keep_renewing, name="leases", daemon=True).start()
        if self.parts.settings.embedded:
            Thread(target=self._keep_looking, name="dispatcher", daemon=True).start()
            # EmbeddedService does not look for the scheduler's name itself.
            clock = EmbeddedService(self.celery, thread=True, scheduler_cls=self.celery.conf.beat_scheduler)
            clock.start()  # type: ignore[union-attr] # with thread=True it is a thread

    def _end(self, **_: object) -> None:
        self.ended.set()

    def _keep_looking(self) -> None:
        while not self.ended.is_set():
            try:
                found = self.hand_out()
            except MAY_HEAL as error:
                log.warning("cannot look for work: %s", error)
                found = 0
            self.ended.wait(LOOK_EVERY_S if found < IN_HAND_MAX else 0.005)

    def _keep_renewing(self) -> None:
        while not self.ended.wait(RENEW_S):
            try:
                renew(self.parts.outbox, self.in_hand, clock=self.parts.clock)
            except MAY_HEAL as error:
                log.warning("cannot renew leases: %s", error)
