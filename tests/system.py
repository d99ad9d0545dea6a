"""The whole system under test, as real programs: web, worker and beat on any mixture of real services."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from backend.bench.wire import Cut, Wire
from tests.services.ports import free_port

ROOT = Path(__file__).parent.parent


@dataclass
class System:
    """`settings` are MASDARLING_ variables. Programs log to files in `data`."""

    data: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    programs: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        own = {
            "MASDARLING_DATA": str(self.data),
            "MASDARLING_BASE_URL": self.url,
            "MASDARLING_SECRET_KEY": "a key for tests that is long enough to be taken",
            "MASDARLING_REPORTS_PER_HOUR": "1000000",
            "MASDARLING_STRANGERS_PER_HOUR": "1000000",
        }
        kept = {k: v for k, v in os.environ.items() if not k.startswith("MASDARLING_")}
        return {**kept, **own, **self.settings}

    def command(self, *words: str, stdin: str = "") -> str:
        """Run `masdarling …` to its end and return what it printed. Fails the test when it fails."""
        done = subprocess.run(
            [sys.executable, "-m", "backend.cli", *words],
            cwd=ROOT,
            env=self.environment,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, f"masdarling {' '.join(words)}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def facts(self, *words: str, stdin: str = "") -> Any:
        """The same with --json."""
        return json.loads(self.command(*words, "--json", stdin=stdin))

    def start(self, *words: str, name: str = "") -> subprocess.Popen[bytes]:
        """Start `masdarling …` and leave it running."""
        self.data.mkdir(parents=True, exist_ok=True)
        name = name or words[0]
        with (self.data / f"{name}.log").open("ab") as log:
            program = subprocess.Popen(
                [sys.executable, "-m", "backend.cli", *words],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        self.programs[name] = program
        return program

    def run(self, *words: str) -> None:
        """Everything in one, as `bin/run` starts it."""
        self.start("run", "--port", str(self.port), *words, name="run")
        self.wait_until_up()

    def wait_until_up(self, within: float = 30) -> None:
        end = time.monotonic() + within
        while time.monotonic() < end:
            if self.answers():
                return
            time.sleep(0.05)
        raise AssertionError(f"not up within {within} s:\n{self.logs()}")

    def answers(self) -> bool:
        """Whether the web process is alive."""
        wire = Wire("127.0.0.1", self.port, timeout=2)
        try:
            return wire.ask("GET", "/healthz", {}).status == 200
        except Cut:
            return False
        finally:
            wire.close()

    def logs(self) -> str:
        return "\n".join(f"--- {p.name}\n{p.read_text()[-3000:]}" for p in sorted(self.data.glob("*.log")))

    def kill(self, name: str) -> None:
        """SIGKILL the program and every process of its group, and wait until they are gone."""
        program = self.programs.pop(name)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(program.pid, signal.SIGKILL)
        program.wait(10)

    def stop(self) -> None:
        """Ask every program to end; it must, within 20 s."""
        for program in self.programs.values():
            program.send_signal(signal.SIGTERM)
        for name, program in self.programs.items():
            try:
                program.wait(20)
            except subprocess.TimeoutExpired as cause:
                os.killpg(program.pid, signal.SIGKILL)
                program.wait(5)
                raise AssertionError(f"{name} did not stop\n{self.logs()}") from cause
        self.programs.clear()


@contextlib.contextmanager
def running(system: System) -> Iterator[System]:
    try:
        yield system
    finally:
        system.stop()


def eventually(seen: Callable[[], object], within: float = 30, every: float = 0.05, what: str = "it") -> None:
    """Wait until `seen` returns something true."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        if seen():
            return
        time.sleep(every)
    raise AssertionError(f"{what} did not happen within {within} s")
