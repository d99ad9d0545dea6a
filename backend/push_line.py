"""A line to somebody's push service, for pywebpush to post over. Whom it leads to was chosen by a phone.

So it could name anything: no redirect is followed, and whatever the name resolves to must be public, or
nothing is sent there (no server-side request forgery). Who is there may not keep us either: connecting and
answering have their deadlines.
"""

import http.client
import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from threading import Event, Timer
from typing import Any
from urllib.parse import SplitResult, urlsplit

ANSWER_MAX = 4_096
"""Bytes of a push service's answer that are looked at."""
ADDRESSES_MAX = 4
"""Of one name that are tried."""
UNICAST, NAT64 = ip_network("2000::/3"), ip_network("64:ff9b::/96")
"""RFC 4291 and RFC 6052: the last four bytes of the second are an address of IPv4."""


class Inside(OSError):
    """The endpoint leads to a machine of ours, or of a private network."""


@dataclass(frozen=True, slots=True)
class Response:
    """What pywebpush reads of an answer."""

    status_code: int
    reason: str
    text: str
    headers: Mapping[str, str]


class Line:
    """A session as pywebpush wants one. `anywhere`: for tests, plain http and machines inside too."""

    def __init__(self, *, anywhere: bool = False) -> None:
        self._anywhere = anywhere

    def post(
        self, endpoint: str, *, data: bytes, headers: Mapping[str, Any], timeout: float, **_: Any
    ) -> Response:
        url = urlsplit(endpoint)
        host, port = url.hostname or "", url.port or (443 if url.scheme == "https" else 80)
        line = self._called(host, port, timeout)
        if url.scheme == "https":
            line = ssl.create_default_context().wrap_socket(
                line, server_hostname=host, do_handshake_on_connect=False
            )
        with line, _at_most(timeout, line):
            if isinstance(line, ssl.SSLSocket):
                line.do_handshake()
            return _asked(line, url, data, headers)

    def _called(self, host: str, port: int, timeout: float) -> socket.socket:
        """Connected; where the name leads is looked at before. Raises OSError, Inside."""
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[:ADDRESSES_MAX]
        addresses = [str(end[0]) for *_, end in found]
        if not self._anywhere and not all(_is_outside(ip_address(a.partition("%")[0])) for a in addresses):
            raise Inside(f"{host} is not outside")
        refused: OSError = ConnectionError(f"{host} leads nowhere")
        for address in addresses:
            try:
                return socket.create_connection((address, port), timeout / len(addresses))
            except OSError as cause:
                refused = cause
        raise refused


def _asked(line: socket.socket, url: SplitResult, data: bytes, headers: Mapping[str, Any]) -> Response:
    link = http.client.HTTPConnection(url.hostname or "", url.port)
    link.sock = line
    path = f"{url.path or '/'}{'?' if url.query else ''}{url.query}"
    link.request("POST", path, body=data, headers={k: str(v) for k, v in headers.items()})
    answer = link.getresponse()
    text = answer.read(ANSWER_MAX).decode("latin-1")
    return Response(answer.status, answer.reason, text, dict(answer.getheaders()))


def is_inside(host: str) -> bool:
    """Whether the name says so itself; where it really leads is looked at when it is called."""
    host = host.rstrip(".")
    try:
        return not _is_outside(ip_address(host))
    except ValueError:
        return "." not in host or host.endswith((".local", ".internal", ".localhost"))


def _is_outside(address: IPv4Address | IPv6Address) -> bool:
    """A single machine of the public internet, also where IPv6 only wraps an address of IPv4."""
    if isinstance(address, IPv6Address) and address in NAT64:
        return _is_outside(IPv4Address(address.packed[-4:]))
    if not address.is_global or address.is_multicast:
        return False
    return isinstance(address, IPv4Address) or (address in UNICAST and address.sixtofour is None)


@contextmanager
def _at_most(seconds: float, line: socket.socket) -> Iterator[None]:
    """Hang up after so long: a timeout of the socket begins anew with each byte. Raises TimeoutError."""
    late = Event()

    def hang_up() -> None:
        late.set()
        with suppress(OSError):  # below TLS, which must not be asked by two threads
            socket.socket.shutdown(line, socket.SHUT_RDWR)

    timer = Timer(seconds, hang_up)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        if late.is_set():  # what was read by then only looks like an answer
            raise TimeoutError(f"no answer within {seconds} s")
