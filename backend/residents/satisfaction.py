"""How satisfied residents are with repairs: answers of many reports together, and never of a few.

Whoever only reads, and takes one thing told from the other, finds nobody's answer. What is told of a
kelurahan is drawn once a day, and follows what was answered only in steps of five answers or more, which came
or went. The city tells the sum of what its kelurahan tell, so that nothing is left between it and them.

It does not hold against whoever answers as well: with four answers of their own, from browsers that tell
nobody who they are, the step tells them a fifth, though not about which report or whose.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from backend.reports.report import RATINGS
from backend.residents.ports import Showcase

LEAST = 5
"""Answers; of fewer nothing is told, so that whoever only reads learns nobody's."""
NAME = "satisfaction"
"""The document that keeps what is told: {"day": "2026-11-30", "by": {"64.74.03.1002": [0, 1, 4, 2]}}."""
NOTHING = (0,) * len(RATINGS)


def drawn(
    before: Mapping[str, Any], showcase: Showcase, codes: Collection[str], today: date, since: date
) -> Mapping[str, Any]:
    """What is told of each kelurahan that day, about what was fixed since then; `before` is kept all day."""
    if before.get("day") == today.isoformat():
        return before
    told = before.get("by", {})
    by = {code: _step(told.get(code, NOTHING), _answers(showcase, code, since)) for code in codes}
    return {"day": today.isoformat(), "by": by}


def of(kept: Mapping[str, Any], codes: Collection[str]) -> dict[str, Any] | None:
    """How many gave each answer in these kelurahan together: {"n": 7, "by": [0, 1, 4, 2]}."""
    told = [by for by in (kept.get("by", {}).get(code, NOTHING) for code in codes) if sum(by) >= LEAST]
    by = [sum(column) for column in zip(*told, strict=True)]
    return {"n": sum(by), "by": by} if told else None


def _answers(showcase: Showcase, code: str, since: date) -> list[int]:
    found: Counter[str] = Counter()
    for (_, rating), n in showcase.tally(code, "rated", since=since).items():
        found[rating] += n
    return [found[str(rating)] for rating in RATINGS]


def _step(told: Sequence[int], now: Sequence[int]) -> list[int]:
    """From what was told towards what is so now: by those that came, by those that went, or not yet."""
    came = [max(0, new - old) for old, new in zip(told, now, strict=True)]
    went = [max(0, old - new) for old, new in zip(told, now, strict=True)]
    up, down = sum(came) >= LEAST, sum(went) >= LEAST
    return [old + more * up - fewer * down for old, more, fewer in zip(told, came, went, strict=True)]
