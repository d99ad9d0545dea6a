"""Digests of what was sent: the Content-Digest header of RFC 9530."""

import base64
import hashlib

from sync import fields

ALGORITHM = "sha-256"
"""Others may stand beside it; this one is demanded."""


class DigestMismatch(Exception):
    """The bytes are not the ones the sender digested: damaged on the way, send again (422)."""


def sha256(data: bytes) -> str:
    """In hex."""
    return hashlib.sha256(data).hexdigest()


def checked(data: bytes, header: str | None) -> str:
    """SHA-256 of the data in hex, once it agrees with the header. Raises DigestMismatch."""
    digest = hashlib.sha256(data)
    if header != header_of(digest.digest()) and _promised(header) != digest.digest():
        raise DigestMismatch("the bytes are not the ones that were digested")
    return digest.hexdigest()


def content_digest(data: bytes) -> str:
    """The Content-Digest header of the data."""
    return header_of(hashlib.sha256(data).digest())


def header_of(digest: bytes) -> str:
    """The Content-Digest header of a SHA-256 digest, as most senders write it."""
    return f"{ALGORITHM}=:{base64.b64encode(digest).decode()}:"


def _promised(header: str | None) -> bytes:
    if header is None:
        raise DigestMismatch("a Content-Digest header is needed (RFC 9530)")
    try:
        digests = fields.byte_sequences(header)
    except ValueError as cause:
        raise DigestMismatch(f"the Content-Digest header {cause}") from cause
    if ALGORITHM not in digests:
        raise DigestMismatch(f"the Content-Digest header lacks {ALGORITHM}")
    return digests[ALGORITHM]
