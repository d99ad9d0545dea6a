"""Weather and warnings of BMKG as residents read them: what others answered, read strictly.

Nothing is believed: only what is named here is kept, cut to length, and only as plain words and numbers.
(data.bmkg.go.id/prakiraan-cuaca; warnings are CAP 1.2 of OASIS.)
"""

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from backend.reports.ports import Clock, Lease, NotFound, Outbox, Snapshots

WARNINGS = "weather/warnings"
FRESH = timedelta(hours=3)
"""BMKG draws its forecast twice a day, warnings when there is reason to."""
OLD = timedelta(days=1)
"""What is older is not shown."""
LATER = timedelta(minutes=15)
HOURS = 24
"""Of the forecast that are kept; BMKG tells every third hour."""
NEXT = 4
"""Of them that are shown."""
WORDS_MAX = 60


class Unanswered(Exception):
    """BMKG could not be reached, or refused: it may heal."""


class Unreadable(Exception):
    """What it answered is not what it promises."""


class Weather(Protocol):
    """Both raise Unanswered and Unreadable."""

    def forecast(self, code: str) -> Any:
        """JSON of a kelurahan, by its code of the Ministry (adm4)."""

    def warnings(self) -> list[dict[str, str]]:
        """Those for this city: event, words, until (ISO, aware)."""


def name(code: str) -> str:
    return f"weather/{code}"


def is_due(names: Collection[str], snapshots: Snapshots, now: datetime) -> bool:
    return any(_age(name, snapshots, now) >= FRESH for name in names)


def _age(name: str, snapshots: Snapshots, now: datetime) -> timedelta:
    try:
        return now - snapshots.get(name).drawn_at
    except NotFound:
        return timedelta.max


def names_of(codes: Collection[str]) -> list[str]:
    return [*map(name, codes), WARNINGS]


def keep(
    lease: Lease,
    *,
    source: Weather,
    codes: Collection[str],
    snapshots: Snapshots,
    outbox: Outbox,
    clock: Clock,
) -> None:
    """Ask for whatever is not fresh. The body of a task; nobody but itself waits while BMKG is away."""
    asks: dict[str, Callable[[], dict[str, Any]]] = {
        name(code): lambda code=code: {"hours": hours(source.forecast(code))}  # type: ignore[misc]  # bound now
        for code in codes
    }
    asks[WARNINGS] = lambda: {"warnings": source.warnings()}
    failed = ""
    for wanted, ask in asks.items():
        if _age(wanted, snapshots, at := clock()) < FRESH:
            continue
        try:
            snapshots.put(wanted, {**ask(), "asked_at": at.isoformat()}, at=at)
        except Unreadable as cause:
            failed = f"{wanted}: {cause}"
        except Unanswered as cause:
            failed = str(cause)
            break
    if failed:
        outbox.postpone(lease, due=clock() + LATER, error=failed, counts=False)
    else:
        outbox.finish(lease)


def hours(told: Any) -> list[dict[str, Any]]:
    """Of BMKG's answer: when (ISO, UTC), degrees Celsius, per cent, words. Raises Unreadable."""
    try:
        every = [_hour(one) for day in told["data"][0]["cuaca"] for one in day]
    except (LookupError, TypeError, ValueError, AttributeError, OverflowError) as cause:
        raise Unreadable(type(cause).__name__) from cause
    return sorted(every, key=lambda one: str(one["at"]))[:HOURS]


def _hour(one: Mapping[str, Any]) -> dict[str, Any]:
    at = datetime.strptime(one["utc_datetime"], "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
    degrees, humidity = round(float(one["t"])), round(float(one["hu"]))
    if not (-10 < degrees < 60 and 0 <= humidity <= 100):  # noqa: PLR2004 -- what a thermometer may say here
        raise ValueError("no such weather")
    words = {"id": plain(one["weather_desc"]), "en": plain(one["weather_desc_en"])}
    return {"at": at.isoformat(), "degrees": degrees, "humidity": humidity, "words": words}


def plain(words: str, most: int = WORDS_MAX) -> str:
    """One line that nothing can hide in. Raises TypeError for what are no words."""
    if not isinstance(words, str):
        raise TypeError("no words")
    return " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())[:most]


def shown(document: Mapping[str, Any], now: datetime) -> list[dict[str, Any]]:
    """The next hours of a forecast; none when it is too old to be believed."""
    if not _is_believed(document, now):
        return []
    begin = (now - timedelta(hours=1)).isoformat()
    return [one for one in document["hours"] if one["at"] >= begin][:NEXT]


def in_force(document: Mapping[str, Any], now: datetime) -> list[dict[str, str]]:
    """Warnings that are not over."""
    if not _is_believed(document, now):
        return []
    return [one for one in document["warnings"] if datetime.fromisoformat(one["until"]) > now]


def _is_believed(document: Mapping[str, Any], now: datetime) -> bool:
    return bool(document) and now - datetime.fromisoformat(document["asked_at"]) < OLD
