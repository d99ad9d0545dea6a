"""Codes of an authenticator app: TOTP (RFC 6238), 6 digits, 30 seconds, SHA-1 as every app reads it."""

import hmac
import re
from datetime import datetime

import pyotp

from backend.people.ports import Factors
from backend.people.safe import Safe

ISSUER = "Masdarling"
DRIFT = (0, -1, 1)
"""Steps a phone's clock may be off, the likeliest first."""
DIGITS = 6


def new_secret() -> str:
    """Base32, 160 bits."""
    return pyotp.random_base32()


def is_secret(text: str) -> bool:
    """Whether new_secret may have made it."""
    return re.fullmatch("[A-Z2-7]{32}", text) is not None


def address(secret: str, login: str) -> str:
    """What the QR code says to an app (the key URI format)."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=ISSUER)


def code_at(secret: str, moment: datetime) -> str:
    return pyotp.TOTP(secret).at(moment)


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """The time step whose code this is, or None."""
    totp = pyotp.TOTP(secret)
    steps = [totp.timecode(now) + off for off in DRIFT]
    return next((s for s in steps if hmac.compare_digest(totp.generate_otp(s).encode(), code.encode())), None)


def fits(person_id: str, code: str, *, factors: Factors, safe: Safe, now: datetime) -> bool:
    """Whether it is the code of this moment, and was not used before. Raises Locked."""
    sealed = factors.of(person_id).totp
    step = step_of(safe.open(sealed), code, now) if sealed else None
    return step is not None and factors.use_step(person_id, step)


def confirm(person_id: str, secret: str, code: str, *, factors: Factors, safe: Safe, now: datetime) -> bool:
    """Set the app up, once it has shown that it has the secret. False: nothing is kept."""
    step = step_of(secret, code, now) if is_secret(secret) else None
    if step is None:
        return False
    factors.set_totp(person_id, safe.seal(secret))
    return factors.use_step(person_id, step)
