"""A bucket in a folder of this machine: a key is a path, an object a file."""

import contextlib
import errno
import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from media.bucket import Exists, Full, Missing, Stat, Unavailable, checked, checked_prefix, try_out
from media.drafts import Drafts
from media.flush import flush_around

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
NOT_THERE = (FileNotFoundError, NotADirectoryError, IsADirectoryError)


class FolderBucket:
    """Folders come and go as keys need them. The etag is the SHA-256 of the bytes."""

    def __init__(self, root: Path) -> None:
        self._root = root.absolute()
        self._drafts = Drafts(self._root / ".drafts")

    def put(self, key: str, data: bytes, *, content_type: str = "") -> Stat:  # noqa: ARG002 - a file has no type
        with _translated(key):
            self._drafts.keep(self._path(key), data, exclusive=False)
        return _stat(data)

    def put_new(self, key: str, data: bytes, *, content_type: str = "") -> Stat:  # noqa: ARG002 - a file has no type
        with _translated(key):
            try:
                self._drafts.keep(self._path(key), data, exclusive=True)
            except FileExistsError as cause:
                raise Exists(key) from cause
        return _stat(data)

    def get(self, key: str) -> bytes:
        with _translated(key):
            try:
                return self._path(key).read_bytes()
            except NOT_THERE as cause:
                raise Missing(key) from cause

    def stat(self, key: str) -> Stat:
        return _stat(self.get(key))

    def delete(self, *keys: str) -> None:
        if self._unlinked(keys):  # else a photo taken back from the public could return after a power cut
            with _translated("deleting"):
                flush_around(self._root)

    def let_go(self, *keys: str) -> None:
        self._unlinked(keys)

    def _unlinked(self, keys: Sequence[str]) -> bool:
        """Whether any of the keys was there."""
        paths = [self._path(key) for key in keys]
        with _translated("deleting"):
            gone = [path for path in paths if _unlink(path)]
            for folder in {path.parent for path in gone}:
                self._prune(folder)
        return bool(gone)

    def list(self, prefix: str) -> Iterator[str]:
        above = checked_prefix(prefix).rpartition("/")[0]
        with _translated(prefix):
            yield from (key for key in _walk(self._root / above, above) if key.startswith(prefix))

    def check(self) -> None:
        try_out(self)

    def _path(self, key: str) -> Path:
        return self._root / checked(key)

    def _prune(self, folder: Path) -> None:
        """Remove folders that have become empty, upwards."""
        with contextlib.suppress(OSError):  # not empty, or somebody else removed it
            while folder != self._root:
                folder.rmdir()
                folder = folder.parent


def _unlink(path: Path) -> bool:
    try:
        path.unlink()
    except NOT_THERE:
        return False
    return True


def _walk(folder: Path, above: str) -> Iterator[str]:
    """Keys below the folder in the order of their bytes: a folder sorts as if its name ended in a slash."""
    try:
        with os.scandir(folder) as entries:
            names = sorted(e.name + "/" * e.is_dir() for e in entries if not e.name.startswith("."))
    except NOT_THERE:
        return
    for name in names:
        key = f"{above}/{name}" if above else name
        if name.endswith("/"):
            yield from _walk(folder / name, key[:-1])
        else:
            yield key


def _stat(data: bytes) -> Stat:
    return Stat(len(data), hashlib.sha256(data).hexdigest())


@contextlib.contextmanager
def _translated(what: str) -> Iterator[None]:
    """The operating system's errors in the port's words."""
    try:
        yield
    except OSError as cause:
        kind = Full if cause.errno in NO_ROOM else Unavailable
        raise kind(f"{what}: {cause.strerror or cause} ({cause.filename or 'bucket folder'})") from cause
