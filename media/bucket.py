"""Where bytes rest: one port, one suite of promises, two adapters (folder and S3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol


class Missing(Exception):
    """Nothing is kept under that key."""


class Exists(Exception):
    """Something is kept under that key already."""


class Unavailable(Exception):
    """The bucket did not answer; the same call may work later."""


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
        """Keep the bytes unless the key is taken (RFC 9110 If-None-Match: *). Raises Exists, Unavailable."""

    def get(self, key: str) -> bytes:
        """Raises Missing, Unavailable."""

    def stat(self, key: str) -> Stat:
        """Raises Missing, Unavailable."""

    def delete(self, *keys: str) -> None:
        """Remove the keys; a missing one is no error. Raises Unavailable."""

    def list(self, prefix: str) -> Iterator[str]:
        """Every key that begins so, in order. Raises Unavailable."""

    def check(self) -> None:
        """Raise Unavailable unless the bucket can be written to and read from."""
