"""A real Redis on this machine: keeps what it acknowledged over a kill, and never throws anything away."""

import contextlib
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from shutil import which

import pytest

from tests.services.missing import missing
from tests.services.ports import free_port

READY_S = 10
PING = b"PING\r\n"
PONG = b"+PONG"


@dataclass
class RedisServer:
    """Running between `start` and `stop`; what it holds outlives both. `pause` makes it answer nothing."""

    folder: Path
    port: int = field(default_factory=free_port)
    program: subprocess.Popen[bytes] | None = None

    @property
    def settings(self) -> dict[str, str]:
        """Environment of a program that has its work handed out by this server."""
        return {"MASDARLING_BROKER_URL": f"redis://127.0.0.1:{self.port}/0"}

    def start(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        options = {
            "port": str(self.port),
            "bind": "127.0.0.1",
            "dir": str(self.folder),
            "appendonly": "yes",
            "appendfsync": "always",
            "maxmemory-policy": "noeviction",
            "save": "",
        }
        words = [word for name, value in options.items() for word in (f"--{name}", value)]
        with (self.folder / "redis.log").open("ab") as log:
            self.program = subprocess.Popen(
                ["redis-server", *words], stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        end = time.monotonic() + READY_S
        while not self._answers():
            if time.monotonic() > end or self.program.poll() is not None:
                raise RuntimeError(
                    f"Redis does not start:\n{(self.folder / 'redis.log').read_text()[-2000:]}"
                )
            time.sleep(0.02)

    def stop(self) -> None:
        """As a kill would: nothing is said to anyone."""
        if self.program:
            self.program.kill()
            self.program.wait(10)
            self.program = None

    def pause(self) -> None:
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        if self.program:
            self.program.send_signal(number)

    def _answers(self) -> bool:
        with (
            contextlib.suppress(OSError),
            socket.create_connection(("127.0.0.1", self.port), timeout=1) as link,
        ):
            link.sendall(PING)
            return link.recv(len(PONG)) == PONG
        return False


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    """One server for all tests of a run that do not stop it."""
    with _running(tmp_path_factory.mktemp("redis")) as server:
        yield server


@pytest.fixture
def own_redis(tmp_path: Path) -> Iterator[RedisServer]:
    """A server of this test's own, to stop and start again."""
    with _running(tmp_path / "redis") as server:
        yield server


@contextlib.contextmanager
def _running(folder: Path) -> Iterator[RedisServer]:
    if not which("redis-server"):
        missing("redis-server (apt-get install redis-server)")
    server = RedisServer(folder)
    try:
        server.start()
        yield server
    finally:
        server.stop()
