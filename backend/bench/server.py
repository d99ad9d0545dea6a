"""Programs that a measurement starts, waits for and ends."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from backend.bench.wire import Cut, Wire

HOST = "127.0.0.1"
ROOT = Path(__file__).parents[2]


class NotUp(Exception):
    """The program did not answer in time; the message has the end of its log."""


@dataclass(frozen=True, slots=True)
class Running:
    """`ready_s` is the time from its start to its first answer, in seconds."""

    pid: int
    port: int
    ready_s: float
    data: Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def masdarling(data: Path, *words: str) -> Iterator[Running]:
    """`masdarling run` on a free port, with everything it keeps under `data`."""
    port = free_port()
    own = {
        "MASDARLING_DATA": str(data),
        "MASDARLING_REPORTS_PER_HOUR": "100000000",
        "MASDARLING_STRANGERS_PER_HOUR": "100000000",
    }
    command = [sys.executable, "-m", "backend.cli", "run", "--empty", "--port", str(port), *words]
    with started(command, port, data, own) as running:
        yield running


@contextlib.contextmanager
def started(
    command: Sequence[str], port: int, data: Path, settings: Mapping[str, str], *, within: float = 60
) -> Iterator[Running]:
    """Run `command` until the block ends. Raises NotUp."""
    data.mkdir(parents=True, exist_ok=True)
    clean = {name: value for name, value in os.environ.items() if not name.startswith("MASDARLING_")}
    begin = time.perf_counter()
    with (data / "log.txt").open("wb") as log:
        program = subprocess.Popen(  # noqa: S603 - our own programs
            command, cwd=ROOT, env={**clean, **settings}, stdout=log, stderr=log, stdin=subprocess.DEVNULL
        )
    try:
        _wait(program, port, data, within)
        yield Running(program.pid, port, time.perf_counter() - begin, data)
    finally:
        program.send_signal(signal.SIGTERM)
        try:
            program.wait(30)
        except subprocess.TimeoutExpired:
            program.kill()
            program.wait()


def _wait(program: subprocess.Popen[bytes], port: int, data: Path, within: float) -> None:
    end = time.monotonic() + within
    while program.poll() is None and time.monotonic() < end:
        wire = Wire(HOST, port, timeout=2)
        with contextlib.suppress(Cut):
            wire.ask("GET", "/healthz", {})
            wire.close()
            return
        time.sleep(0.01)
    raise NotUp((data / "log.txt").read_text()[-2000:])
