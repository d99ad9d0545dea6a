"""Files that get their name only once every byte of them is durable."""

import contextlib
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from uuid import uuid4

from media.flush import Together, flush_around, flush_path

ABANDONED_S = 3600
TRIES = 100


@dataclass(slots=True, eq=False)
class Draft:
    """Bytes in a file without a name. `exclusive`: it wants the name only if nobody has it."""

    file: Path
    name: Path
    exclusive: bool
    failure: OSError | None = None


class Drafts:
    """A put costs two flushes, whatever folders it needs; puts of the same moment share theirs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._naming = Together(_name_all)

    def keep(self, path: Path, data: bytes, *, exclusive: bool) -> None:
        """Durable and whole when it returns. Raises OSError; FileExistsError when the name is taken."""
        draft = Draft(self._ready / uuid4().hex, path, exclusive)
        try:
            _write(draft.file, data)
            self._naming.join(draft)
        finally:
            draft.file.unlink(missing_ok=True)
        if draft.failure:
            raise draft.failure

    @cached_property
    def _ready(self) -> Path:
        """The folder, made if need be; what a kill left in it long ago is removed."""
        self._folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # what is in it is private
        self._folder.mkdir(mode=0o700, exist_ok=True)
        for left in self._folder.iterdir():
            with contextlib.suppress(FileNotFoundError):  # another process tidies too
                if time.time() - left.stat().st_mtime > ABANDONED_S:
                    left.unlink()
        return self._folder


def _name_all(batch: Sequence[Draft]) -> None:
    """Bytes first, names second, so that no power cut leaves a name on half a file.

    The second flush also covers a name that was taken: whoever hears so may rely on it.
    """
    alone, first = len(batch) == 1, batch[0]
    (flush_path if alone else flush_around)(first.file)
    folders_made = [_try_name(draft) for draft in batch]
    if alone and not any(folders_made):
        _flush_names(first)
    else:
        flush_around(first.file.parent)


def _flush_names(draft: Draft) -> None:
    try:
        flush_path(draft.name.parent)
    except FileNotFoundError:  # somebody deleted the key already, and its folder went with it
        flush_around(draft.file.parent)


def _try_name(draft: Draft) -> bool:
    """True when folders had to be made. A failure is this draft's own, not its neighbours'."""
    try:
        return _name(draft)
    except OSError as error:
        draft.failure = error
        return True  # nobody knows what was made: flush widely


def _name(draft: Draft) -> bool:
    folders_made = False
    for _ in range(TRIES):
        try:
            if draft.exclusive:
                draft.name.hardlink_to(draft.file)
            else:
                draft.file.replace(draft.name)
        except FileNotFoundError:  # no folder yet, or one that became empty was removed this very moment
            with contextlib.suppress(FileNotFoundError):
                draft.name.parent.mkdir(parents=True, exist_ok=True)
            folders_made = True
        else:
            return folders_made
    raise FileNotFoundError(f"the folder of {draft.name} does not stay")


def _write(path: Path, data: bytes) -> None:
    path.touch(0o600, exist_ok=False)
    with path.open("wb", buffering=0) as file:
        rest = memoryview(data)
        while rest:
            rest = rest[file.write(rest) :]
