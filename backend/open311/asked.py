"""Which requests a client asks for: ids, or services, states and at most 90 days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from backend.open311.faults import Wrong
from backend.open311.requests import STATUS
from backend.reports.wita import WITA
from backend.residents.item import Standing
from backend.residents.ports import Wanted

SPAN = timedelta(days=90)
IDS_MAX = 100
LIMIT = 1_000


@dataclass(frozen=True, slots=True)
class Asked:
    """`ids` go before everything else, as the standard says."""

    ids: tuple[str, ...]
    wanted: Wanted


def read(said: Mapping[str, str], now: datetime) -> Asked:
    """Raises Wrong."""
    ids = _listed(said, "service_request_id")
    if len(ids) > IDS_MAX:
        raise Wrong(f"service_request_id: at most {IDS_MAX} at once")
    since, until = _days(said, now)
    return Asked(
        ids,
        Wanted(
            categories=_listed(said, "service_code"),
            standings=_standings(_listed(said, "status")),
            since=since,
            until=until,
        ),
    )


def _days(said: Mapping[str, str], now: datetime) -> tuple[date, date]:
    """Both included. One end alone: the 90 days from there."""
    first, last = _moment(said, "start_date"), _moment(said, "end_date")
    if first and last and not timedelta() <= last - first <= SPAN:
        raise Wrong("start_date and end_date: at most 90 days lie between them, the earlier first")
    try:
        end = last or (first + SPAN if first else now)
        begin = first or end - SPAN
        return begin.astimezone(WITA).date(), end.astimezone(WITA).date()
    except OverflowError as cause:
        raise Wrong("start_date and end_date: years of our time") from cause


def _moment(said: Mapping[str, str], name: str) -> datetime | None:
    text = said.get(name, "").strip()
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    except ValueError as cause:
        raise Wrong(f"{name}: a time like 2026-11-30T00:00:00Z") from cause


def _standings(states: tuple[str, ...]) -> tuple[Standing, ...]:
    if unknown := set(states) - set(STATUS.values()):
        raise Wrong(f"status: open or closed, not {', '.join(sorted(unknown))}")
    return tuple(one for one, status in STATUS.items() if status in states)


def _listed(said: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in said.get(name, "").split(",") if part.strip()))
