"""While the bucket or the database is away one piece of work is tried now and then, not all of them."""

import random
import time
from dataclasses import dataclass

SHORTEST_S, LONGEST_S = 1.0, 30.0
IN_A_ROW = 2
"""One failure may be about one object; so many, with no success between them, are about the store."""


@dataclass
class Outage:
    """Begins with failures that may heal, ends with the first success. Threads may share it."""

    _failures: int = 0
    _pause: float = 0.0
    _until: float = 0.0

    def met(self) -> None:
        """Something did not answer. Wait twice as long each time it is tried again in vain."""
        self._failures += 1
        if self._failures >= IN_A_ROW and not self.lasts:
            self._pause = min(max(SHORTEST_S, 2 * self._pause), LONGEST_S)
            self._until = time.monotonic() + self._pause * random.uniform(0.5, 1.0)  # noqa: S311 - jitter

    def over(self) -> None:
        if self._failures:
            self._failures = 0
            self._pause = self._until = 0.0

    @property
    def lasts(self) -> bool:
        """Whether nothing should be tried at this moment."""
        return self.left_s > 0

    @property
    def left_s(self) -> float:
        return max(0.0, self._until - time.monotonic())

    def room(self, usual: int) -> int:
        """How much to begin: nothing while it lasts, then one piece to see whether it is over."""
        if self.lasts:
            return 0
        return min(usual, 1) if self._pause else usual
