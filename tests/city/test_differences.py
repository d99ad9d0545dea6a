"""What is told about two editions of the register."""

from copy import deepcopy
from typing import Any

import pytest

from backend.city.editing.differences import Difference, Field, between
from backend.city.edition import Tables, built_in, numbered


def tables(**named: list[dict[str, Any]]) -> Tables:
    return {name: numbered(rows) for name, rows in named.items()}


def coded(*codes: str) -> Tables:
    return tables(opd=[{"code": code} for code in codes])


def test_the_same_register_differs_in_nothing() -> None:
    assert between(built_in().tables, deepcopy(built_in().tables)) == []


def test_a_row_is_added_or_gone_with_all_its_fields() -> None:
    one, two = tables(opd=[{"code": "A", "name": "Satu"}]), tables(opd=[])

    assert between(two, one) == [
        Difference("opd", "A", "added", (Field("code", (), ("A",)), Field("name", (), ("Satu",))))
    ]
    assert between(one, two)[0].kind == "gone"


def test_of_a_changed_row_only_what_changed_is_told() -> None:
    old = {"code": "A", "label": {"id": "Satu", "en": "One"}, "support": ["X"], "valid_to": None}
    new = {"code": "A", "label": {"id": "Dua", "en": "One"}, "support": ["X", "Y"], "common": False}

    [told] = between(tables(categories=[old]), tables(categories=[new]))

    assert told.fields == (Field("label.id", ("Satu",), ("Dua",)), Field("support", ("X",), ("X", "Y")))


def test_questions_are_told_one_by_one_and_their_order_by_itself() -> None:
    asked = [
        {"id": "a", "label": {"id": "A"}, "options": ["x"]},
        {"id": "b", "label": {"id": "B"}, "options": []},
    ]
    changed = [asked[1], {**asked[0], "options": ["x", "y"], "when": {"question": "b", "is": True}}]

    [told] = between(
        tables(categories=[{"code": "A", "questions": asked}]),
        tables(categories=[{"code": "A", "questions": changed}]),
    )

    assert {field.path: field.new for field in told.fields} == {
        "questions": ("b", "a"),
        "questions.a.options": ("x", "y"),
        "questions.a.when.question": ("b",),
        "questions.a.when.is": ("true",),
    }


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        ("ABCD", "ABCD", ""),
        ("ABCD", "DABC", "D"),
        ("ABCD", "BCDA", "A"),
        ("ABCD", "ACBD", "C"),
        ("ABC", "XABC", ""),
    ],
)
def test_of_rows_in_another_order_the_one_that_was_moved_is_told(before: str, after: str, moved: str) -> None:
    told = [found.row for found in between(coded(*before), coded(*after)) if found.kind == "moved"]

    assert told == list(moved)


def test_borders_are_told_without_their_thousand_points() -> None:
    row = {"official": True, "source": "a.geojson", "geometries": {"x": {"type": "Point"}}}
    other = {**row, "geometries": {"x": {"type": "Polygon"}}}

    [told] = between(tables(boundaries=[row]), tables(boundaries=[other]))

    assert [field.path for field in told.fields] == ["geometries"]
