"""How each kind of field is read from a form, and written into one."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Any

from backend.city.editing import asking
from backend.city.editing.sheets import Field, Kind
from backend.city.editing.typed import Filled, Wrong, line, lines, one, short_enough

CODE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 ._-]*[A-Za-z0-9])?")
DAYS_MAX = 365
YEARS = range(2000, 2101)
FAR_DEG = 12
"""Degrees of latitude beyond which nothing is in Indonesia: whoever types longitude first is told so."""

Read = Callable[[Field, Filled, Collection[str]], Any]
"""Field, form, what may be chosen -> value. Raises Wrong; Faulty for several faults."""
Written = Callable[[Any], Mapping[str, list[str]]]
"""Value -> what the form holds, by what is added to the field's name."""


@dataclass(frozen=True, slots=True)
class Manner:
    read: Read
    write: Written


def _line(field: Field, filled: Filled, _: Collection[str]) -> str:
    return line(filled, field.name, field.most)


def _code(field: Field, filled: Filled, _: Collection[str]) -> str:
    found = line(filled, field.name, field.most)
    if found and not CODE.fullmatch(found):
        raise Wrong("code")
    return found


def _words(field: Field, filled: Filled, _: Collection[str]) -> dict[str, str] | None:
    return _in_both(field, {tongue: line(filled, f"{field.name}.{tongue}", field.most) for tongue in BOTH})


def _prose(field: Field, filled: Filled, _: Collection[str]) -> dict[str, str] | None:
    typed = {tongue: one(filled, f"{field.name}.{tongue}").replace("\r\n", "\n") for tongue in BOTH}
    return _in_both(field, {tongue: short_enough(text, field.most) for tongue, text in typed.items()})


BOTH = ("id", "en")


def _in_both(field: Field, found: dict[str, str]) -> dict[str, str] | None:
    """None when neither is there and neither must be."""
    if not any(found.values()) and not field.needed:
        return None
    for tongue, text in found.items():
        if not text:
            raise Wrong("missing", f".{tongue}")
    return found


def _lines(field: Field, filled: Filled, _: Collection[str]) -> list[str]:
    return lines(filled, field.name, field.most)


def _date(field: Field, filled: Filled, _: Collection[str]) -> str | None:
    if not (typed := one(filled, field.name)):
        return None
    try:
        found = date.fromisoformat(typed)
    except ValueError:
        raise Wrong("date") from None
    if found.year not in YEARS:
        raise Wrong("date")
    return found.isoformat()


def _days(field: Field, filled: Filled, _: Collection[str]) -> int | None:
    typed = one(filled, field.name)
    if typed and not (typed.isascii() and typed.isdigit() and len(typed) < 4 and int(typed) <= DAYS_MAX):  # noqa: PLR2004 -- digits of it
        raise Wrong("days")
    return int(typed) if typed else None


def _number(field: Field, filled: Filled, _: Collection[str]) -> float | None:
    typed = one(filled, field.name).replace(",", ".")
    try:
        found = float(typed) if typed else None
    except ValueError:
        raise Wrong("number") from None
    if found is not None and not (isfinite(found) and 0 < found < 10_000):  # noqa: PLR2004 -- larger than any city
        raise Wrong("number")
    return found


def _point(field: Field, filled: Filled, _: Collection[str]) -> list[float] | None:
    typed = one(filled, field.name)
    return _place(typed) if typed else None


def _points(field: Field, filled: Filled, _: Collection[str]) -> list[list[float]]:
    return [_place(each) for each in lines(filled, field.name, field.most)]


def _place(typed: str) -> list[float]:
    """Latitude and longitude as maps give them; [lon, lat] as GeoJSON has them."""
    try:
        lat, lon = (float(part) for part in typed.split(","))
    except ValueError:
        raise Wrong("point") from None
    if not (abs(lat) <= FAR_DEG and abs(lon) <= 180):  # noqa: PLR2004 -- also refuses NaN
        raise Wrong("point")
    return [lon, lat]


def _one(field: Field, filled: Filled, allowed: Collection[str]) -> str | None:
    found = one(filled, field.name)
    if found and found not in allowed:
        raise Wrong("unknown")
    return found or None


def _some(field: Field, filled: Filled, allowed: Collection[str]) -> list[str]:
    found = list(dict.fromkeys(filled.get(field.name, ())))
    if set(found) - set(allowed):
        raise Wrong("unknown")
    return found


def _flag(field: Field, filled: Filled, _: Collection[str]) -> bool:
    return bool(one(filled, field.name))


def _questions(_: Field, filled: Filled, __: Collection[str]) -> list[dict[str, Any]]:
    return asking.read(filled)


def _text(value: Any) -> dict[str, list[str]]:
    return {"": [str(value)]}


def _of_both(value: dict[str, str]) -> dict[str, list[str]]:
    return {f".{tongue}": [text] for tongue, text in value.items()}


def _one_a_line(value: list[str]) -> dict[str, list[str]]:
    return {"": ["\n".join(value)]}


def _as_maps_say(place: list[float]) -> str:
    return f"{place[1]}, {place[0]}"


MANNERS: Mapping[Kind, Manner] = {
    "code": Manner(_code, _text),
    "line": Manner(_line, _text),
    "words": Manner(_words, _of_both),
    "prose": Manner(_prose, _of_both),
    "lines": Manner(_lines, _one_a_line),
    "date": Manner(_date, _text),
    "days": Manner(_days, _text),
    "number": Manner(_number, _text),
    "point": Manner(_point, lambda value: {"": [_as_maps_say(value)]}),
    "points": Manner(_points, lambda value: _one_a_line([_as_maps_say(place) for place in value])),
    "one": Manner(_one, _text),
    "icon": Manner(_one, _text),
    "some": Manner(_some, lambda value: {"": list(value)}),
    "flag": Manner(_flag, lambda value: {"": ["yes"]} if value else {}),
    "questions": Manner(_questions, asking.written),
}
