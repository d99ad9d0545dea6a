"""Tables that are handed out carry nothing out."""

import csv
import io

import pytest

from backend.cells import table

FORMULAS = (
    "=1+1", "+1", "-1+1", "@SUM(A1)", " =1+1", "\t=1+1", "\r=1+1", "\n=1+1", "\u2003=1+1", "\uff1d1+1",
    '=HYPERLINK("http://jahat.example","x")', "x;=1+1", "x, @SUM(A1)", "x|-1", "x\n=1+1", ";;=1",
)  # fmt: skip


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("typed", FORMULAS)
def test_no_cell_begins_a_formula_whatever_the_spreadsheet_splits_at(typed: str, separator: str) -> None:
    text = "".join(table(["one", "two"], [["a", typed]]))

    read = [
        cell.strip('" ') for row in csv.reader(io.StringIO(text, None), delimiter=separator) for cell in row
    ]

    assert [cell for cell in read if cell.strip().startswith(("=", "+", "-", "@", "\uff1d"))] == []


@pytest.mark.parametrize("plain", ["Jalan A-B", "a=b", "2026-11-29", "RT 19, dekat pasar; ramai", "ani@x.id"])
def test_what_is_no_formula_is_left_alone(plain: str) -> None:
    assert plain in "".join(table(["one"], [[plain]]))
