"""A small HTTP/1.1 client on a raw socket: too cheap to be what a benchmark measures, honest about cuts."""

import select
import socket
from dataclasses import dataclass, field
from http import HTTPStatus


class Cut(Exception):
    """The connection ended, or nothing came within the time-out, before a whole answer was read."""


@dataclass(slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    """Names in lower case; of several `set-cookie` the last."""
    body: bytes


@dataclass(slots=True)
class Wire:
    """One kept-alive connection. `bytes_out` counts everything written, also of requests that were cut."""

    host: str
    port: int
    timeout: float = 20.0
    bytes_out: int = 0
    _socket: socket.socket | None = field(default=None, repr=False)
    _rest: bytes = b""

    def ask(self, method: str, path: str, headers: dict[str, str], body: bytes = b"") -> Answer:
        """Send one request and read its answer. Raises Cut; the next call opens a new connection."""
        head = [f"{method} {path} HTTP/1.1", f"Host: {self.host}:{self.port}"]
        head += [f"{name}: {value}" for name, value in headers.items()]
        if body or method in {"PUT", "POST", "PATCH"}:
            head.append(f"Content-Length: {len(body)}")
        try:
            link = self._open()
            self._write(link, "\r\n".join(head).encode() + b"\r\n\r\n" + body)
            return self._read(link, bodyless=method == "HEAD")
        except (OSError, Cut, ValueError) as cause:
            self.close()
            raise Cut(f"{method} {path}: {cause}") from cause

    def close(self) -> None:
        if self._socket:
            self._socket.close()
        self._socket, self._rest = None, b""

    def __del__(self) -> None:
        self.close()

    def _open(self) -> socket.socket:
        if self._socket and select.select([self._socket], [], [], 0)[0]:
            self.close()  # the server has ended a connection nobody used
        if self._socket is None:
            self._socket = socket.create_connection((self.host, self.port), timeout=self.timeout)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._socket

    def _write(self, link: socket.socket, data: bytes) -> None:
        view = memoryview(data)
        while view:
            sent = link.send(view)
            self.bytes_out += sent
            view = view[sent:]

    def _read(self, link: socket.socket, *, bodyless: bool) -> Answer:
        data = self._rest
        while (end := data.find(b"\r\n\r\n")) < 0:
            data += self._more(link)
        status, headers = _head(data[:end])
        length = 0 if bodyless or status == HTTPStatus.NO_CONTENT else int(headers.get("content-length", 0))
        data = data[end + 4 :]
        while len(data) < length:
            data += self._more(link)
        self._rest = data[length:]
        if headers.get("connection", "").lower() == "close":
            self.close()
        return Answer(status, headers, data[:length])

    def _more(self, link: socket.socket) -> bytes:
        data = link.recv(65536)
        if not data:
            raise Cut("the connection was closed")
        return data


def _head(data: bytes) -> tuple[int, dict[str, str]]:
    first, *rest = data.decode("latin-1").split("\r\n")
    headers = {}
    for line in rest:
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    return int(first.split(" ", 2)[1]), headers
