"""Tables that are handed out. A spreadsheet carries nothing out that somebody wrote into a cell."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

FORMULA = re.compile(r"^(?=[\t\r\n])|(?:^|(?<=[,;|\t\r\n]))(?=\s*[=+\-@＝＋－＠])")
"""Where a spreadsheet would begin to carry something out, also behind what it may split cells at."""


def harmless(cell: str) -> str:
    """Nothing a spreadsheet would take for a formula."""
    return FORMULA.sub("'", cell)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Lines of CSV (RFC 4180), one at a time."""
    yield _line(head)
    for row in rows:
        yield _line([harmless(cell) for cell in row])


def _line(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()
