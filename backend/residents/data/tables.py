"""Published reports as files: GeoJSON, CSV and XLSX, written as they are read."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from backend.residents.data import xlsx
from backend.residents.data.facts import COLUMNS, Facts, Value
from backend.residents.item import Item

Pages = Iterable[Sequence[Item]]
BOM = "\ufeff"
"""Excel reads a CSV as UTF-8 only when it begins so; others leave it out (`utf-8-sig`)."""
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Text that begins so may be reckoned by a spreadsheet instead of shown (OWASP: CSV injection)."""


def as_geojson(pages: Pages, facts: Facts) -> Iterator[bytes]:
    """A FeatureCollection, one feature on each line."""
    before = '{"type":"FeatureCollection","features":[\n'
    for page in pages:
        lines = (json.dumps(facts.feature(item), ensure_ascii=False) for item in page)
        yield (before + ",\n".join(lines)).encode()
        before = ",\n"
    yield (before.removesuffix(",\n") + "\n]}\n").encode()


def as_csv(pages: Pages, facts: Facts) -> Iterator[bytes]:
    """RFC 4180, UTF-8 with a mark at its beginning, names of the columns first."""
    yield BOM.encode() + _lines([list(COLUMNS)])
    for page in pages:
        yield _lines([[harmless(value) for value in facts.row(item)] for item in page])


def as_xlsx(pages: Pages, facts: Facts) -> Iterator[bytes]:
    """Text is kept as text there: no cell holds a formula."""
    rows = ([facts.row(item) for item in page] for page in pages)
    return xlsx.written(list(COLUMNS), rows)


def harmless(value: Value) -> Value:
    """Text a spreadsheet would take for a formula, with an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULAS) else value


def _lines(rows: Iterable[Sequence[Value]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


Write = Callable[[Pages, Facts], Iterator[bytes]]
FORMATS: Mapping[str, tuple[Write, str]] = {
    "geojson": (as_geojson, "application/geo+json"),
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
"""By the ending of a file's name: how it is written, and its media type."""
