"""How a neighbourhood, or the city, is doing: the counts of a showcase in the shape a page reads.

Plain JSON values. Nothing here ranks: kelurahan are told apart by what changed, never by who has most.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from backend.residents import tallies
from backend.residents.item import COUNTED, Standing
from backend.residents.ports import Showcase

WEEKS = 12
"""Of the trend, this week included. Weeks begin on Monday (ISO 8601)."""
LATELY_DAYS = 84
"""The medians are of so many days."""

Counts = Mapping[tuple[str, str], int]


def of(
    showcase: Showcase, scope: str, today: date, satisfied: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Counts of the scope, a kelurahan or the city, as they stand that day in Bontang.

    `satisfied` is what is told of satisfaction (satisfaction.py): it is not counted anew with each report.
    """
    begin = _monday(today) - timedelta(weeks=WEEKS - 1)
    lately = today - timedelta(days=LATELY_DAYS)
    standing = _by_key(showcase.tally(scope, "standing"))
    return {
        "standing": {one.value: standing[one.value] for one in COUNTED},
        "weeks": _weeks(showcase, scope, begin, standing),
        "categories": _categories(showcase.tally(scope, "category")),
        "answered": _median(_by_key(showcase.tally(scope, "answered", since=lately))),
        "fixed_after": _median(_by_key(showcase.tally(scope, "fixed_after", since=lately))),
        "overdue": _overdue(showcase.tally(scope, "due"), today),
        "good": _good(showcase, scope, lately),
        "satisfaction": satisfied,
    }


def _weeks(showcase: Showcase, scope: str, begin: date, standing: Mapping[str, int]) -> list[dict[str, Any]]:
    """What came and was settled in each, and how many stood open and in work at its end: from today back."""
    flows = {
        "came": "came",
        "fixed": Standing.FIXED.value,
        "closed": Standing.CLOSED.value,
    }
    by_week = {name: _by_week(showcase.tally(scope, what, since=begin)) for name, what in flows.items()}
    risen = showcase.tally(scope, tallies.LEVEL, since=begin)
    levels = {one.value: standing[one] for one in (Standing.OPEN, Standing.WORK)}
    rises = {one: _by_week({at: n for at, n in risen.items() if at[1] == one}) for one in levels}
    weeks = []
    for week in (begin + timedelta(weeks=n) for n in reversed(range(WEEKS))):
        flow = {name: by_week[name][week] for name in flows}
        weeks.append({"week": week.isoformat(), **flow, **levels, "left": sum(levels.values())})
        levels = {one: n - rises[one][week] for one, n in levels.items()}
    return weeks[::-1]


def by_rt(showcase: Showcase, code: str) -> list[dict[str, Any]]:
    """How many stand how in each RT of a kelurahan, in the order of their numbers."""
    return sorted(_standings(showcase.tally(code, tallies.RT)), key=lambda one: str(one["code"]))


def _categories(counts: Counts) -> list[dict[str, Any]]:
    """Those with the most unsettled first; how they stand, each way by itself."""
    return sorted(_standings(counts), key=lambda one: (-one["open"] - one["work"], one["code"]))


def _standings(counts: Counts) -> Iterable[dict[str, Any]]:
    """Out of keys like "SMP-01 open"."""
    found: dict[str, dict[str, Any]] = {}
    for (_, key), n in counts.items():
        code, _, standing = key.rpartition(" ")
        found.setdefault(code, {"code": code, **{one.value: 0 for one in COUNTED}})[standing] = n
    return found.values()


def _overdue(counts: Counts, today: date) -> dict[str, Any]:
    """How many are past their day, and with whom; an empty code stands for the kelurahan itself."""
    held: Counter[str] = Counter()
    for (day, opd), n in counts.items():
        if day < today.isoformat():
            held[opd] += n
    return {"n": held.total(), "by": [{"opd": opd, "n": n} for opd, n in held.most_common()]}


def _good(showcase: Showcase, scope: str, since: date) -> dict[str, Any]:
    sums = {name: sum(showcase.tally(scope, name, since=since).values()) for name in ("good", *MEASURES)}
    return {"n": sums.pop("good"), **sums}


MEASURES: Sequence[str] = ("kilograms", "trees")
"""What good news tells how much of."""


def _median(counts: Mapping[str, int]) -> dict[str, int] | None:
    """The lower median of whole days, and of how many; None of none."""
    total = sum(counts.values())
    if not total:
        return None
    passed = 0
    for days, n in sorted((int(days), n) for days, n in counts.items()):
        passed += n
        if passed * 2 >= total:
            return {"days": days, "of": total}
    raise AssertionError("counts are not negative")


def _by_key(counts: Counts) -> Counter[str]:
    found: Counter[str] = Counter()
    for (_, key), n in counts.items():
        found[key] += n
    return found


def _by_week(counts: Counts) -> Counter[date]:
    found: Counter[date] = Counter()
    for (day, _), n in counts.items():
        found[_monday(date.fromisoformat(day))] += n
    return found


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
