"""Making written files durable, one flush for all who ask at the same moment."""

import ctypes
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar

Item = TypeVar("Item")

_syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)


def flush_path(path: Path) -> None:
    """fsync a file or folder: its bytes, or the names in it."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def flush_around(path: Path) -> None:
    """Flush the whole file system that `path` lies on: files, names and new folders at once (syncfs(2))."""
    if _syncfs is None:
        os.sync()  # not Linux
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        if _syncfs(descriptor) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(path))
    finally:
        os.close(descriptor)


@dataclass(slots=True, eq=False)
class _Place(Generic[Item]):
    """One who waits in line."""

    item: Item
    settled: bool = False
    failure: BaseException | None = None


class Together(Generic[Item]):
    """Group commit: whoever gets the turn settles everybody in line; the others find it done."""

    def __init__(self, settle: Callable[[Sequence[Item]], None]) -> None:
        self._settle = settle
        self._line: list[_Place[Item]] = []
        self._at_the_line = Lock()
        self._turn = Lock()

    def join(self, item: Item) -> None:
        """Return when a call of `settle` that had the item in it has returned; raise what it raised."""
        place = _Place(item)
        with self._at_the_line:
            self._line.append(place)
        with self._turn:
            if not place.settled:
                self._lead()
        if place.failure:
            raise place.failure

    def _lead(self) -> None:
        with self._at_the_line:
            batch, self._line = self._line, []
        failure: BaseException | None = None
        try:
            self._settle([place.item for place in batch])
        except BaseException as error:  # noqa: BLE001 - everyone in line must hear of it; each raises it again
            failure = error
        for place in batch:
            place.settled, place.failure = True, failure
