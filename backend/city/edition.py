"""One edition of the city register as it lies in the bucket: TinyDB's tables and where they came from."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]
Tables = dict[str, dict[str, Any]]
"""TinyDB's own shape: table name -> row number as text -> row."""

BUILT_IN = Path(__file__).parent / "builtin"
FORMAT = "masdarling-register/1"


@dataclass(frozen=True, slots=True)
class Edition:
    """`version` counts from 1; `at` is when it was made (ISO 8601, UTC), "" for the built-in one."""

    version: int
    at: str
    note: str
    tables: Tables

    def next(self, tables: Tables, *, at: datetime, note: str) -> "Edition":
        return Edition(self.version + 1, at.isoformat(), note, tables)


def built_in() -> Edition:
    """The register every installation begins with: the same bytes everywhere."""
    files = sorted(BUILT_IN.glob("*.json"))
    rows = {file.stem: json.loads(file.read_text("utf-8"))["rows"] for file in files}
    tables = {name: numbered(table) for name, table in rows.items()}
    return Edition(1, "", "built in", tables)


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
        return Edition(**document)
    except TypeError as error:
        raise ValueError(f"a damaged city register: {error}") from error
