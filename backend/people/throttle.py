"""Slows down guessing, per account and per device, never per address: a whole village may share one.

Counted in the database, so that it holds whichever process or machine is asked. A right try costs a look and
writes nothing unless wrong ones came before it.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from zlib import crc32

from backend.people.ports import Tries

FREE_TRIES = 5
"""Tries in a row without a right one before waiting begins."""
FIRST_WAIT_S = 2.0
LONGEST_WAIT_S = 60.0
"""So short that nobody locks a colleague out for long by guessing; 1,440 guesses a day lead nowhere."""
STRIPES = 64


class Wrong(Exception):
    """What was shown does not fit. Which part of it is not told."""


class Throttled(Exception):
    """Wait `retry_after_s` seconds before the next try."""

    def __init__(self, retry_after_s: float) -> None:
        super().__init__(f"wait {retry_after_s:.0f} s before the next try")
        self.retry_after_s = retry_after_s


@dataclass(frozen=True, slots=True)
class Key:
    """What is counted. After `free` wrong tries the wait doubles with each, up to `longest_s`."""

    name: str
    longest_s: float = LONGEST_WAIT_S
    free: int = FREE_TRIES
    is_forgiven: bool = True
    """By a right try. Where everybody can make a right one for themselves it must not be."""

    def wait_s(self, tries: int) -> float:
        if tries < self.free:
            return 0.0
        return min(FIRST_WAIT_S * 2.0 ** min(tries - self.free, 16), self.longest_s)


class Throttle:
    """One try at a time for a key in this process: many at once gain nothing, each sees what was counted."""

    def __init__(self, tries: Tries, clock: Callable[[], datetime]) -> None:
        self._tries = tries
        self._clock = clock
        self._stripes = [Lock() for _ in range(STRIPES)]

    @contextmanager
    def one_try(self, *keys: Key) -> Iterator[None]:
        """A block that raises Wrong was a wrong try, one that ends well a right one. Raises Throttled."""
        names = [key.name for key in keys]
        with self._turn(names):
            waits = self._tries.waits(names)
            left = (max(waits.values(), default=self._clock()) - self._clock()).total_seconds()
            if left > 0:
                raise Throttled(left)
            try:
                yield
            except Wrong:
                self._tries.wrong({key.name: key.wait_s for key in keys}, self._clock())
                raise
            if forgiven := [key.name for key in keys if key.is_forgiven and key.name in waits]:
                self._tries.right(forgiven)

    @contextmanager
    def _turn(self, names: list[str]) -> Iterator[None]:
        """In the order of the stripes, so that two who want the same do not wait for each other for ever."""
        with ExitStack() as held:
            for stripe in sorted({crc32(name.encode()) % STRIPES for name in names}):
                held.enter_context(self._stripes[stripe])
            yield
