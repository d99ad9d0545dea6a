"""A bucket for fast tests. It keeps every promise of the port but durability."""

import hashlib
from collections.abc import Iterator

from media.bucket import Exists, Missing, Stat, checked, checked_prefix, try_out


class MemoryBucket:
    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def put(self, key: str, data: bytes, *, content_type: str = "") -> Stat:  # noqa: ARG002 - nobody asks for it
        self.kept[checked(key)] = bytes(data)
        return self.stat(key)

    def put_new(self, key: str, data: bytes, *, content_type: str = "") -> Stat:  # noqa: ARG002 - nobody asks for it
        mine = bytes(data)
        if self.kept.setdefault(checked(key), mine) is not mine:  # setdefault is atomic between threads
            raise Exists(key)
        return self.stat(key)

    def get(self, key: str) -> bytes:
        try:
            return self.kept[checked(key)]
        except KeyError:
            raise Missing(key) from None

    def stat(self, key: str) -> Stat:
        data = self.get(key)
        return Stat(len(data), hashlib.sha256(data).hexdigest())

    def delete(self, *keys: str) -> None:
        for key in keys:
            self.kept.pop(checked(key), None)

    def let_go(self, *keys: str) -> None:
        self.delete(*keys)

    def list(self, prefix: str) -> Iterator[str]:
        begin = checked_prefix(prefix)
        return iter(sorted(key for key in tuple(self.kept) if key.startswith(begin)))

    def check(self) -> None:
        try_out(self)
