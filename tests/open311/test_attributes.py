"""What a client posts as attributes, as answers to the category's questions."""

import pytest

from backend.city.register import Category, Condition, Question, Words
from backend.open311.attributes import answers
from backend.open311.faults import Wrong


def question(
    name: str, kind: str, *options: str, required: bool = False, when: Condition | None = None
) -> Question:
    return Question(name, Words(name, name), kind, options, required, when)  # type: ignore[arg-type]  # a type


CATEGORY = Category(
    "UJI-01", "UJI", Words("Uji", "Test"), "icon", "DLH", (), 1, 3, "no",
    (
        question("besar", "choice", "kecil", "luas", required=True),
        question("jenis", "multi", "daun", "plastik"),
        question("hari", "number"),
        question("bau", "bool"),
        question("mulai", "time"),
        question("arah", "compass"),
        question("asap", "text", required=True, when=Condition("bau", any_of=True)),
    ),
)  # fmt: skip
LARGE = {"attribute[besar]": ["luas"]}


@pytest.mark.parametrize(
    ("name", "values", "answer"),
    [
        ("attribute[jenis][]", ["daun", "plastik"], ["daun", "plastik"]),
        ("attribute[jenis]", ["daun"], ["daun"]),
        ("attribute[hari]", ["3"], 3),
        ("attribute[hari]", ["2.5"], 2.5),
        ("attribute[bau]", ["false"], False),
        ("attribute[mulai]", ["14:30"], "14:30"),
        ("attribute[mulai]", ["2026-11-30T06:30:00Z"], "14:30"),
        ("attribute[arah]", ["NE"], "NE"),
    ],
)
def test_an_answer_is_read_by_the_type_of_its_question(name: str, values: list[str], answer: object) -> None:
    code = name.removeprefix("attribute[").partition("]")[0]

    assert answers({**LARGE, name: values}, CATEGORY) == {"besar": "luas", code: answer}


@pytest.mark.parametrize(
    "posted",
    [
        {},
        {"attribute[besar]": [" "]},
        {"attribute[besar]": ["raksasa"]},
        {**LARGE, "attribute[jenis][]": ["daun", "batu"]},
        {**LARGE, "attribute[hari]": ["tiga"]},
        {**LARGE, "attribute[hari]": ["nan"]},
        {**LARGE, "attribute[bau]": ["mungkin"]},
        {**LARGE, "attribute[bau]": ["true"]},  # then its smoke has to be told
        {**LARGE, "attribute[mulai]": ["kemarin"]},
        {**LARGE, "attribute[arah]": ["NNE"]},
        {**LARGE, "attribute[lain]": ["x"]},
    ],
)
def test_what_does_not_fit_is_refused_with_the_name_of_its_attribute(posted: dict[str, list[str]]) -> None:
    with pytest.raises(Wrong, match=r"attribute\["):
        answers(posted, CATEGORY)


def test_an_answer_nobody_asks_for_is_left_out() -> None:
    posted = {**LARGE, "attribute[bau]": ["false"], "attribute[asap]": ["hitam"]}

    assert answers(posted, CATEGORY) == {"besar": "luas", "bau": False}
