"""One edition of the city register as it lies in the bucket: TinyDB's tables and where they came from."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]
Tables = dict[str, dict[str, Any]]
"""TinyDB's own shape: table name -> row number as text -> row."""

BUILT_IN = Path(__file__).parent / "builtin"
FORMAT = "masdarling-register/1"
KNOWN_AFTER = timedelta(seconds=30)
YOUNGER = ("templates", "routes")
"""Tables that a register begun earlier lacks: it has those every installation begins with."""


@dataclass(frozen=True, slots=True)
class Edition:
    """`version` counts from 1; `at` is when it was made (ISO 8601, UTC), "" for the built-in one.

    `by` is the name of whoever made it, "" when a program did.
    """

    version: int
    at: str
    note: str
    tables: Tables
    by: str = ""

    def is_known(self, now: datetime) -> bool:
        """Whether every process answers by it: none goes longer without looking for a new one (city.py)."""
        return not self.at or now - datetime.fromisoformat(self.at) >= KNOWN_AFTER

    def next(self, tables: Tables, *, at: datetime, note: str, by: str = "") -> "Edition":
        return Edition(self.version + 1, at.isoformat(), note, tables, by)


def built_in() -> Edition:
    """The register every installation begins with: the same bytes everywhere."""
    names = sorted(file.stem for file in BUILT_IN.glob("*.json"))
    return Edition(1, "", "built in", {name: _table(name) for name in names})


def _table(name: str) -> dict[str, Any]:
    return numbered(json.loads((BUILT_IN / f"{name}.json").read_text("utf-8"))["rows"])


def numbered(rows: Iterable[Row]) -> dict[str, Any]:
    return {str(number): dict(row) for number, row in enumerate(rows, 1)}


def dump(edition: Edition) -> bytes:
    return json.dumps({"format": FORMAT, **asdict(edition)}, ensure_ascii=False).encode()


def load(data: bytes) -> Edition:
    """Raises ValueError when the bytes are no edition."""
    document = json.loads(data)
    if not isinstance(document, dict) or document.pop("format", None) != FORMAT:
        raise ValueError(f"not a city register of the format {FORMAT}")
    try:
        edition = Edition(**document)
        missing = {name: _table(name) for name in YOUNGER if name not in edition.tables}
    except TypeError as error:
        raise ValueError(f"a damaged city register: {error}") from error
    return replace(edition, tables={**edition.tables, **missing}) if missing else edition
