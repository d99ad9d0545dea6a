"""The number by which people follow a report: MD-7F3K-Q2WX.

Seven random characters of Crockford's base 32 (35 bits: nobody finds a stranger's report by trying) and one
check character that catches every single wrong character and every swap of two neighbours.
"""

from collections.abc import Callable

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U."""

_LOOKALIKES = str.maketrans("ILO", "110")
_RANDOM = 7


def make(randbelow: Callable[[int], int]) -> str:
    """A new number. `randbelow` as `secrets.randbelow`."""
    body = "".join(ALPHABET[randbelow(len(ALPHABET))] for _ in range(_RANDOM))
    return _grouped(body + _check(body))


def read(typed: str) -> str:
    """The number as it is kept, however it was typed. Raises ValueError when it is not one."""
    plain = "".join(typed.upper().replace("-", " ").split()).translate(_LOOKALIKES)
    if len(plain) == len("MD") + _RANDOM + 1:
        plain = plain.removeprefix("MD")
    if len(plain) != _RANDOM + 1 or not set(plain) <= set(ALPHABET) or _check(plain[:-1]) != plain[-1]:
        raise ValueError("not a report number")
    return _grouped(plain)


def _grouped(plain: str) -> str:
    return f"MD-{plain[:4]}-{plain[4:]}"


def _check(body: str) -> str:
    """Horner's scheme over GF(32).

    The weights are different powers of x: one wrong character always shows, and two that changed places do.
    """
    total = 0
    for character in body:
        total = _times_x(total ^ ALPHABET.index(character))
    return ALPHABET[total]


def _times_x(value: int) -> int:
    """In GF(32) with the primitive polynomial x^5 + x^2 + 1."""
    return value << 1 ^ (0b100101 if value & 0b10000 else 0)
