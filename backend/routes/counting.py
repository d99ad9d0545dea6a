"""Counts in this process's memory, for the `limits` library.

Its own memory storage starts a thread to forget what is over, 150 us for each count. Here a count that is
over is replaced when it is asked for again, and the rest forgotten when there are many.
"""

import time
from threading import Lock

from limits.storage import Storage

MANY = 20_000


class PlainMemory(Storage):
    STORAGE_SCHEME = ["plain-memory"]  # noqa: RUF012 - the library reads a list

    def __init__(self) -> None:
        super().__init__()
        self._counts: dict[str, tuple[int, float]] = {}
        self._lock = Lock()

    @property
    def base_exceptions(self) -> type[Exception]:
        return KeyError  # nothing here can be away

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """The count after adding `amount`; it begins anew `expiry` seconds after its first."""
        now = time.time()
        with self._lock:
            count, until = self._counts.get(key, (0, 0.0))
            if until <= now:
                count, until = 0, now + expiry
                self._make_room(now)
            self._counts[key] = (count + amount, until)
            return count + amount

    def get(self, key: str) -> int:
        count, until = self._counts.get(key, (0, 0.0))
        return count if until > time.time() else 0

    def get_expiry(self, key: str) -> float:
        """Unix seconds."""
        return self._counts.get(key, (0, time.time()))[1]

    def check(self) -> bool:
        return True

    def reset(self) -> int:
        count = len(self._counts)
        self._counts = {}
        return count

    def clear(self, key: str) -> None:
        self._counts.pop(key, None)

    def _make_room(self, now: float) -> None:
        if len(self._counts) >= MANY:
            self._counts = {k: kept for k, kept in self._counts.items() if kept[1] > now}
