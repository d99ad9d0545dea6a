"""Digests of what was sent: the Content-Digest header of RFC 9530."""

import base64
import binascii
import hashlib
import hmac
import re

_MEMBER = re.compile(r"(?:^|,)\s*sha-256=:([A-Za-z0-9+/]{43}=):\s*(?=,|$)")
"""The sha-256 member of a dictionary (RFC 9651, 3.2); other algorithms may stand beside it."""


class DigestMismatch(Exception):
    """The bytes are not the ones the sender digested: damaged on the way, send again (422)."""


def sha256(data: bytes) -> str:
    """In hex."""
    return hashlib.sha256(data).hexdigest()


def checked(data: bytes, header: str | None) -> str:
    """SHA-256 of the data in hex, once it agrees with the header. Raises DigestMismatch."""
    found = _MEMBER.search(header or "")
    if not found:
        raise DigestMismatch("a Content-Digest header with sha-256 is needed (RFC 9530)")
    digest = hashlib.sha256(data)
    try:
        promised = base64.b64decode(found[1], validate=True)
    except binascii.Error as cause:
        raise DigestMismatch("the Content-Digest header is not base64") from cause
    if not hmac.compare_digest(promised, digest.digest()):
        raise DigestMismatch("the bytes are not the ones that were digested")
    return digest.hexdigest()
