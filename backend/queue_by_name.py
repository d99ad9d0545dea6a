"""Asks the workers for tasks, without knowing their code. Asking takes no time and is never refused."""

import logging
import os
from collections.abc import Callable
from threading import Event, Lock, Thread
from typing import Any

log = logging.getLogger(__name__)

DISPATCH = "outbox.dispatch"
"""The task that hands out what is due."""
FIND_LOST = "sweep.lost"
CLEAN_UP = "sweep.abandoned"
REGULARLY_S = {DISPATCH: 5.0, FIND_LOST: 60.0, CLEAN_UP: 3600.0}
"""What beat asks for, and how often. Cleaning up is about months; hourly, as beat forgets when it ends."""
AT_MOST_EVERY_S = 0.05
FORGOTTEN_AFTER_S = 10.0
"""A message nobody fetched is worth nothing any more: beat has looked meanwhile."""


class WorkerLooks:
    """Without a broker the worker looks for work many times a second: nothing to send."""

    def nudge(self) -> None:
        """Nothing: see above."""


class CeleryQueue:
    """One message tells the workers to look; it covers every nudge until the next message.

    A thread sends, so that a broker that is away or slow delays no request. It is made at the first nudge of
    each process, since threads do not survive a fork. `make_celery` gives anything with Celery's send_task.
    """

    def __init__(self, make_celery: Callable[[], Any]) -> None:
        self._make_celery = make_celery
        self._asked = Event()
        self._process = 0
        self._lock = Lock()

    def nudge(self) -> None:
        if self._process != os.getpid():
            self._begin()
        self._asked.set()

    def _begin(self) -> None:
        with self._lock:
            if self._process != os.getpid():
                self._asked = Event()
                Thread(target=self._keep_sending, name="nudges", daemon=True).start()
                self._process = os.getpid()

    def _keep_sending(self) -> None:
        celery = self._make_celery()
        rest = Event()
        while self._asked.wait():
            self._asked.clear()
            try:
                celery.send_task(DISPATCH, ignore_result=True, retry=False, expires=FORGOTTEN_AFTER_S)
            except Exception as error:  # noqa: BLE001 - whatever a broker's library raises: beat finds the work
                log.warning("the broker is away, beat finds the work: %s", error)
            rest.wait(AT_MOST_EVERY_S)
