"""Slows down guessing, per account and per device, never per address: a whole village may share one."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

FREE_TRIES = 5
"""Tries in a row without a right one before waiting begins."""
FIRST_WAIT_S = 2.0
LONGEST_WAIT_S = 60.0
"""So short that nobody locks a colleague out for long by guessing; 1,440 guesses a day lead nowhere."""
KEYS_MAX = 50_000


class Throttled(Exception):
    """Wait `retry_after_s` seconds before the next try."""

    def __init__(self, retry_after_s: float) -> None:
        super().__init__(f"wait {retry_after_s:.0f} s before the next try")
        self.retry_after_s = retry_after_s


@dataclass(slots=True)
class Throttle:
    """Counts tries in a row by key, in this process. Beyond FREE_TRIES the wait doubles with each."""

    now: Callable[[], float] = time.monotonic
    _tries: dict[str, tuple[int, float]] = field(default_factory=dict)
    """By key: how many, and when the next is allowed."""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, *keys: str) -> None:
        """Count a try before it is made, so that many at once gain nothing. Raises Throttled: not counted."""
        with self._lock:
            now = self.now()
            wait = max(self._tries.get(key, (0, now))[1] for key in keys) - now
            if wait > 0:
                raise Throttled(wait)
            if len(self._tries) > KEYS_MAX:
                self._tries = {k: v for k, v in self._tries.items() if v[1] + LONGEST_WAIT_S > now}
            for key in keys:
                tries = self._tries.get(key, (0, now))[0] + 1
                self._tries[key] = (tries, now + _wait(tries))

    def forget(self, *keys: str) -> None:
        """A try was right."""
        with self._lock:
            for key in keys:
                self._tries.pop(key, None)


def _wait(tries: int) -> float:
    if tries < FREE_TRIES:
        return 0.0
    return min(FIRST_WAIT_S * 2.0 ** (tries - FREE_TRIES), LONGEST_WAIT_S)
