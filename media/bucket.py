"""Where bytes rest: one port, one suite of promises, two adapters (folder.py and s3.py).

A key is segments of letters, digits, ``.``, ``_`` and ``-`` joined by ``/``; no segment begins with a dot,
and no key is the folder of another. media/keys.py makes only such keys; anything else raises ValueError.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol
from uuid import uuid4

LONGEST_KEY = 1024  # bytes: the limit of S3
LONGEST_SEGMENT = 200  # bytes: file systems end at 255
KEY = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*")
PREFIX = re.compile(rf"(?:{KEY.pattern}/?)?")


class Missing(Exception):
    """Nothing is kept under that key."""


class Exists(Exception):
    """Something is kept under that key already."""


class Unavailable(Exception):
    """The bucket did not answer; the same call may work later."""


class Full(Unavailable):
    """There is no room left; somebody has to make some."""


@dataclass(frozen=True, slots=True)
class Stat:
    """`size` in bytes; `etag` changes whenever the bytes do."""

    size: int
    etag: str


class Bucket(Protocol):
    """What `put` returned from is durable and whole; a reader sees all of an object or none of it."""

    def put(self, key: str, data: bytes, *, content_type: str = "application/octet-stream") -> Stat:
        """Keep the bytes, replacing what was there. Raises Unavailable."""

    def put_new(self, key: str, data: bytes, *, content_type: str = "application/octet-stream") -> Stat:
        """Keep the bytes unless the key is taken (RFC 9110 If-None-Match: *). Raises Exists, Unavailable.

        After Unavailable the bytes may be there all the same: asking again then raises Exists.
        Of two at the same moment one wins; but OpenStack Swift may let in both, and the later stays.
        """

    def get(self, key: str) -> bytes:
        """Raises Missing, Unavailable."""

    def stat(self, key: str) -> Stat:
        """Raises Missing, Unavailable."""

    def delete(self, *keys: str) -> None:
        """Remove the keys for good; a missing one is no error. Raises Unavailable."""

    def let_go(self, *keys: str) -> None:
        """Like delete, but a key may be there again after a power cut. Raises Unavailable."""

    def list(self, prefix: str) -> Iterator[str]:
        """Every key that begins so, in the order of its bytes. Raises Unavailable."""

    def check(self) -> None:
        """Write, read and delete something. Raises Unavailable with a sentence that says what to do."""


def checked(key: str) -> str:
    """The key itself, when it is one that every adapter can keep. Raises ValueError."""
    if len(key) > LONGEST_KEY or not KEY.fullmatch(key):
        raise ValueError(f"not a key: {key!r}")
    if any(len(segment) > LONGEST_SEGMENT for segment in key.split("/")):
        raise ValueError(f"too long a segment: {key!r}")
    return key


def try_out(bucket: Bucket) -> None:
    """What `check` does, for every adapter alike."""
    key, written = f"check/{uuid4()}", b"Masdarling was here"
    bucket.put(key, written)
    try:
        if bucket.get(key) != written:
            raise Unavailable("the bucket does not give back what was written to it: check its disks")
    finally:
        bucket.delete(key)


def checked_prefix(prefix: str) -> str:
    """The prefix itself, when a key may begin so. Raises ValueError."""
    if not PREFIX.fullmatch(prefix):
        raise ValueError(f"not a prefix: {prefix!r}")
    return prefix
