"""How satisfied residents are with repairs: answers of many reports together, and never of a few."""

from collections import Counter
from datetime import date
from typing import Any

from backend.reports.report import RATINGS
from backend.residents.ports import Showcase

LEAST = 5
"""Answers; of fewer nothing is told, so that nobody's can be guessed."""


def of(showcase: Showcase, scope: str, since: date) -> dict[str, Any] | None:
    """How many gave each answer about what was fixed since then: {"n": 7, "by": [0, 1, 4, 2]}."""
    found: Counter[str] = Counter()
    for (_, rating), n in showcase.tally(scope, "rated", since=since).items():
        found[rating] += n
    if found.total() < LEAST:
        return None
    return {"n": found.total(), "by": [found[str(rating)] for rating in RATINGS]}
