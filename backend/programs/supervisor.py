"""One parent that forks the programs, starts again what dies, and stops them all.

Forked, not executed: what the parent imported is shared by all of them, which halves their memory, and who
dies is back at once. So the parent itself opens nothing that does not survive a fork: no database, no thread.
"""

import contextlib
import gc
import logging
import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing import connection, get_context
from multiprocessing.context import ForkProcess

from backend.programs.offspring import call_myself, end_with

log = logging.getLogger(__name__)

STOPS_WITHIN_S = 35.0
"""A little more than gunicorn's graceful time-out; then SIGKILL."""
WELL_AFTER_S = 10.0
"""Who lived for so long is started again at once."""
PAUSE_S, PAUSE_MAX_S = 0.5, 30.0
"""Between starts of a program that ends by itself as soon as it is started: doubled each time."""
STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


@dataclass
class Program:
    """`main` returns, or raises SystemExit, when the program has ended."""

    name: str
    main: Callable[[], object]
    process: ForkProcess | None = None
    started: float = 0.0
    due: float = 0.0
    """When to start it (again), by the monotonic clock."""
    failures: int = 0

    def start(self) -> None:
        """In a session of its own: Ctrl-C reaches the parent alone, which then stops all in order."""
        self.process = get_context("fork").Process(target=self._live, args=(os.getpid(),), name=self.name)
        self.started = time.monotonic()
        with _held_back():
            self.process.start()

    def _live(self, parent: int) -> None:
        os.setsid()
        for number in STOP_SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        signal.set_wakeup_fd(-1)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS)
        end_with(parent)
        call_myself(self.name)
        self.main()

    def died(self, code: int, now: float) -> str:
        """What became of it, in words. Sets when it is due again."""
        lived = now - self.started
        self.process = None
        self.failures = 0 if lived > WELL_AFTER_S or code < 0 else self.failures + 1
        pause = min(PAUSE_MAX_S, PAUSE_S * 2 ** (self.failures - 1)) if self.failures else 0.0
        self.due = now + pause
        why = f"was killed ({signal.Signals(-code).name})" if code < 0 else f"ended with status {code}"
        return f"{self.name} {why} after {lived:.1f} s, again in {pause:g} s"


@contextlib.contextmanager
def _held_back() -> Iterator[None]:
    """Signals to stop wait meanwhile: a child that has not put its own handlers yet must not take ours."""
    signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS)


@dataclass
class Supervisor:
    """`first` runs once beside the programs; when it fails, everything ends."""

    programs: Sequence[Program]
    first: Program
    _ending: bool = field(default=False, init=False)
    _failed: bool = field(default=False, init=False)

    def run(self) -> int:
        """Until asked to stop; the exit status."""
        awake, waker = os.pipe()
        os.set_blocking(waker, False)
        signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
        for number in STOP_SIGNALS:
            signal.signal(number, self._end)
        gc.collect()
        gc.freeze()  # else each child's garbage collector would copy the pages they share
        self.first.start()
        while not self._ending:
            self._start_what_is_due()
            connection.wait([awake, *self._sentinels()], timeout=self._until_due())
            self._look()
        self._stop()
        return 1 if self._failed else 0

    def _end(self, *_: object) -> None:
        self._ending = True

    def _sentinels(self) -> list[int]:
        return [p.process.sentinel for p in (*self.programs, self.first) if p.process]

    def _until_due(self) -> float | None:
        waiting = [program.due for program in self.programs if program.process is None]
        return max(0.0, min(waiting) - time.monotonic()) if waiting else None

    def _start_what_is_due(self) -> None:
        for program in self.programs:
            if program.process is None and time.monotonic() >= program.due:
                program.start()

    def _look(self) -> None:
        for program in self.programs:
            if (code := _ended(program)) is not None and not self._ending:
                log.warning(program.died(code, time.monotonic()))
        if (code := _ended(self.first)) is not None:
            self.first.process = None
            self._failed = code != 0
            self._ending = self._ending or self._failed

    def _stop(self) -> None:
        running = [program for program in (self.first, *self.programs) if program.process]
        for program in running:
            _send(program, signal.SIGTERM)
        end = time.monotonic() + STOPS_WITHIN_S
        for program in running:
            assert program.process  # noqa: S101 - chosen so above
            program.process.join(max(0.0, end - time.monotonic()))
            if program.process.exitcode is None:
                log.warning("%s does not stop, it is killed", program.name)
                _send(program, signal.SIGKILL)
                program.process.join()


def _ended(program: Program) -> int | None:
    return program.process.exitcode if program.process else None


def _send(program: Program, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        if program.process and program.process.pid:
            os.kill(program.process.pid, number)
