"""Hands messages to browsers' push services: VAPID and encryption by pywebpush, over a line of our own.

The endpoint comes from a phone, so it could name anything: only https, no redirect is followed, and once
connected the other end must have a public address, whatever its name resolved to (no server-side request
forgery).
"""

import base64
import http.client
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from backend.reports.notice_ports import Gone, Subscription, Undelivered

PATIENCE_S = 8.0
ANSWER_MAX = 4_096
"""Bytes of a push service's answer that are looked at."""
GONE = frozenset({404, 410})


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
        link = self._connect(url.scheme, url.hostname or "", url.port, timeout)
        try:
            path = f"{url.path or '/'}{'?' if url.query else ''}{url.query}"
            link.request("POST", path, body=data, headers={k: str(v) for k, v in headers.items()})
            answer = link.getresponse()
            text = answer.read(ANSWER_MAX).decode("latin-1")
            return Response(answer.status, answer.reason, text, dict(answer.getheaders()))
        finally:
            link.close()

    def _connect(
        self, scheme: str, host: str, port: int | None, timeout: float
    ) -> http.client.HTTPConnection:
        link = http.client.HTTPConnection(host, port or (443 if scheme == "https" else 80), timeout=timeout)
        link.connect()
        if not self._anywhere and not ip_address(link.sock.getpeername()[0].partition("%")[0]).is_global:
            link.close()
            raise Inside(f"{host} is not outside")
        if scheme == "https":
            link.sock = ssl.create_default_context().wrap_socket(link.sock, server_hostname=host)
        return link


class WebPushPostman:
    """See backend.reports.notice_ports.Postman.

    `private_key` is the VAPID key: 32 bytes in base64url; empty: nobody is told. `subject` is where the push
    services reach whoever runs this (RFC 8292, 2.1).
    """

    def __init__(self, private_key: str, *, subject: str, anywhere: bool = False) -> None:
        self._private_key = private_key
        self._subject = subject
        self._anywhere = anywhere

    @cached_property
    def key(self) -> str:
        if not self._private_key:
            return ""
        # 20 MB that a program needs only where somebody wants to be told.
        from cryptography.hazmat.primitives import serialization  # noqa: PLC0415 -- as said
        from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415 -- as said

        secret = int.from_bytes(base64.urlsafe_b64decode(self._private_key + "=="))
        public = ec.derive_private_key(secret, ec.SECP256R1()).public_key()
        point = public.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
        return base64.urlsafe_b64encode(point).rstrip(b"=").decode()

    def reaches(self, endpoint: str) -> bool:
        try:
            url = urlsplit(endpoint)
            url.port  # noqa: B018 -- it raises for what is no port
        except ValueError:
            return False
        if not url.hostname or url.username or url.password or url.fragment:
            return False
        return self._anywhere or (url.scheme == "https" and not _is_inside(url.hostname))

    def deliver(self, to: Subscription, message: str, *, topic: str, ttl_s: int) -> None:
        from pywebpush import WebPushException, webpush  # noqa: PLC0415 -- 39 MB, see above

        if not self.reaches(to.endpoint):
            raise Gone(to.endpoint)
        try:
            webpush(
                {"endpoint": to.endpoint, "keys": {"p256dh": to.p256dh, "auth": to.auth}},
                message,
                vapid_private_key=self._private_key,
                vapid_claims={"sub": self._subject},
                ttl=ttl_s,
                headers={"Topic": topic, "Urgency": "normal"},
                timeout=PATIENCE_S,
                requests_session=Line(anywhere=self._anywhere),
            )
        except Inside as cause:
            raise Gone(str(cause)) from cause
        except WebPushException as cause:
            raise _meaning(cause) from cause
        except (OSError, http.client.HTTPException, ValueError) as cause:
            raise Undelivered(f"{type(cause).__name__}: {cause}") from cause


def _meaning(refusal: Any) -> Exception:
    answer: Response | None = refusal.response
    if answer is None:  # the browser's keys are no keys
        return Gone(str(refusal))
    if answer.status_code in GONE:
        return Gone(str(answer.status_code))
    asked = {name.lower(): value for name, value in answer.headers.items()}.get("retry-after", "")
    return Undelivered(f"{answer.status_code} {answer.reason}", float(asked) if asked.isdecimal() else 0)


def _is_inside(host: str) -> bool:
    """Whether the name says so itself; where it really leads is looked at when it is called."""
    try:
        return not ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith((".local", ".internal", ".localhost"))
