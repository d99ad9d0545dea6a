"""What the parts of the city register are called, in the asker's language."""

from flask import Flask

from backend.city.answers import COMPASS
from backend.city.editing.kinds import BOTH
from backend.city.editing.typed import Faults
from backend.city.register import Category, Question, Register, is_valid
from backend.routes.when import today
from backend.wiring import parts
from backend.words import knows, language, say

ASKED = {"when.question": "when", "when.is": "when_is"}
"""Parts of a question that are written otherwise in the register."""
BOOLS = {"true": "shared.yes", "false": "shared.no"}


def register(app: Flask) -> None:
    """Make the names known to every template."""
    app.jinja_env.globals.update(
        field_name=field_name,
        value_name=value_name,
        pills=pills,
        described_by=described_by,
        is_offered=is_offered,
    )


def field_name(path: str) -> str:
    """Of "label.id", "questions", "questions.volume.options": see differences.Field."""
    head, *rest = path.split(".")
    if head != "questions":
        return _in_tongue(f"kota.field.{head}", head, rest)
    if not rest:
        return say("kota.q.order")
    question, *inner = rest
    spoken = ".".join(part for part in inner if part not in BOTH)
    return f"{question}: {_in_tongue(f'kota.q.{ASKED.get(spoken, spoken)}', spoken, inner)}"


def _in_tongue(key: str, plain: str, rest: list[str]) -> str:
    name = say(key) if knows(key) else plain
    return f"{name}, {say(f'kota.in.{rest[-1]}')}" if rest and rest[-1] in BOTH else name


def value_name(path: str, value: str) -> str:
    """A stored value as people know it."""
    if value in BOOLS:
        return say(BOOLS[value])
    return called(path.rpartition(".")[2], value, parts().city.register())


def called(field: str, code: str, register: Register) -> str:
    """A code in words, as forms and lists of changes say it; itself when it is none."""
    if field in {"opd", "lead_opd", "support"}:
        return register.opd[code].name if code in register.opd else code
    if field in {"group", "categories"}:
        known = register.groups.get(code) or register.categories.get(code)
        return str(getattr(known.label, language())) if known else code
    if field == "kelurahan":
        return register.kelurahan[code].name if code in register.kelurahan else code
    key = f"kota.{field}.{code}"
    return say(key) if field in SAID and knows(key) else code


SAID = frozenset({"emergency", "sensitive", "verdict", "state", "type"})
"""Fields whose codes are words of the interface."""


def is_offered(category: Category) -> bool:
    """Whether it may be reported today."""
    return is_valid(None, category.valid_to, today())


def pills(question: Question) -> list[str]:
    """What a phone offers to press."""
    if question.type == "bool":
        return [say("shared.yes"), say("shared.no")]
    if question.type == "compass":
        return [say(f"phone.compass.{point}") for point in sorted(COMPASS)]
    return list(question.options)


def described_by(name: str, hint: str, faults: Faults) -> str:
    """The ids of what explains an input: its hint, its fault."""
    return " ".join([f"{hint}-arti"] * bool(hint) + [f"{name}-salah"] * (name in faults))
