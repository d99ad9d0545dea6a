"""Asks the workers to look for work, without knowing their code. Asking is never refused."""

import logging
import time
from threading import Lock
from typing import Any

from backend.broker import make_celery
from backend.reports.ports import Queue
from backend.settings import Settings

log = logging.getLogger(__name__)

DISPATCH = "outbox.dispatch"
"""The task that hands out what is due."""
AT_MOST_EVERY_S = 0.05


class WorkerLooks:
    """Without a broker the worker looks for work many times a second: nothing to send."""

    def nudge(self) -> None:
        """Nothing: see above."""


class CeleryQueue:
    """One message tells the workers to look; who nudges again within a moment is covered by it.

    `celery` is anything with Celery's send_task.
    """

    def __init__(self, celery: Any) -> None:
        self._celery = celery
        self._sent = 0.0
        self._lock = Lock()

    def nudge(self) -> None:
        with self._lock:
            # The message just sent may have been read before this work was committed: then the next look of
            # the beat finds it, soon enough for so rare a case, and a message per request is spared.
            if time.monotonic() - self._sent < AT_MOST_EVERY_S:
                return
            self._sent = time.monotonic()
        try:
            self._celery.send_task(DISPATCH, ignore_result=True, retry=False)
        except Exception as error:  # noqa: BLE001 - a lost broker never refuses a request; the beat finds the work
            log.warning("the broker is away, the next look finds the work: %s", error)


def queue_for(settings: Settings) -> Queue:
    """A nudge by broker, where there is one."""
    if settings.embedded:
        return WorkerLooks()
    return CeleryQueue(make_celery(settings))
