"""Which days are worked on: not at weekends, not on holidays of Indonesia, and as the city itself says."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.metadata import version

from backend.city.register import Holiday, Register

SATURDAY = 5


def is_working(day: date, own: Mapping[date, Holiday]) -> bool:
    """`own` are the city's days: holidays of its own, and corrections of what the package foresaw."""
    if said := own.get(day):
        return said.working
    return day.weekday() < SATURDAY and day not in _national(day.year)


def mark_of(register: Register) -> str:
    """A mark of the calendar: the city's days, the package's, and how many of them each category has."""
    days = sorted((day.isoformat(), holiday.working) for day, holiday in register.holidays.items())
    times = sorted((c.code, c.verify_days, c.resolve_days) for c in register.categories.values())
    return sha256(repr((version("holidays"), days, times)).encode()).hexdigest()[:32]


@cache
def _national(year: int) -> frozenset[date]:
    """Public holidays and the days of joint leave, on which offices are closed as well."""
    # Read with the first report: a program that keeps none does without it, and starts sooner.
    from holidays.countries.indonesia import Indonesia  # noqa: PLC0415 -- as said

    return frozenset(Indonesia(years=year, categories=("public", "government")))
