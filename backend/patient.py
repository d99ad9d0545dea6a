"""A gunicorn worker that gives every request a limited time to arrive, and an answer to be taken.

gunicorn's threads wait for a slow client as long as it likes; a few dozen of them would hold every thread.
Here a request that has not arrived after `arrives_s` ends early, and its thread serves others. Answering may
take longer, as long as some of it is taken every `takes_s`.
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
    looks_every_s = 1.0

    def init_process(self) -> None:
        self.arriving: dict[socket.socket, float] = {}
        Thread(target=self._end_the_late, name="patience", daemon=True).start()
        super().init_process()

    def handle(self, conn: Any) -> Any:
        """One request on a connection; runs in a thread of its own."""
        self.arriving[conn.sock] = time.monotonic() + self.arrives_s
        conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", self.takes_s, 0))
        try:
            return super().handle(conn)
        finally:
            self.arriving.pop(conn.sock, None)

    def _end_the_late(self) -> None:
        """Whoever reads from such a connection is told that it ended. What was read whole is not touched."""
        while True:
            time.sleep(self.looks_every_s)
            now = time.monotonic()
            for link, until in list(self.arriving.items()):
                if until < now:
                    self.arriving.pop(link, None)
                    with contextlib.suppress(OSError):
                        link.shutdown(socket.SHUT_RD)
