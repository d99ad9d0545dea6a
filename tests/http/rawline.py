"""A connection whose every byte the test chooses: half requests, false lengths, answers nobody reads."""

import base64
import hashlib
import re
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from backend.bench.parcel import Parcel
from backend.bench.phone import Phone


@contextmanager
def line(port: int, *, timeout: float = 20) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", port), timeout=timeout) as link:
        yield link


def head(method: str, path: str, headers: Mapping[str, str]) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost", *(f"{k}: {v}" for k, v in headers.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n"


def words(phone: Phone, parcel: Parcel, **headers: str) -> tuple[bytes, bytes]:
    """Head and body of a PUT, as this phone would send it."""
    told = {**_common(phone, parcel.body), "Content-Type": "application/json", **headers}
    return head("PUT", f"/api/v1/reports/{parcel.id}", told), parcel.body


def chunk(phone: Phone, parcel: Parcel, data: bytes, offset: int, *, last: bool) -> tuple[bytes, bytes]:
    """Head and body of a PATCH of the parcel's first photo."""
    sha256 = next(iter(parcel.photos))
    told = {
        **_common(phone, data),
        "Content-Type": "application/partial-upload",
        "Upload-Offset": str(offset),
        "Upload-Complete": "?1" if last else "?0",
    }
    return head("PATCH", f"/api/v1/reports/{parcel.id}/photos/{sha256}", told), data


def answer(link: socket.socket) -> tuple[int, bytes]:
    """Status (0: there was none) and all bytes of one answer."""
    data = b""
    while (more := _missing(data)) and (came := link.recv(more)):
        data += came
    return (int(data.split(b" ", 2)[1]) if data else 0), data


def _missing(data: bytes) -> int:
    """How many bytes to ask for next."""
    top, end, body = data.partition(b"\r\n\r\n")
    if not end:
        return 65536
    length = re.search(rb"\r\ncontent-length: *(\d+)", top.lower())
    return max(0, int(length[1]) - len(body)) if length else 0


def _common(phone: Phone, body: bytes) -> dict[str, str]:
    digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
    return {
        "Cookie": phone.cookie,
        "Content-Digest": f"sha-256=:{digest}:",
        "Content-Length": str(len(body)),
        "Sec-Fetch-Site": "same-origin",
    }
