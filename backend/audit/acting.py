"""Who is at work just now, so that the transaction of an act keeps its line as well.

A door begins an act; the first write transaction in it appends the line and commits both together
(stores/audited.py). An act without a transaction of its own is recorded when it is done (routes/auditing.py).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace

from backend.audit.line import Entry


@dataclass(slots=True)
class Act:
    """`kept`: a line about `entry` is committed."""

    entry: Entry
    kept: bool = False


_current: ContextVar[Act | None] = ContextVar("act", default=None)


@contextmanager
def acting(entry: Entry) -> Iterator[Act]:
    act = Act(entry)
    before = _current.set(act)
    try:
        yield act
    finally:
        _current.reset(before)


def pending() -> Act | None:
    """The act whose line is still to be kept."""
    act = _current.get()
    return None if act is None or act.kept else act


def about(kind: str, what: str, *, action: str = "", **detail: str) -> None:
    """Say more exactly what is being done, and to what. Before the effect: a line that is kept stays."""
    if act := pending():
        act.entry = _exactly(act.entry, kind, what, action, detail)


def next_about(kind: str, what: str, *, action: str = "", **detail: str) -> None:
    """The same act is done to one thing more, which gets a line of its own."""
    if act := _current.get():
        act.entry, act.kept = _exactly(act.entry, kind, what, action, detail), False


def unremarkable() -> None:
    """This request changes nothing worth a line, e.g. it says that somebody still looks at a case."""
    if act := pending():
        act.kept = True


def _exactly(entry: Entry, kind: str, what: str, action: str, detail: dict[str, str]) -> Entry:
    return replace(entry, kind=kind, object=what, action=action or entry.action, detail=detail)
