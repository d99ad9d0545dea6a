"""What differs between two editions of the register, row by row and field by field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal

from backend.city.edition import Tables

Kind = Literal["added", "gone", "changed", "moved"]


@dataclass(frozen=True, slots=True)
class Field:
    """`path` is like "label.id" or "questions.volume.options"; values are lines, none where it lacks."""

    path: str
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """`row` is the code or the date of a row, "" where a table has one row only (boundaries)."""

    table: str
    row: str
    kind: Kind
    fields: tuple[Field, ...] = ()


Flat = dict[str, tuple[str, ...]]
PLAIN: Flat = {"common": ("false",), "working": ("false",), "required": ("false",), "sensitive": ("no",)}
"""What a row says as well when it does not say it."""
HUGE = frozenset({"geometries"})
"""Told that they differ, not how."""


def between(old: Tables, new: Tables) -> list[Difference]:
    tables = [*old, *(name for name in new if name not in old)]
    return [found for name in tables for found in _of_table(name, _rows(old, name), _rows(new, name))]


def _rows(tables: Tables, name: str) -> dict[str, Mapping[str, Any]]:
    rows = tables.get(name, {}).values()
    return {str(row.get("code", row.get("date", ""))): row for row in rows}


def _of_table(
    name: str, old: dict[str, Mapping[str, Any]], new: dict[str, Mapping[str, Any]]
) -> Iterator[Difference]:
    for row, written in new.items():
        before, after = flat(old.get(row, {})), flat(written)
        if row not in old:
            yield Difference(name, row, "added", _fields({}, after))
        elif fields := _fields(before, after):
            yield Difference(name, row, "changed", fields)
    yield from (Difference(name, row, "gone", _fields(flat(old[row]), {})) for row in old if row not in new)
    yield from (Difference(name, row, "moved") for row in _moved([r for r in old if r in new], new))


def _moved(before: list[str], new: Mapping[str, object]) -> list[str]:
    """As few as possible of those that stand elsewhere among the others now."""
    after = [row for row in new if row in set(before)]
    moved: list[str] = []
    while before != after:
        here = next(i for i, (one, two) in enumerate(zip(before, after, strict=True)) if one != two)
        up, down = after[here], before[here]
        gone = up if before.index(up) - here >= after.index(down) - here else down
        moved.append(gone)
        before, after = ([row for row in rows if row != gone] for rows in (before, after))
    return moved


def _fields(old: Flat, new: Flat) -> tuple[Field, ...]:
    paths = [*new, *(path for path in old if path not in new)]
    told = ((path, old.get(path, _plain(path)), new.get(path, _plain(path))) for path in paths)
    return tuple(Field(path, before, after) for path, before, after in told if before != after)


def _plain(path: str) -> tuple[str, ...]:
    return PLAIN.get(path.rpartition(".")[2], ())


def flat(value: object, path: str = "") -> Flat:
    """Paths to lines. Lists of things with an id are told by their ids, and then one by one."""
    if path in HUGE:
        return {path: (sha256(repr(value).encode()).hexdigest()[:12],)}
    if isinstance(value, Mapping):
        return _of_mapping(value, path)
    if not isinstance(value, list | tuple):
        return {} if value in {None, ""} else {path: (_line(value),)}
    if not any(isinstance(one, Mapping) for one in value):
        return {path: tuple(map(_line, value))} if value else {}
    inner = {str(one["id"]): {k: v for k, v in one.items() if k != "id"} for one in value}
    return {path: tuple(inner)} | _of_mapping(inner, path)


def _of_mapping(value: Mapping[str, object], path: str) -> Flat:
    begin = f"{path}." if path else ""
    return {deep: told for name, one in value.items() for deep, told in flat(one, begin + name).items()}


def _line(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)
