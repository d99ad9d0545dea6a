"""The questions of a category in a form: one block of fields each, `q.0.label.id` and so on."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from backend.city.editing.typed import Faults, Filled, Wrong, line, lines, one
from backend.city.questions import CHOOSING, may_be
from backend.city.register import Measure, Question, Words

TYPES = ("choice", "multi", "number", "bool", "text", "time", "compass")
MEASURES = get_args(Measure)
BLOCK = re.compile(r"q\.(\d{1,3})\.")
ID = re.compile(r"[A-Za-z0-9_-]{1,40}")
BLOCKS_MAX = 30
LABEL_MOST, OPTION_MOST = 120, 60
YES, NO = "ya", "tidak"
"""Written where options are, for questions that are answered so."""

Row = dict[str, Any]


class Faulty(ValueError):
    """Several faults of one field, by the names of the inputs."""

    def __init__(self, faults: Faults) -> None:
        super().__init__(str(faults))
        self.faults = faults


def read(filled: Filled) -> list[Row]:
    """The questions in the order their blocks say. Raises Faulty, Wrong."""
    faults: Faults = {}
    blocks = sorted(blocks_of(filled), key=lambda n: (_turn(filled, n), n))
    if len(blocks) > BLOCKS_MAX:
        raise Wrong("many")
    taken = {one(filled, f"q.{n}.id") for n in blocks}
    rows = {n: row for n in blocks if (row := _block(filled, n, taken, faults)) is not None}
    if not faults:
        _check(rows, faults)
    if faults:
        raise Faulty(faults)
    return list(rows.values())


def written(questions: list[Row]) -> Mapping[str, list[str]]:
    """By full names: of these fields there are many."""
    found: dict[str, list[str]] = {}
    for n, row in enumerate(questions):
        found |= {f"q.{n}.{name}": [text] for name, text in _told(row, n) if text}
    return found


def blocks_of(filled: Filled) -> set[int]:
    return {int(match[1]) for name in filled if (match := BLOCK.match(name))}


def _told(row: Row, n: int) -> Iterator[tuple[str, str]]:
    yield from (("id", row["id"]), ("at", str(n + 1)), ("type", row["type"]))
    yield from ((f"label.{tongue}", text) for tongue, text in row["label"].items())
    yield "options", "\n".join(row.get("options", ()))
    yield "required", "yes" if row["required"] else ""
    if when := row.get("when"):
        yield from (("when.question", when["question"]), ("when.is", _listed(when["is"])))
    yield "alarm", _listed(row.get("alarm"))
    yield "measure", row.get("measure") or ""


def _listed(values: bool | list[str] | None) -> str:
    if isinstance(values, bool):
        return YES if values else NO
    return "\n".join(values or ())


def _turn(filled: Filled, n: int) -> int:
    typed = one(filled, f"q.{n}.at")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 999  # noqa: PLR2004 -- at the end


def _block(filled: Filled, n: int, taken: set[str], faults: Faults) -> Row | None:
    """None for one that was taken out, or never filled in."""
    begin = f"q.{n}."
    label = {tongue: _typed(filled, f"{begin}label.{tongue}", LABEL_MOST, faults) for tongue in ("id", "en")}
    own = line(filled, f"{begin}id", OPTION_MOST)
    if one(filled, f"{begin}gone") or not (own or any(label.values())):
        return None
    if own and not ID.fullmatch(own):
        raise Wrong("unknown")
    faults |= {f"{begin}label.{tongue}": "missing" for tongue, text in label.items() if not text}
    kind = one(filled, f"{begin}type")
    if kind not in TYPES:
        faults[f"{begin}type"] = "unknown"
    row: Row = {"id": own or _fresh(label["id"], taken), "label": label, "type": kind}
    row["options"] = _several(filled, f"{begin}options", faults) if kind in CHOOSING else []
    row["required"] = bool(one(filled, f"{begin}required"))
    if other := one(filled, f"{begin}when.question"):
        row["when"] = {"question": other, "is": _values(_several(filled, f"{begin}when.is", faults))}
    if alarm := _several(filled, f"{begin}alarm", faults):
        row["alarm"] = _values(alarm)
    if measure := one(filled, f"{begin}measure"):
        row["measure"] = measure
    return row


def _typed(filled: Filled, name: str, most: int, faults: Faults) -> str:
    try:
        return line(filled, name, most)
    except Wrong as wrong:
        faults[name] = wrong.code
        return "?"


def _several(filled: Filled, name: str, faults: Faults) -> list[str]:
    try:
        return lines(filled, name, OPTION_MOST)
    except Wrong as wrong:
        faults[name] = wrong.code
        return []


def _values(typed: list[str]) -> bool | list[str]:
    said = [each.casefold() for each in typed]
    return said == [YES] if said in ([YES], [NO]) else typed


def _fresh(label: str, taken: set[str]) -> str:
    """An id of its own, which stands in reports from now on."""
    stem = re.sub(r"[^a-z0-9]+", "_", label.casefold()).strip("_")[:24] or "tanya"
    found = next(name for k in range(1, 999) if (name := stem if k == 1 else f"{stem}_{k}") not in taken)
    taken.add(found)
    return found


def _check(rows: Mapping[int, Row], faults: Faults) -> None:
    """What does not fit together, where it was typed."""
    before: dict[str, Question] = {}
    for n, row in rows.items():
        asked = Question(
            row["id"], Words(**row["label"]), row["type"], tuple(row["options"]), row["required"]
        )
        if row["type"] in CHOOSING and len(row["options"]) < 2:  # noqa: PLR2004 -- nothing to choose
            faults[f"q.{n}.options"] = "options"
        if "alarm" in row and not may_be(asked, _frozen(row["alarm"])):
            faults[f"q.{n}.alarm"] = "answers"
        if (measure := row.get("measure")) and (measure not in MEASURES or row["type"] != "number"):
            faults[f"q.{n}.measure"] = "measure"
        if when := row.get("when"):
            other = before.get(when["question"])
            if other is None:
                faults[f"q.{n}.when.question"] = "before"
            elif not may_be(other, _frozen(when["is"])):
                faults[f"q.{n}.when.is"] = "answers"
        before[asked.id] = asked


def _frozen(values: bool | list[str]) -> bool | tuple[str, ...]:
    return values if isinstance(values, bool) else tuple(values)
