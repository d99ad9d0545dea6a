"""A gunicorn worker that gives every request a limited time to arrive, and an answer to be taken.

gunicorn's threads wait for a slow client as long as it likes; a few dozen of them would hold every thread.
Here a request that has not arrived after `arrives_s` ends early, and its thread serves others. Answering may
take longer, as long as some of it is taken every `takes_s`; after `ends_s` it ends, however little is left.
"""

import contextlib
import socket
import struct
import time
from threading import Thread
from typing import Any

from gunicorn.workers.gthread import ThreadWorker


class PatientWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    arrives_s = 60.0
    """Seconds for headers and body together: 512 KiB on a bad connection (9 kB/s) is just in time."""
    takes_s = 60
    """Seconds for the next bytes of an answer to be taken; whole ones."""
    ends_s = 600.0
    """Seconds from the first byte of a request to the last one of its answer: 60 MB at 100 kB/s."""
    looks_every_s = 1.0

    def init_process(self) -> None:
        self.arriving: dict[socket.socket, float] = {}
        self.leaving: dict[socket.socket, float] = {}
        Thread(target=self._end_the_late, name="patience", daemon=True).start()
        super().init_process()

    def handle(self, conn: Any) -> Any:
        """One request on a connection; runs in a thread of its own."""
        now = time.monotonic()
        self.arriving[conn.sock], self.leaving[conn.sock] = now + self.arrives_s, now + self.ends_s
        conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", self.takes_s, 0))
        try:
            return super().handle(conn)
        finally:
            self.arriving.pop(conn.sock, None)
            self.leaving.pop(conn.sock, None)

    def _end_the_late(self) -> None:
        """Our side is told that the connection ended. A request that was read whole is not touched."""
        while True:
            time.sleep(self.looks_every_s)
            _end(self.arriving, socket.SHUT_RD)
            _end(self.leaving, socket.SHUT_RDWR)


def _end(links: dict[socket.socket, float], ways: int) -> None:
    """Those whose time is over."""
    now = time.monotonic()
    for link, until in list(links.items()):
        if until < now:
            links.pop(link, None)
            with contextlib.suppress(OSError):
                link.shutdown(ways)
