"""What a reviewer is told each working day before the office opens: how much waits, and of nobody."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from backend.reports.digest_ports import CHANNELS, Digests
from backend.reports.moves import State
from backend.reports.ports import Calendar, Kind, Reports, Wanted, Work
from backend.reports.wita import WITA

BEGINS, ENDS = time(7, 30), time(16)
"""Of the day in Bontang: a worker that was away until the evening does not wake anybody."""
AWAITED = (State.RECEIVED, State.NEEDS_INFO, State.VERIFIED, State.REOPENED)
"""States in which the kelurahan has the next word, at the latest when its day has passed."""


@dataclass(frozen=True, slots=True)
class Place:
    """One kelurahan. Each number is counted to COUNT_MAX."""

    kelurahan: str
    overdue: int
    due_today: int
    new: int


@dataclass(frozen=True, slots=True)
class Digest:
    """`since` is the moment from which on a report is new."""

    day: date
    since: datetime
    places: tuple[Place, ...]

    @property
    def overdue(self) -> int:
        return sum(place.overdue for place in self.places)

    @property
    def due_today(self) -> int:
        return sum(place.due_today for place in self.places)

    @property
    def new(self) -> int:
        return sum(place.new for place in self.places)


def day_of(now: datetime, calendar: Calendar) -> date | None:
    """The day whose digest is to be sent now; None at other times, and on days off."""
    here = now.astimezone(WITA)
    is_time = BEGINS <= here.time() < ENDS and calendar.is_working(here.date())
    return here.date() if is_time else None


def ask(people: Sequence[str], *, now: datetime, calendar: Calendar, digests: Digests) -> int:
    """Ask for the digests of those who have not had today's; of how many. May be called at any time."""
    if (day := day_of(now, calendar)) is None:
        return 0
    return sum(digests.ask(person, day, work_for(person), at=now) for person in people)


def work_for(person: str) -> list[Work]:
    """Each way by itself: where one fails and is tried again, the other is not told twice."""
    return [Work(Kind.DIGEST, person, channel) for channel in CHANNELS]


def compose(kelurahan: Sequence[str], *, now: datetime, calendar: Calendar, reports: Reports) -> Digest:
    day = now.astimezone(WITA).date()
    since, night = _begins(_working_day_before(day, calendar)), _begins(day + timedelta(days=1), time())

    def count(code: str, **more: datetime) -> int:
        return reports.count(Wanted(AWAITED, (code,), **more))  # type: ignore[arg-type]  # moments only

    def places() -> Iterator[Place]:
        for code in kelurahan:
            today, new = count(code, due_from=now, due_before=night), count(code, received_from=since)
            yield Place(code, count(code, due_before=now), today, new)

    return Digest(day, since, tuple(places()))


def _working_day_before(day: date, calendar: Calendar) -> date:
    """Of the last fortnight; offices never rest longer."""
    before = (day - timedelta(days=n) for n in range(1, 15))
    return next((each for each in before if calendar.is_working(each)), day - timedelta(days=1))


def _begins(day: date, at: time = BEGINS) -> datetime:
    return datetime.combine(day, at, WITA)
