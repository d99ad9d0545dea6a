"""What `run` makes at its first start and keeps in DATA, for its owner's eyes only."""

import base64
import json
import os
import secrets
from pathlib import Path
from typing import Any

P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""A private key is a number between 1 and this (NIST SP 800-186, P-256)."""
SHORTEST_KEY = 32
"""Characters of a secret key that is accepted."""
FEWEST_DIFFERENT = 12
"""Different characters in it, and no word of a placeholder."""
PLACEHOLDERS = ("changeme", "secretkey", "example", "placeholder", "password")


def secret_key(data: Path) -> str:
    """The key of this installation, made at the first call."""
    path = data / "secret-key"
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        key = secrets.token_urlsafe(48)
        keep(path, key)
        return key


def vapid_key(data: Path) -> str:
    """The private key by which push services know this installation (RFC 8292), made at the first call.

    Were it lost, every phone would have to be asked again.
    """
    path = data / "vapid-key"
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        number = secrets.randbelow(P256_ORDER - 1) + 1
        key = base64.urlsafe_b64encode(number.to_bytes(32)).rstrip(b"=").decode()
        keep(path, key)
        return key


def is_secret(key: str) -> bool:
    """Whether nobody can guess the key: long enough, of many characters, and no placeholder of a manual."""
    letters = "".join(filter(str.isalnum, key.lower()))
    return (
        len(key) >= SHORTEST_KEY
        and len(set(key)) >= FEWEST_DIFFERENT
        and not any(word in letters for word in PLACEHOLDERS)
    )


def remembered(path: Path) -> dict[str, Any]:
    """What was kept as JSON; empty when nothing was."""
    try:
        kept: dict[str, Any] = json.loads(path.read_text())
    except FileNotFoundError:
        return {}
    return kept


def keep(path: Path, text: str) -> None:
    """Written whole or not at all, readable by its owner only."""
    part = path.with_suffix(".part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
