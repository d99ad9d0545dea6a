"""The worker: Celery's threads carry out work, a loop hands it out, another renews leases."""

import logging
import os
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from backend import sweep
from backend.anchoring import anchor
from backend.engine.broker import SCHEDULER
from backend.engine.carrying_out import Hands
from backend.engine.dispatching import Message, dispatch, packed, unpacked
from backend.engine.in_hand import RENEW_EVERY_S, InHand
from backend.engine.outage import Outage
from backend.following import follow
from backend.programs.offspring import call_myself
from backend.queue_by_name import CLEAN_UP, DISPATCH, FIND_LOST
from backend.reports.ports import Kind, Lease, Unavailable
from backend.tasks import tasks_over
from backend.wiring import Parts

if TYPE_CHECKING:
    from celery import Celery

log = logging.getLogger(__name__)

LOOK_EVERY_S = 0.05
"""How often a worker without a broker looks for work."""
LEASED_MAX = 64
"""Rows leased at once: by this process where it is alone, by all together where a broker joins them."""
HANDS = 2


@dataclass
class Worker:
    """One process. With a broker others may hand out work too; without, it is alone and looks by itself."""

    parts: Parts
    celery: "Celery"
    hands: int = HANDS
    in_hand: InHand = field(default_factory=InHand)
    outage: Outage = field(default_factory=Outage)
    ended: Event = field(default_factory=Event)

    def __post_init__(self) -> None:
        parts = self.parts
        self._hands = Hands(tasks_over(parts), parts.outbox, parts.clock, self.in_hand, self.outage)
        give_tasks(self)

    def hand_out(self) -> Sequence[Lease]:
        """Lease what is due and send it to whoever is free."""
        room = self.outage.room(LEASED_MAX - self._leased())
        return dispatch(self.parts.outbox, self._send, clock=self.parts.clock, room=room, hands=self.hands)

    def carry_out(self, message: Message) -> None:
        """Do what a message asks for, and see to what followed from it."""
        self._hands.carry_out([unpacked(row) for row in message])
        self.parts.queue.nudge()

    def run(self) -> int:
        """Until SIGTERM; what was begun is finished first. The exit status."""
        begin_in_the_background(self)
        celery = self.celery.Worker(
            pool="threads",
            concurrency=self.hands,
            hostname=f"worker-{os.getpid()}@%h",
            without_gossip=True,
            without_mingle=True,
            without_heartbeat=True,
            quiet=True,
        )
        celery.start()
        return int(celery.exitcode or 0)

    def _leased(self) -> int:
        if self.parts.settings.embedded:
            return self.in_hand.count(self.parts.clock())
        return self.parts.outbox.in_hand(self.parts.clock())

    def _send(self, kind: Kind, leases: Sequence[Lease]) -> None:
        if self.parts.settings.embedded:  # what is sent stays in this process
            self.in_hand.leased(leases)
        self.celery.send_task(name_of(kind), [list(map(packed, leases))], ignore_result=True)

    def keep_looking(self) -> None:
        while not self.ended.is_set():
            try:
                found = len(self.hand_out())
            except Unavailable as error:
                log.warning("cannot look for work: %s", error)
                self.ended.wait(1.0)
                continue
            self.ended.wait(LOOK_EVERY_S if found < LEASED_MAX else 0.0)

    def keep_renewing(self) -> None:
        while not self.ended.wait(RENEW_EVERY_S):
            try:
                self.in_hand.renew(self.parts.outbox, clock=self.parts.clock)
            except Unavailable as error:
                log.warning("cannot renew leases: %s", error)


DAILY = (sweep.clean_up, sweep.stand_up, sweep.retain)
SWEEPS = (
    sweep.find_lost,
    sweep.keep_promises,
    sweep.reckon,
    sweep.tell_mornings,
    sweep.keep_drawn,
    sweep.draw_today,
    sweep.write_months,
    sweep.forecast,
    sweep.tell_neighbours,
    anchor,
    follow,
)


def each_by_itself(sweeps: Sequence[Callable[[Parts], None]], parts: Parts) -> None:
    """One that fails does not keep the others from their turn; the last failure is raised afterwards."""
    failures: list[Exception] = []
    for one in sweeps:
        try:
            one(parts)
        except Exception as error:  # the next minute tries again
            log.exception("%s failed", one.__name__)
            failures.append(error)
    if failures:
        raise failures[-1]


def name_of(kind: Kind) -> str:
    """The Celery task that carries out this kind of work."""
    return f"work.{kind.value}"


def give_tasks(worker: Worker) -> None:
    """Celery's tasks, each a word to the worker."""
    celery = worker.celery

    @celery.task(name=DISPATCH)
    def look_for_work() -> None:
        worker.hand_out()

    @celery.task(name=FIND_LOST)
    def find_lost() -> None:
        each_by_itself(SWEEPS, worker.parts)

    @celery.task(name=CLEAN_UP)
    def clean_up() -> None:
        each_by_itself(DAILY, worker.parts)

    for kind in Kind:

        @celery.task(name=name_of(kind))
        def carry_out(message: Message) -> None:
            worker.carry_out(message)


def begin_in_the_background(worker: Worker) -> None:
    """Once Celery is ready: renew leases; without a broker also look for work, and beat."""
    from celery import signals  # noqa: PLC0415 - see broker.make_celery
    from celery.beat import EmbeddedService  # noqa: PLC0415 - the same

    def begin(**_: Any) -> None:
        call_myself("worker")
        Thread(target=worker.keep_renewing, name="leases", daemon=True).start()
        if worker.parts.settings.embedded:
            Thread(target=worker.keep_looking, name="dispatcher", daemon=True).start()
            EmbeddedService(worker.celery, scheduler_cls=SCHEDULER, thread=True).start()  # type: ignore[union-attr]

    signals.worker_ready.connect(begin, weak=False)
    signals.worker_shutting_down.connect(lambda **_: worker.ended.set(), weak=False)
    signals.setup_logging.connect(lambda **_: None, weak=False)  # logs.py has done it
    warnings.filterwarnings("ignore", "You're running the worker with superuser")  # it is about pickle
