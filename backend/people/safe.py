"""What the server must read again, but nobody who gets hold of the database: sealed by the secret key.

Fernet (AES-128-CBC and HMAC-SHA256) under a key derived from MASDARLING_SECRET_KEY. After a change of that
key what was sealed opens as long as the key before is set too; it is sealed anew whenever it is set anew.
"""

import base64
import hmac

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

BYTES = 32


class Locked(Exception):
    """It was sealed under a key that is gone, or by somebody else."""


class Safe:
    """`before` is the secret key that was in use until the last change; empty when there was none."""

    def __init__(self, secret: str, before: str = "") -> None:
        keys = [secret, *([before] if before else [])]
        self._fernet = MultiFernet([Fernet(base64.urlsafe_b64encode(_derived(k, b"seal"))) for k in keys])
        self._marking = _derived(secret, b"mark")

    def seal(self, text: str) -> bytes:
        return self._fernet.encrypt(text.encode())

    def open(self, sealed: bytes) -> str:
        """Raises Locked."""
        try:
            return self._fernet.decrypt(sealed).decode()
        except InvalidToken as cause:
            raise Locked("sealed under another secret key") from cause

    def mark(self, what: bytes) -> bytes:
        """32 bytes nobody else can make from `what`."""
        return hmac.digest(self._marking, what, "sha256")


def _derived(secret: str, purpose: bytes) -> bytes:
    """HKDF (RFC 5869): a key for each purpose."""
    return HKDF(SHA256(), BYTES, salt=None, info=b"masdarling people " + purpose).derive(secret.encode())
