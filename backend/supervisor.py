"""One parent that starts the programs, starts again what dies, and stops them all."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from backend.offspring import PARENT

STOPS_WITHIN_S = 35.0
"""A little more than gunicorn's graceful time-out; then SIGKILL."""
WELL_AFTER_S = 10.0
"""A program that ran for so long is started again at once when it dies."""
PAUSE_MAX_S = 30.0

Tell = Callable[[str], None]


@dataclass
class Program:
    """`name` is a command of `masdarling`."""

    name: str
    arguments: Sequence[str] = ()
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    due: float = 0.0
    """When to start it (again), by the monotonic clock."""
    failures: int = 0

    def start(self, environment: Mapping[str, str]) -> None:
        self.process = subprocess.Popen(  # noqa: S603 - our own programs
            [sys.executable, "-m", "backend.cli", self.name, *self.arguments],
            env={**environment, PARENT: str(os.getpid())},
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C reaches the parent alone, which stops them in order
        )
        self.started = time.monotonic()

    def signal(self, number: signal.Signals) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(number)


@dataclass
class Supervisor:
    """Runs until SIGTERM or SIGINT."""

    programs: Sequence[Program]
    environment: Mapping[str, str]
    tell: Tell
    _ending: bool = field(default=False, init=False)

    def run(self, *, ready: Callable[[], None]) -> None:
        """`ready` is called once all are started."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._end)
        for program in self.programs:
            program.start(self.environment)
        ready()
        while not self._ending:
            self._look()
            time.sleep(0.1)
        self._stop()

    def _end(self, *_: object) -> None:
        self._ending = True

    def _look(self) -> None:
        now = time.monotonic()
        for program in self.programs:
            if program.process and (code := program.process.poll()) is not None:
                self._died(program, code, now)
            if program.process is None and now >= program.due:
                program.start(self.environment)

    def _died(self, program: Program, code: int, now: float) -> None:
        """Again at once; a program that dies as soon as it is started waits longer each time."""
        program.failures = 0 if now - program.started > WELL_AFTER_S else program.failures + 1
        pause = 0.0 if program.failures <= 1 else min(PAUSE_MAX_S, 0.25 * 2.0 ** (program.failures - 2))
        why = f"signal {signal.Signals(-code).name}" if code < 0 else f"status {code}"
        again = f"in {pause:g} s" if pause else "now"
        self.tell(f"{program.name} ended with {why}; it is started again {again}")
        program.process, program.due = None, now + pause

    def _stop(self) -> None:
        self.tell("stopping")
        for program in self.programs:
            program.signal(signal.SIGTERM)
        end = time.monotonic() + STOPS_WITHIN_S
        for program in self.programs:
            if program.process:
                try:
                    program.process.wait(max(0.1, end - time.monotonic()))
                except subprocess.TimeoutExpired:
                    self.tell(f"{program.name} does not stop, it is killed")
                    os.killpg(program.process.pid, signal.SIGKILL)
                    program.process.wait()
