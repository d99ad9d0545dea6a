"""Somebody meddles with the log behind the program's back."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from backend.audit.chain import Fault, faults, seal
from backend.audit.line import Anchor, Entry, Line, Who
from tests.people.builders import Time

ADI = Who("person", "p-adi", "Adi", ("admin:*",))


def a_chain(length: int = 5) -> list[Line]:
    lines: list[Line] = []
    for number in range(length):
        end = Anchor(lines[-1].seq, lines[-1].hash) if lines else None
        lines.append(seal(Entry(ADI, "decide", "report", f"r-{number}"), at=Time().now, after=end))
    return lines


def changed(line: Line) -> Line:
    return replace(line, entry=replace(line.entry, who=replace(ADI, name="Eko")))


def resealed(lines: list[Line]) -> list[Line]:
    """Line 3 is changed and everything after it sealed anew, as somebody who knows how it is done would."""
    kept = lines[:2]
    for line in (changed(lines[2]), *lines[3:]):
        kept.append(seal(line.entry, at=line.at, after=Anchor(kept[-1].seq, kept[-1].hash)))
    return kept


MEDDLING: dict[str, tuple[Callable[[list[Line]], list[Line]], Fault]] = {
    "a line is removed": (lambda a: [*a[:2], *a[3:]], Fault(3, "missing")),
    "the first line is removed": (lambda a: a[1:], Fault(1, "missing")),
    "a line is changed": (lambda a: [*a[:2], changed(a[2]), *a[3:]], Fault(3, "changed")),
    "two lines change places": (
        lambda a: [*a[:2], replace(a[3], seq=3), replace(a[2], seq=4), a[4]],
        Fault(3, "order"),
    ),
    "the tail is cut": (lambda a: a[:3], Fault(4, "cut")),
    "everything is removed": (lambda _: [], Fault(1, "cut")),
    "the rest is sealed anew": (resealed, Fault(5, "other")),
}


@pytest.mark.parametrize("meddling", MEDDLING)
def test_the_chain_says_where_it_breaks(meddling: str) -> None:
    lines = a_chain()
    meddle, fault = MEDDLING[meddling]

    found = list(faults(meddle(lines), Anchor(5, lines[-1].hash)))

    assert found[0] == fault


def test_a_whole_chain_that_has_grown_since_it_was_anchored_has_no_fault() -> None:
    lines = a_chain()

    assert list(faults(lines, Anchor(3, lines[2].hash))) == []
    assert list(faults([])) == []
