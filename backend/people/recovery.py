"""Recovery codes: for whoever lost the phone with the authenticator app. Each is worth something once."""

import secrets

from backend.people import tokens
from backend.people.ports import Factors

HOW_MANY = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""None that reads like another."""
GROUPS, LENGTH = 3, 4
"""12 letters: 59 bits."""


def make(person_id: str, *, factors: Factors) -> list[str]:
    """New codes instead of those before. Shown now and never again: only their hashes are kept."""
    codes = [_code() for _ in range(HOW_MANY)]
    factors.set_codes(person_id, [_hashed(person_id, code) for code in codes])
    return codes


def fits(person_id: str, typed: str, *, factors: Factors) -> bool:
    """Whether it was one of the codes left. It is none any more."""
    return factors.use_code(person_id, _hashed(person_id, typed))


def _code() -> str:
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(LENGTH)) for _ in range(GROUPS))


def _hashed(person_id: str, code: str) -> str:
    """The person's id keeps equal codes of two people apart."""
    bare = "".join(letter for letter in code.casefold() if letter in LETTERS)
    return tokens.hashed(f"{person_id}:{bare}")
