"""Which kelurahan a polygon is said to be: by its codes and names, in whatever property they stand."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from backend.city.register import Kelurahan

KIND = re.compile(r"^(kelurahan|kel|desa|ds)\b[. ]*", re.IGNORECASE)


@dataclass(frozen=True)
class Label:
    """The kelurahan a polygon is by its code and by its name; "" where it says nothing we know."""

    by_code: str
    by_name: str

    @property
    def code(self) -> str:
        return self.by_code or self.by_name

    @property
    def contradicts_itself(self) -> bool:
        return bool(self.by_code and self.by_name) and self.by_code != self.by_name


class Names:
    """Codes of the Ministry and of BPS with or without dots, names and aliases however they are written."""

    def __init__(self, kelurahan: Mapping[str, Kelurahan]) -> None:
        self._codes = {_digits(own): p.code for p in kelurahan.values() for own in (p.code, p.bps_code)}
        self._names = {letters(own): p.code for p in kelurahan.values() for own in (p.name, *p.aliases)}

    def label(self, properties: Mapping[str, Any]) -> Label:
        said = [str(value) for value in properties.values() if value is not None]
        by_code = [self._codes[_digits(word)] for word in said if _digits(word) in self._codes]
        by_name = [self._names[letters(word)] for word in said if letters(word) in self._names]
        return Label(by_code[0] if by_code else "", by_name[0] if by_name else "")


def _digits(word: str) -> str:
    """6474011001 of 64.74.01.1001, of 6474011001 and of 6474011001.0 (a number in a .dbf)."""
    return re.sub(r"\.0+$", "", word.strip()).replace(".", "").replace(" ", "")


def letters(word: str) -> str:
    return re.sub(r"[^a-z]", "", KIND.sub("", word.strip()).casefold())
