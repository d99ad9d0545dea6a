"""Passwords of staff: argon2id (RFC 9106), kept as PHC strings."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
"""Characters. Length is what counts; no rule about kinds of characters (NIST SP 800-63B)."""
LONGEST = 256

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""OWASP's second choice: 19 MiB, two passes, about 20 ms; thirty at once stay below 600 MB."""


class Weak(Exception):
    """The password is too short, or too long to be meant."""


def hashed(password: str) -> str:
    """Raises Weak."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise Weak(f"a password has {SHORTEST} to {LONGEST} characters")
    return _hasher.hash(password)


def fits(password: str, kept: str | None) -> bool:
    """Whether it is the password. Without a kept hash it takes as long and is never right."""
    try:
        return _hasher.verify(kept or _nobodys(), password[:LONGEST]) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def outdated(kept: str) -> bool:
    """Whether it was made with other costs than today's."""
    return _hasher.check_needs_rehash(kept)


@cache
def _nobodys() -> str:
    """A hash no password is meant to fit, so that unknown logins take as long as known ones."""
    return _hasher.hash("nobody's")
