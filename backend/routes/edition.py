"""Which edition of the program makes the pages: another one when code, templates or words changed."""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

MAKING = ("*.py", "*.html", "*.json")
"""What pages are made with, the build's manifest too, which says what the browser's files are called."""
OTHERS = {"node_modules", "__pycache__"}


@cache
def edition() -> str:
    """The same for every process and every server that runs it."""
    told = sha256()
    for package in ("backend", "media", "pwa", "sync"):
        for path in _sources(Path(str(files(package)))):
            told.update(path.name.encode() + path.read_bytes())
    return told.hexdigest()


def _sources(folder: Path) -> Iterator[Path]:
    for entry in sorted(folder.iterdir()):
        if entry.is_dir() and entry.name not in OTHERS:
            yield from _sources(entry)
        elif any(entry.match(kind) for kind in MAKING):
            yield entry
