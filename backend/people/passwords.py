"""Passwords of staff: argon2id (RFC 9106), kept as PHC strings."""

import re
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
"""Characters. Length is what counts; no rule about kinds of characters (NIST SP 800-63B)."""
LONGEST = 256
FEWEST_OWN = 4
"""Different letters that are left of a password without the words everybody tries."""
TRIED_FIRST = (
    "administrator", "selamatdatang", "gunungtelihan", "kalimantantimur", "katasandi", "passwords",
    "password", "passw0rd", "p4ssw0rd", "masdarling", "lingkungan", "kelurahan", "indonesia", "qwertyuiop",
    "qwertyui", "qwerty", "asdfghjkl", "zxcvbnm", "qazwsxedc", "1q2w3e4r5t", "bismillah", "alhamdulillah",
    "bontang", "kaltim", "rahasia", "petugas", "peninjau", "relawan", "auditor", "welcome", "letmein",
    "iloveyou", "sayangku", "sayang", "admin", "sandi", "user", "login", "masuk", "test", "abcdefghijkl",
    "abcdef", "abcd", "abc", "dinas", "kantor", "kota",
)  # fmt: skip
"""Longest first where one holds another. No list of breaches is at hand here, so the commonest ways to make a
long password out of nothing are refused instead."""

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""OWASP's second choice: 19 MiB, two passes, about 20 ms; thirty at once stay below 600 MB."""


class Weak(Exception):
    """The password is too short, or too long to be meant."""


class Guessable(Weak):
    """Long enough, and yet among the first that are tried."""


def demand_good(password: str, *, login: str = "", name: str = "") -> None:
    """For a password a person chose. Raises Weak, Guessable."""
    _demand_length(password)
    rest = re.sub(r"[\W\d_]", "", _without(password.casefold(), TRIED_FIRST))
    rest = _without(rest, re.findall(r"\w{3,}", f"{login} {name}".casefold()))
    if len(set(rest)) < FEWEST_OWN:
        raise Guessable("the password is among the first that are tried")


def hashed(password: str) -> str:
    """Raises Weak."""
    _demand_length(password)
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


def _demand_length(password: str) -> None:
    if not SHORTEST <= len(password) <= LONGEST:
        raise Weak(f"a password has {SHORTEST} to {LONGEST} characters")


def _without(text: str, words: tuple[str, ...] | list[str]) -> str:
    """Spaces between the words are of no worth either."""
    text = "".join(text.split())
    for word in words:
        text = text.replace(word, "")
    return text


@cache
def _nobodys() -> str:
    """A hash no password is meant to fit, so that unknown logins take as long as known ones."""
    return _hasher.hash("nobody's")
