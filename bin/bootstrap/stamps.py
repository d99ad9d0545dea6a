"""Knowing that nothing has to be done: what a step was made from is written down beside what it made."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def fingerprint(files: Iterable[Path], *words: object) -> str:
    """One digest (SHA-256, hex) over the names and bytes of the files, and over the words."""
    digest = hashlib.sha256(repr(words).encode())
    for file in sorted(files):
        digest.update(f"\0{file}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def read(stamp: Path) -> str:
    """What the stamp says; empty when it is not there."""
    return stamp.read_text() if stamp.exists() else ""


def write(stamp: Path, text: str) -> None:
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(text)
