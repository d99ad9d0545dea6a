"""A bad network: a TCP proxy that cuts, refuses, loses answers and plays captive portal."""

import asyncio
import contextlib
import random
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

Mode = Literal["ok", "refuse", "hole", "portal", "sign-in"]
PORTAL = b"<html><title>Login Wi-Fi</title><body>Silakan masuk ke jaringan</body></html>"
PORTALS = {
    "portal": b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n",
    "sign-in": b"HTTP/1.1 302 Found\r\nLocation: http://10.0.0.1/login\r\nConnection: close\r\n",
}
ROUNDS = 10
"""Of the loop, without anything new, before it is taken for over."""
Aim = Callable[[bytes], int | None]


@dataclass
class BadNetwork:
    """Listens on `port`, forwards to `server`. `mode`, `lose_answers`, `cut_after` may change at any time.

    `up_rate` limits the way to the server, bytes a second. `cut_after` cuts the connection once that many
    more bytes went up, and is spent by it. `lose_answers` counts the next answers that are swallowed, each
    with its connection; `lose_answer_to` swallows the next one to a request with those bytes in its head, and
    calls `when_lost` first. `aim` sees each request's first bytes, head included, and says after how many of
    its bytes the connection is cut.
    """

    server: int
    up_rate: float | None = None
    mode: Mode = "ok"
    lose_answers: int = 0
    lose_answer_to: bytes | None = None
    when_lost: Callable[[], object] = lambda: None
    aim: Aim = lambda _: None
    cut_after: int | None = None
    up_bytes: int = 0
    cuts: int = 0
    lost: int = 0
    port: int = 0
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    _open: set[asyncio.StreamWriter] = field(default_factory=set)
    _doomed: set[asyncio.StreamWriter] = field(default_factory=set)
    _serving: set[asyncio.Task[None]] = field(default_factory=set)
    _thread: threading.Thread | None = None

    def start(self) -> None:
        ready = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(ready,), daemon=True)
        self._thread.start()
        ready.wait(5)

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        if self._thread:
            self._thread.join(5)

    def cut(self) -> None:
        """Break every open connection now (RST)."""
        self.cuts += 1
        self._loop.call_soon_threadsafe(self._abort_all)

    def _run(self, ready: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        serving = asyncio.start_server(self._meet, "127.0.0.1", self.port)
        server = self._loop.run_until_complete(serving)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        self._loop.run_forever()
        for listening in server.sockets:  # closed while it accepts, asyncio loses what it accepted
            self._loop.remove_reader(listening.fileno())
        self._loop.run_until_complete(self._wind_up())
        server.close()
        self._loop.close()

    async def _wind_up(self) -> None:
        """What was just accepted is met a round of the loop later, what was aborted is closed in the next."""
        still = 0
        while still < ROUNDS:
            self._abort_all()
            for task in self._serving:
                task.cancel()
            still = 0 if self._serving else still + 1
            await asyncio.sleep(0.001)

    def _abort_all(self) -> None:
        for writer in self._open:
            writer.transport.abort()

    def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """No task of asyncio's own: one that is cancelled before it began would leave the connection open."""
        self._open.add(writer)
        task = self._loop.create_task(self._serve(reader, writer))
        self._serving.add(task)
        task.add_done_callback(lambda done: self._ended(done, writer))

    def _ended(self, task: asyncio.Task[None], writer: asyncio.StreamWriter) -> None:
        self._serving.discard(task)
        self._open.discard(writer)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.mode == "refuse":
            writer.transport.abort()
            return
        if self.mode in PORTALS:
            await self._portal(reader, writer)
            return
        try:
            up_reader, up_writer = await asyncio.open_connection("127.0.0.1", self.server)
        except OSError:
            writer.transport.abort()
            return
        self._open.add(up_writer)
        both = (writer, up_writer)
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(self._up(reader, up_writer, both), self._down(up_reader, writer, both))
        self._open.discard(up_writer)

    async def _portal(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(65536)
        writer.write(PORTALS[self.mode] + f"Content-Length: {len(PORTAL)}\r\n\r\n".encode() + PORTAL)
        with contextlib.suppress(OSError):
            await writer.drain()
        writer.close()

    async def _up(
        self, reader: asyncio.StreamReader, up: asyncio.StreamWriter, both: tuple[asyncio.StreamWriter, ...]
    ) -> None:
        left: int | None = None
        with contextlib.suppress(OSError, asyncio.CancelledError):
            while data := await reader.read(4096):
                while self.mode == "hole":
                    await asyncio.sleep(0.05)
                if self.up_rate:
                    await asyncio.sleep(len(data) / self.up_rate)
                if _is_head(data):
                    left = self._seen(data, both[0])
                end = min((n for n in (left, self.cut_after) if n is not None), default=None)
                if end is not None and len(data) >= end:
                    await self._last(up, data[:end])
                    _abort(both)
                    return
                if self.cut_after is not None:
                    self.cut_after -= len(data)
                left = None if left is None else left - len(data)
                self.up_bytes += len(data)
                up.write(data)
                await up.drain()
        with contextlib.suppress(OSError):
            up.close()

    def _seen(self, head: bytes, writer: asyncio.StreamWriter) -> int | None:
        """A request begins: what is to become of it."""
        if self.lose_answer_to and self.lose_answer_to.lower() in head.lower():
            self.lose_answer_to = None
            self._doomed.add(writer)
        return self.aim(head)

    async def _last(self, up: asyncio.StreamWriter, data: bytes) -> None:
        """The last bytes before a cut."""
        up.write(data)
        await up.drain()
        self.up_bytes += len(data)
        self.cut_after = None
        self.cuts += 1

    async def _down(
        self,
        up_reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        both: tuple[asyncio.StreamWriter, ...],
    ) -> None:
        with contextlib.suppress(OSError, asyncio.CancelledError):
            while data := await up_reader.read(65536):
                while self.mode == "hole":
                    await asyncio.sleep(0.05)
                if self.lose_answers or writer in self._doomed:
                    self.lose_answers -= bool(self.lose_answers)
                    self._doomed.discard(writer)
                    self.when_lost()
                    self.lost += 1
                    _abort(both)
                    return
                writer.write(data)
                await writer.drain()
        with contextlib.suppress(OSError):
            writer.close()


METHODS = (b"GET ", b"PUT ", b"POST ", b"HEAD ", b"PATCH ", b"DELETE ")


def _is_head(data: bytes) -> bool:
    """Browsers wait for an answer before they ask again, so that a request begins where a read does."""
    return data.startswith(METHODS)


def _abort(writers: tuple[asyncio.StreamWriter, ...]) -> None:
    for writer in writers:
        writer.transport.abort()


@contextlib.contextmanager
def bad_network(server: int, **how: object) -> Iterator[BadNetwork]:
    network = BadNetwork(server, **how)  # type: ignore[arg-type] # passed on by name
    network.start()
    try:
        yield network
    finally:
        network.stop()


def seldom(chance: float, rng: random.Random) -> bool:
    """True about once in 1/chance calls."""
    return rng.random() < chance
