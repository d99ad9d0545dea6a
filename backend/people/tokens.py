"""Secrets in cookies and links: random, and kept only as their SHA-256."""

import hashlib
import secrets

BYTES = 32


def make() -> str:
    """43 characters that fit a URL and a cookie."""
    return secrets.token_urlsafe(BYTES)


def hashed(token: str) -> str:
    """Hex. A plain hash is enough: nobody guesses 256 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_id() -> str:
    """An id nobody needs to guess or count: 128 random bits in hex."""
    return secrets.token_hex(16)
