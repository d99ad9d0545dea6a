"""A workbook that leaves while it is written (ECMA-376, SpreadsheetML): text and numbers, nothing else.

Libraries keep a sheet in memory or on disk until its end: of a million rows the first byte would leave after
the last was written. The few parts a workbook must have are written here, into a zip that nobody has to
seek in.
"""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from string import ascii_uppercase
from xml.sax.saxutils import escape

from backend.residents.data.facts import Value
from backend.residents.xml_text import plain

ROWS_MAX = 500_000
"""On a sheet; Excel ends at 1,048,576. Rows have 26 columns at most."""
CELL_MAX = 32_767
"""Characters Excel holds in a cell."""

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"

Row = Sequence[Value]


def written(names: Row, pages: Iterable[Sequence[Row]]) -> Iterator[bytes]:
    """The bytes of a workbook: each sheet begins with the names of the columns."""
    out = Outlet()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        closing(Sheets(archive, names)) as sheets,
    ):
        for page in pages:
            sheets.add(page)
            yield out.taken()
        sheets.close()
        for name, text in _parts(sheets.number):
            archive.writestr(name, HEAD + text)
    yield out.taken()


class Sheets:
    """One after the other on their way into the archive: the next begins where one is full."""

    def __init__(self, archive: zipfile.ZipFile, names: Row) -> None:
        self._archive, self._names = archive, names
        self.number = 0
        self._begin()

    def add(self, rows: Sequence[Row]) -> None:
        if self._rows + len(rows) > ROWS_MAX:
            self.close()
            self._begin()
        self._write(rows)

    def close(self) -> None:
        """Nothing else can be written into the archive before. Twice is once."""
        if not self._part.closed:
            self._part.write(b"</sheetData></worksheet>")
            self._part.close()

    def _begin(self) -> None:
        self.number, self._rows = self.number + 1, 0
        self._part = self._archive.open(f"xl/worksheets/sheet{self.number}.xml", "w")
        self._part.write(f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>'.encode())
        self._write([self._names])

    def _write(self, rows: Sequence[Row]) -> None:
        numbered = enumerate(rows, self._rows + 1)
        self._part.write("".join(_row(number, row) for number, row in numbered).encode())
        self._rows += len(rows)


class Outlet:
    """Where a zip is written to: bytes that are taken leave memory."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._waiting.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """There is nothing behind it."""

    def close(self) -> None:
        """Nor is it a file."""

    def taken(self) -> bytes:
        taken, self._waiting = b"".join(self._waiting), []
        return taken


def _row(number: int, row: Row) -> str:
    """Cells are named by column and row, which not every reader does without (GDAL)."""
    cells = (_cell(f"{column}{number}", value) for column, value in zip(ascii_uppercase, row, strict=False))
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(name: str, value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        text = escape(plain(value)[:CELL_MAX])
        return f'<c r="{name}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    return f'<c r="{name}"><v>{value}</v></c>'


def _parts(sheets: int) -> Iterator[tuple[str, str]]:
    """What makes the sheets a workbook."""
    numbers = range(1, sheets + 1)
    named = "".join(f'<sheet name="laporan {n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    yield (
        "xl/workbook.xml",
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{named}</sheets></workbook>',
    )
    leading = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    yield "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{RELATIONS}">{leading}</Relationships>'
    whole = f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    yield "_rels/.rels", f'<Relationships xmlns="{RELATIONS}">{whole}</Relationships>'
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{KIND}.worksheet+xml"/>'
        for n in numbers
    )
    packages = "application/vnd.openxmlformats-package.relationships+xml"
    known = (
        f'<Default Extension="rels" ContentType="{packages}"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
    )
    yield "[Content_Types].xml", f'<Types xmlns="{TYPES}">{known}{kinds}</Types>'
