"""Group commit: transactions that wait at the same moment share one COMMIT, and so one fsync.

There is no writer thread. Whoever comes first leads: it runs its own transaction and those of all who wait,
each in a savepoint, commits them together and hands the lead to the next one waiting. So a lone caller
switches no thread, a fork inherits nothing, and there is nothing to shut down.
"""

from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager
from threading import Lock
from typing import Any, Protocol

from sqlalchemy.engine import Connection

from backend.reports.ports import Unavailable
from backend.stores.failures import heals
from backend.stores.lane import Lane

TOGETHER = 64
"""Transactions in one COMMIT at most: bounds how long the first of them waits for the last."""


class Opener(Protocol):
    """Begins a write transaction; commits at the end of the block, or undoes everything when it raises."""

    def __call__(self) -> AbstractContextManager[Lane]: ...


class Job:
    """A transaction and what became of it. `wake` is released when it is done, or told to lead."""

    __slots__ = ("done", "error", "result", "wake", "work")

    def __init__(self, work: Callable[[Connection], Any]) -> None:
        self.work = work
        self.wake = Lock()
        self.wake.acquire()
        self.done = False
        self.result: Any = None
        self.error: BaseException | None = None

    def outcome(self) -> Any:
        if self.error:
            raise self.error
        return self.result


class GroupCommit:
    def __init__(self, begin: Opener, *, patience_s: float) -> None:
        self._begin = begin
        self._patience_s = patience_s
        self._mutex = Lock()
        self._waiting: deque[Job] = deque()
        self._led = False

    def run(self, work: Callable[[Connection], Any]) -> Any:
        """What `work` returns, once it is durable. Raises what `work` raises, or Unavailable."""
        job = Job(work)
        with self._mutex:
            self._waiting.append(job)
            leading, self._led = not self._led, True
        if not leading and not job.wake.acquire(timeout=self._patience_s):
            self._withdraw(job)
        if not job.done:
            self._lead()
        return job.outcome()

    def queued(self) -> int:
        """How many callers wait for the one that leads."""
        return len(self._waiting)

    def _withdraw(self, job: Job) -> None:
        """Give up, unless the job runs already or was just told to lead."""
        with self._mutex:
            if job.wake.acquire(blocking=False):
                return
            if job in self._waiting:
                self._waiting.remove(job)
                raise Unavailable("the database is busy")
        job.wake.acquire()

    def _lead(self) -> None:
        """Run the jobs that wait, the caller's own first among them."""
        batch: list[Job] = []
        try:
            self._run_together(batch)
        except BaseException as error:
            for job in batch:
                job.error = _translated(error)
            if not isinstance(error, Exception):  # this very thread is being stopped
                raise
        finally:
            self._hand_over(batch)

    def _run_together(self, batch: list[Job]) -> None:
        batch.append(self._next())
        with self._begin() as lane:
            _run(batch[0], lane)
            while self._waiting and len(batch) < TOGETHER:
                batch.append(self._next())
                _run(batch[-1], lane)

    def _next(self) -> Job:
        with self._mutex:
            return self._waiting.popleft()

    def _hand_over(self, batch: list[Job]) -> None:
        with self._mutex:
            if self._waiting:
                self._waiting[0].wake.release()
            else:
                self._led = False
        for job in batch:
            job.done = True
            job.wake.release()


def _run(job: Job, lane: Lane) -> None:
    """One transaction inside the common one."""
    lane.driver.execute("SAVEPOINT job")
    try:
        job.result = job.work(lane.connection)
    except Exception as error:
        if heals(error):  # a full disk or a failing one: SQLite may have undone the others as well
            raise
        job.error = error
        lane.driver.execute("ROLLBACK TO job")
    lane.driver.execute("RELEASE job")


def _translated(error: BaseException) -> BaseException:
    return Unavailable(str(error)) if heals(error) or not isinstance(error, Exception) else error
