"""A push service on this machine: takes messages as RFC 8030 says, and opens them as a browser would."""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import http_ece
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from py_vapid import Vapid02

AUTH = bytes(range(16))


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


@dataclass
class PushService:
    """`answers` are given one after the other; then 201. What was taken lies in `taken`, opened."""

    url: str = ""
    answers: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    taken: list[tuple[dict[str, Any], dict[str, str]]] = field(default_factory=list)
    asked: int = 0
    browser: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    @property
    def p256dh(self) -> str:
        form = serialization.PublicFormat.UncompressedPoint
        return base64url(self.browser.public_key().public_bytes(serialization.Encoding.X962, form))

    def subscription(self, who: str = "x") -> dict[str, Any]:
        """As a browser's PushSubscription.toJSON() gives it."""
        return {
            "endpoint": f"{self.url}/push/{who}",
            "keys": {"p256dh": self.p256dh, "auth": base64url(AUTH)},
        }

    def take(self, body: bytes, headers: dict[str, str]) -> tuple[int, dict[str, str]]:
        self.asked += 1
        status, more = self.answers.pop(0) if self.answers else (201, {})
        if status == 201:
            opened = http_ece.decrypt(body, private_key=self.browser, auth_secret=AUTH, version="aes128gcm")
            assert Vapid02.verify(headers["authorization"])
            self.taken.append((json.loads(opened), headers))
        return status, more


@contextmanager
def push_service() -> Iterator[PushService]:
    service = PushService()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, more = service.take(body, {name.lower(): value for name, value in self.headers.items()})
            self.send_response(status)
            for name, value in {"Content-Length": "0", **more}.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
