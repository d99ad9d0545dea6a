"""Whether an answer still fits its question; the register may have changed since the phone asked it."""

from collections.abc import Callable, Mapping
from datetime import time

from backend.city.register import Category, Question

COMPASS = {"N", "NE", "E", "SE", "S", "SW", "W", "NW"}


def unfit(category: Category, answers: Mapping[str, object]) -> tuple[str, ...]:
    """Ids of the answers that no question of the category asks for, or whose value it does not know."""
    questions = {question.id: question for question in category.questions}
    return tuple(
        id_ for id_, value in answers.items() if id_ not in questions or not fits(questions[id_], value)
    )


def fits(question: Question, value: object) -> bool:
    return FITTING[question.type](question, value)


def _is_time(_: Question, value: object) -> bool:
    """Hours and minutes, ISO 8601."""
    try:
        return isinstance(value, str) and time.fromisoformat(value) is not None
    except ValueError:
        return False


def _are_options(question: Question, value: object) -> bool:
    return isinstance(value, list) and all(option in question.options for option in value)


FITTING: Mapping[str, Callable[[Question, object], bool]] = {
    "choice": lambda question, value: value in question.options,
    "multi": _are_options,
    "number": lambda _, value: isinstance(value, int | float) and not isinstance(value, bool),
    "bool": lambda _, value: isinstance(value, bool),
    "text": lambda _, value: isinstance(value, str),
    "time": _is_time,
    "compass": lambda _, value: value in COMPASS,
}
