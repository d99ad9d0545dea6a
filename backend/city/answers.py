"""Whether an answer still fits its question; the register may have changed since the phone asked it."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import time

from backend.city.register import Category, Condition, Question

AMOUNT_MAX = 10_000
"""Of one report: ten tonnes, or a day's planting of a whole kelurahan. More is a slip of the finger."""
COMPASS = {"N", "NE", "E", "SE", "S", "SW", "W", "NW"}


def unfit(category: Category, answers: Mapping[str, object]) -> tuple[str, ...]:
    """Ids of the answers that the category does not ask for, or whose value it does not know."""
    questions = {question.id: question for question in asked(category, answers)}
    return tuple(
        id_ for id_, value in answers.items() if id_ not in questions or not fits(questions[id_], value)
    )


def amounts(category: Category, answers: Mapping[str, object]) -> Mapping[str, int]:
    """What the answers say is measured, in whole kilograms and trees; each at most AMOUNT_MAX."""
    found: Counter[str] = Counter()
    for question in asked(category, answers):
        value = answers.get(question.id)
        if question.measure and fits(question, value) and isinstance(value, int | float) and value > 0:
            found[question.measure] += round(min(value, AMOUNT_MAX))
    return {measure: min(n, AMOUNT_MAX) for measure, n in found.items() if n}


def asked(category: Category, answers: Mapping[str, object]) -> list[Question]:
    """The questions that apply. One that hangs on another that is not asked is not asked either."""
    found: dict[str, Question] = {}
    for question in category.questions:
        when = question.when
        if when is None or (when.question in found and _is_met(when, answers.get(when.question))):
            found[question.id] = question
    return list(found.values())


def _is_met(when: Condition, answer: object) -> bool:
    if isinstance(when.any_of, bool):
        return answer is when.any_of
    return any(value in when.any_of for value in (answer if isinstance(answer, list) else [answer]))


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
