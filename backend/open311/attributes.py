"""Answers as a client posts them: `attribute[code]=…`, several of one question as `attribute[code][]`."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, time
from math import isfinite

from backend.city.answers import asked, fits
from backend.city.register import Category, Question
from backend.open311.faults import Wrong
from backend.reports.wita import WITA

PREFIX = "attribute["


def answers(form: Mapping[str, Sequence[str]], category: Category) -> dict[str, object]:
    """Raises Wrong: for what nobody asks, for what does not fit, and for what is missing."""
    posted = _posted(form)
    questions = {question.id: question for question in category.questions}
    if unknown := sorted(posted.keys() - questions.keys()):
        raise Wrong(f"attribute[{unknown[0]}]: {category.code} has no such attribute")
    found = {name: _read(questions[name], values) for name, values in posted.items()}
    applying = {question.id: question for question in asked(category, found)}
    for name, question in applying.items():
        if question.required and name not in found:
            raise Wrong(f"attribute[{name}]: is required")
    return {name: value for name, value in found.items() if name in applying}


def _posted(form: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Empty values are none: forms send them for what was left open."""
    found: dict[str, list[str]] = {}
    for name, values in form.items():
        if name.startswith(PREFIX):
            code = name.removeprefix(PREFIX).removesuffix("[]").removesuffix("]")
            found.setdefault(code, []).extend(value.strip() for value in values if value.strip())
    return {code: values for code, values in found.items() if values}


def _read(question: Question, values: list[str]) -> object:
    try:
        value = values if question.type == "multi" else READERS.get(question.type, str)(values[0])
    except ValueError:
        value = None
    if not fits(question, value):
        raise Wrong(f"attribute[{question.id}]: does not fit; see the service definition")
    return value


def _number(text: str) -> float:
    """Raises ValueError, also for what JSON has no way to say."""
    number = float(text)
    if not isfinite(number):
        raise ValueError(text)
    return int(number) if number.is_integer() else number


def _time(text: str) -> str:
    """Hours and minutes: of a time, or of a moment in Bontang."""
    try:
        found = time.fromisoformat(text)
    except ValueError:
        moment = datetime.fromisoformat(text)
        found = (moment.astimezone(WITA) if moment.tzinfo else moment).time()
    return found.strftime("%H:%M")


READERS: Mapping[str, Callable[[str], object]] = {
    "number": _number,
    "bool": lambda text: {"true": True, "false": False}.get(text.casefold()),
    "time": _time,
}
"""By the type of a question; the others are text."""
