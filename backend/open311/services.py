"""Categories as services, their questions as the attributes of a service definition."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from backend.city.answers import COMPASS
from backend.city.register import Category, Condition, Question, Register, is_valid
from backend.words import said

DATATYPES: Mapping[str, str] = {
    "choice": "singlevaluelist",
    "multi": "multivaluelist",
    "number": "number",
    "bool": "singlevaluelist",
    "text": "text",
    "time": "datetime",
    "compass": "singlevaluelist",
}
"""Of a question, by its type."""
YES_NO = {"true": "shared.yes", "false": "shared.no"}


def services(register: Register, tongue: str, today: date) -> list[dict[str, Any]]:
    """What may be reported today, in the order of the register."""
    return [_service(one, register, tongue) for one in register.categories.values() if offered(one, today)]


def offered(category: Category, today: date) -> bool:
    return is_valid(None, category.valid_to, today)


def name(code: str, register: Register, tongue: str) -> str:
    """Of a category; its code when the register knows it no more."""
    known = register.categories.get(code)
    return str(getattr(known.label, tongue)) if known else code


def definition(category: Category, tongue: str) -> dict[str, Any]:
    attributes = [_attribute(*numbered, category, tongue) for numbered in enumerate(category.questions, 1)]
    return {"service_code": category.code, "attributes": attributes}


def _service(category: Category, register: Register, tongue: str) -> dict[str, Any]:
    group = register.groups.get(category.group)
    return {
        "service_code": category.code,
        "service_name": name(category.code, register, tongue),
        "description": _promise(category.verify_days, tongue),
        "metadata": bool(category.questions),
        "type": "realtime",
        "keywords": "",
        "group": str(getattr(group.label, tongue)) if group else category.group,
    }


def _promise(days: int, tongue: str) -> str:
    return said(tongue, "open311.service", n=days) if days else said(tongue, "open311.service_today")


def _attribute(order: int, question: Question, category: Category, tongue: str) -> dict[str, Any]:
    values = [{"key": key, "name": label} for key, label in _values(question, tongue)]
    return {
        "variable": True,
        "code": question.id,
        "datatype": DATATYPES[question.type],
        "required": question.required and question.when is None,
        "datatype_description": _asked_when(question.when, category, tongue) if question.when else "",
        "order": order,
        "description": getattr(question.label, tongue),
        **({"values": values} if values else {}),
    }


def _values(question: Question, tongue: str) -> Iterator[tuple[str, str]]:
    """(key, name) of each answer there is to choose from."""
    if question.type == "bool":
        yield from ((key, said(tongue, word)) for key, word in YES_NO.items())
    elif question.type == "compass":
        yield from ((point, said(tongue, f"phone.compass.{point}")) for point in sorted(COMPASS))
    else:
        yield from ((option, option) for option in question.options)


def _asked_when(when: Condition, category: Category, tongue: str) -> str:
    label = next(str(getattr(q.label, tongue)) for q in category.questions if q.id == when.question)
    if isinstance(when.any_of, bool):
        answers = said(tongue, YES_NO["true" if when.any_of else "false"])
    else:
        answers = ", ".join(when.any_of)
    return said(tongue, "open311.when", question=label, answers=answers)
