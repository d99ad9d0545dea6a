"""Reads the form of `/lapor/sederhana`: fields are named as in the envelope, answers `jawab-ID`."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from flask import request

from backend.city.answers import asked
from backend.city.register import Category, Question
from backend.reports.plain import Filled, Photo
from backend.wiring import parts
from sync.envelope import PHOTO_BYTES_MAX

FORM_MAX = PHOTO_BYTES_MAX + 128 * 1024
"""Bytes of the whole form: one photo and some words."""
UNNAMED = "application/octet-stream"


class Incomplete(Exception):
    """Something that must be there is missing; `field` names it, `label` is a question's."""

    def __init__(self, field: str, question: Question | None = None) -> None:
        super().__init__(field)
        self.field = field
        self.question = question


def read(category: Category, kelurahan: Mapping[str, object]) -> Filled:
    """What was filled in. Raises Incomplete."""
    form, photo, is_mended = request.form, _photo(), says_mended()
    if is_mended and not photo:
        raise Incomplete("foto")
    answers = {} if is_mended else _answers(category)
    for question in () if is_mended else asked(category, answers):
        if question.required and question.id not in answers:
            raise Incomplete(f"jawab-{question.id}", question)
    if form.get("kelurahan") not in kelurahan:
        raise Incomplete("kelurahan")
    return Filled(
        id=form.get("id", ""),
        shown_at=_shown_at(),
        category=category.code,
        answers=answers,
        note=_text("note"),
        kelurahan=form["kelurahan"],
        rt=_text("rt")[:10],
        photo=photo,
        about=form.get("tentang", ""),
        mended=is_mended,
    )


def says_mended() -> bool:
    """The report it says more of is mended: nothing but a photo is asked for then."""
    return bool(request.values.get("tentang")) and request.values.get("beres") == "ya"


def _answers(category: Category) -> dict[str, object]:
    """Those that are asked for now: without a script the form shows every question."""
    found = {
        q.id: value for q in category.questions if (value := READERS[q.type](f"jawab-{q.id}")) is not None
    }
    applying = {question.id for question in asked(category, found)}
    return {name: value for name, value in found.items() if name in applying}


def _text(name: str) -> str:
    return request.form.get(name, "").replace("\r\n", "\n").strip()


def _shown_at() -> datetime:
    """As the form says, in seconds since 1970; now, where that makes no sense."""
    try:
        return datetime.fromtimestamp(int(request.form["dibuka"]), UTC)
    except (KeyError, ValueError, OverflowError, OSError):
        return parts().clock().replace(microsecond=0)


def _word(name: str) -> str | None:
    return _text(name) or None


def _number(name: str) -> float | None:
    try:
        number = float(_text(name).replace(",", "."))
    except ValueError:
        return None
    return int(number) if number.is_integer() else number


READERS: Mapping[str, Callable[[str], object]] = {
    "choice": _word,
    "multi": lambda name: request.form.getlist(name) or None,
    "number": _number,
    "bool": lambda name: {"ya": True, "tidak": False}.get(_text(name)),
    "text": _word,
    "time": _word,
    "compass": _word,
}


def _photo() -> Photo | None:
    """None when no file was chosen: browsers then send an empty one."""
    file = request.files.get("foto")
    if file is None:
        return None
    data = file.read()
    file.close()
    kind = file.mimetype if file.mimetype.startswith("image/") else UNNAMED
    return Photo(data, kind) if data else None
