"""What may be wrong with the questions of a category, in words."""

from collections.abc import Iterator, Sequence

from backend.city.register import Question, Values

CHOOSING = {"choice", "multi"}


def faults_of(questions: Sequence[Question]) -> Iterator[str]:
    before: dict[str, Question] = {}
    for question in questions:
        if question.id in before:
            yield "a question is asked twice"
        if (question.type in CHOOSING) != bool(question.options):
            yield f"question {question.id} has no options, or some it cannot have"
        if question.alarm is not None and not may_be(question, question.alarm):
            yield f"question {question.id} raises the alarm at answers it cannot have"
        if question.measure and question.type != "number":
            yield f"question {question.id} measures something, but is not answered by a number"
        yield from _unmet(question, before)
        before[question.id] = question


def _unmet(question: Question, before: dict[str, Question]) -> Iterator[str]:
    """Only on earlier ones: nobody has to scroll back up, and nothing goes round in circles."""
    if question.when is None:
        return
    other = before.get(question.when.question)
    if other is None:
        yield f"question {question.id} hangs on {question.when.question}, which is not asked before it"
    elif not may_be(other, question.when.any_of):
        yield f"question {question.id} hangs on answers that {other.id} cannot have"


def may_be(question: Question, values: Values) -> bool:
    """Whether these can be answers of the question at all."""
    if isinstance(values, bool):
        return question.type == "bool"
    return bool(values) and question.type in CHOOSING and set(values) <= set(question.options)
