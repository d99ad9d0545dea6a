"""Views of the queue: two that everybody has, and those a reviewer saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from backend.reports.ports import SavedView
from backend.routes.queue_asked import TODAY, Asked
from backend.words import say

BUILTIN: Mapping[str, Asked] = {"terlambat": Asked(due="lewat"), "baru": Asked(came=TODAY)}
"""By the code that stands for an id."""


@dataclass(frozen=True, slots=True)
class View:
    """`id` is a code of BUILTIN, or of the person's own."""

    id: str
    name: str
    asked: Asked


def every(saved: tuple[SavedView, ...]) -> list[View]:
    builtin = [View(code, say(f"views.{code}"), asked) for code, asked in BUILTIN.items()]
    return builtin + [View(view.id, view.name, asked_of(view.asked)) for view in saved]


def asked_of(query: str) -> Asked:
    """What stands in an address behind the question mark."""
    return Asked.of(dict(parse_qsl(query)))
