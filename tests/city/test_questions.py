"""What a category may ask, and when: faults of an edit are named before they reach a phone."""

import pytest

from backend.city.answers import AMOUNT_MAX, amounts, asked
from backend.city.questions import faults_of
from backend.city.register import Category, Condition, Question, Words

NO_WORDS = Words("x", "x")


def a_question(id_: str = "api", type_: str = "bool", *options: str, **more: object) -> Question:
    return Question(id_, NO_WORDS, type_, options, required=False, **more)  # type: ignore[arg-type]


def asking(*questions: Question) -> Category:
    return Category("X-1", "X", NO_WORDS, "leaf", "DLH", (), 1, 1, "no", questions)


FIRE = a_question()
KIND = a_question("jenis", "choice", "a", "b")
PARTS = a_question("bagian", "multi", "a", "b")


@pytest.mark.parametrize(
    "questions",
    [
        (FIRE, a_question("dekat", when=Condition("api", any_of=True))),
        (KIND, a_question("dekat", when=Condition("jenis", ("a",)))),
        (PARTS, a_question("dekat", when=Condition("bagian", ("a", "b")))),
        (a_question(alarm=True), a_question("jenis", "choice", "a", alarm=("a",))),
    ],
)
def test_a_question_may_hang_on_an_earlier_one_and_raise_the_alarm(questions: tuple[Question, ...]) -> None:
    assert list(faults_of(questions)) == []


@pytest.mark.parametrize(
    ("questions", "fault"),
    [
        ((FIRE, FIRE), "asked twice"),
        ((a_question("x", "choice"),), "no options"),
        ((a_question("x", "bool", "a"),), "some it cannot have"),
        ((a_question("x", when=Condition("x", any_of=True)),), "not asked before it"),
        ((a_question("x", when=Condition("api", any_of=True)), FIRE), "not asked before it"),
        ((FIRE, a_question("x", when=Condition("api", ("a",)))), "answers that api cannot have"),
        ((KIND, a_question("x", when=Condition("jenis", any_of=True))), "answers that jenis cannot have"),
        ((KIND, a_question("x", when=Condition("jenis", ("c",)))), "answers that jenis cannot have"),
        ((KIND, a_question("x", when=Condition("jenis", ()))), "answers that jenis cannot have"),
        ((a_question("x", "text", measure="trees"),), "not answered by a number"),
        ((a_question("x", "text", alarm=("a",)),), "raises the alarm"),
        ((a_question("x", "choice", "a", alarm=True),), "raises the alarm"),
    ],
)
def test_a_question_that_cannot_work_is_named(questions: tuple[Question, ...], fault: str) -> None:
    [told] = faults_of(questions)

    assert fault in told


def test_a_question_that_hangs_on_one_that_is_not_asked_is_not_asked_either() -> None:
    category = asking(
        FIRE,
        a_question("dekat", when=Condition("api", any_of=True)),
        a_question("rumah", when=Condition("dekat", any_of=True)),
    )

    ids = [question.id for question in asked(category, {"api": False, "dekat": True})]

    assert ids == ["api"]


def test_one_of_several_options_is_enough() -> None:
    category = asking(PARTS, a_question("lain", when=Condition("bagian", ("b",))))

    assert len(asked(category, {"bagian": ["a", "b"]})) == 2
    assert len(asked(category, {"bagian": ["a"]})) == 1
    assert len(asked(category, {})) == 1


TREES = a_question("pohon", "number", when=Condition("jenis", ("a",)), measure="trees")
KILOGRAMS = a_question("kg", "number", measure="kilograms")
PLANTING = asking(KIND, TREES, KILOGRAMS, a_question("peserta", "number"))


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"jenis": "a", "pohon": 12, "kg": 40.4, "peserta": 30}, {"trees": 12, "kilograms": 40}),
        ({"jenis": "b", "pohon": 12}, {}),
        ({"kg": -3}, {}),
        ({"kg": "banyak"}, {}),
        ({"kg": True}, {}),
        ({"kg": 1e300}, {"kilograms": AMOUNT_MAX}),
    ],
)
def test_only_what_a_category_measures_is_told_and_never_a_silly_number(
    answers: dict[str, object], told: dict[str, int]
) -> None:
    assert amounts(PLANTING, answers) == told
