"""A port nobody listens on, and that nobody is given by chance.

Between being found and being listened on pass seconds, in which other tests open connections: whatever the
system hands out by itself (Linux: from 32768) may be taken by then.
"""

import random
import socket
from contextlib import suppress

RESERVED = range(20_000, 32_000)
"""Below what Linux hands out, above what browsers refuse to speak to."""


def free_port() -> int:
    while True:
        port = random.choice(RESERVED)
        with suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port
