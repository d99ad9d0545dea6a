"""Firefox's own remote protocol, as little of it as the tests need.

Mozilla's client for it (marionette-driver 3.7) imports `telnetlib`, which Python 3.13 has no more, and
geckodriver is not in Debian. Source: version 3 of
firefox-source-docs.mozilla.org/testing/marionette/Protocol.html.
"""

import json
import socket
import time
from itertools import count
from typing import Any

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""The member a web element is known by (W3C WebDriver, section 12)."""


class Refused(Exception):
    """The browser could not do it; the message is its own."""


class Marionette:
    """A connection to the browser that listens on `port` of this machine."""

    def __init__(self, port: int, *, within: float = 60) -> None:
        self._socket = _connected(port, within)
        self._numbers = count(1)
        self._kept = b""
        self._read()  # it says who it is

    def ask(self, command: str, **words: Any) -> Any:
        """The answer to a command, e.g. `WebDriver:Navigate`. Raises Refused."""
        message = json.dumps([0, next(self._numbers), command, words]).encode()
        self._socket.sendall(str(len(message)).encode() + b":" + message)
        _, _, error, result = self._read()
        if error:
            raise Refused(f"{command}: {error['error']}: {error['message']}")
        return result

    def element(self, using: str, value: str) -> str:
        """The id of the first one found. Raises Refused."""
        found = self.ask("WebDriver:FindElement", using=using, value=value)
        return str(found["value"][ELEMENT])

    def close(self) -> None:
        self._socket.close()

    def _read(self) -> Any:
        while b":" not in self._kept:
            self._more()
        length, _, self._kept = self._kept.partition(b":")
        while len(self._kept) < int(length):
            self._more()
        message, self._kept = self._kept[: int(length)], self._kept[int(length) :]
        return json.loads(message)

    def _more(self) -> None:
        data = self._socket.recv(65536)
        if not data:
            raise Refused("the browser is gone")
        self._kept += data


def _connected(port: int, within: float) -> socket.socket:
    end = time.monotonic() + within
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=90)
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
