"""Hands messages to browsers' push services: VAPID and encryption by pywebpush, over a line of our own.

The endpoint comes from a phone: only https, and no machine of ours. See push_line.py.
"""

import base64
import http.client
import re
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from backend.push_line import Inside, Line, Response, is_inside
from backend.reports.notice_ports import Gone, Subscription, Undelivered

PATIENCE_S = 8.0
"""For each of connecting, and the rest."""
LATER_MAX_S = 3600.0
"""Whatever a push service asks for, we come back after so long."""
GONE = frozenset({404, 410})
URL = re.compile("[!-~]+")
"""What RFC 3986 allows is printable ASCII, without a space."""


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
        if not URL.fullmatch(endpoint):
            return False
        try:
            url = urlsplit(endpoint)
            url.port  # noqa: B018 -- it raises for what is no port
        except ValueError:
            return False
        if not url.hostname or ".." in url.hostname or url.username or url.password or url.fragment:
            return False
        return self._anywhere or (url.scheme == "https" and not is_inside(url.hostname))

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
        except (OSError, http.client.HTTPException) as cause:
            raise Undelivered(f"{type(cause).__name__}: {cause}") from cause
        except ValueError as cause:  # its keys are no point of the curve: they never will be
            raise Gone(str(cause)) from cause


def _meaning(refusal: Any) -> Exception:
    answer: Response | None = refusal.response
    if answer is None:  # the browser's keys are no keys
        return Gone(str(refusal))
    if answer.status_code in GONE:
        return Gone(str(answer.status_code))
    asked = {name.lower(): value for name, value in answer.headers.items()}.get("retry-after", "")
    later = min(float(asked), LATER_MAX_S) if asked.isascii() and asked.isdecimal() else 0
    return Undelivered(f"{answer.status_code} {answer.reason}", later)
