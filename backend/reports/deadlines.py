"""Until when something is awaited of whoever holds a report, in working days of Bontang.

Reckoned from the history and the city's calendar, so nobody types a date and none is argued about.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta

from backend.reports import course
from backend.reports.fresh import WITHIN
from backend.reports.moves import UNDOES, State
from backend.reports.ports.city import Calendar
from backend.reports.report import Report
from backend.reports.taking_back import ALWAYS
from backend.reports.wita import WITA

OFFICE_ENDS = time(16)
"""What comes in later counts as of the next working day; what is due is due by then."""
VERIFY_MAX = 3
"""Working days: the national limit, whatever a category says."""
ANSWER_DAYS = 5
"""A question may stay open so long; then the kelurahan decides from what is known."""
HAND_OVER_DAYS, ACCEPT_DAYS = 1, 1
SEARCHED_DAYS = 60
"""No calendar rests longer; one that does is wrong, and is not followed for ever."""

Days = Callable[[str, Calendar], int | None]
Due = Callable[[Report], datetime | None]
"""`due` with its calendar."""


def _verify(category: str, calendar: Calendar) -> int | None:
    return min(calendar.verify_days(category), VERIFY_MAX)


def _answer(_category: str, _calendar: Calendar) -> int | None:
    return ANSWER_DAYS


def _hand_over(category: str, calendar: Calendar) -> int | None:
    """Good news is not handed to anybody."""
    return None if calendar.resolve_days(category) is None else HAND_OVER_DAYS


def _accept(_category: str, _calendar: Calendar) -> int | None:
    return ACCEPT_DAYS


def _resolve(category: str, calendar: Calendar) -> int | None:
    return calendar.resolve_days(category)


ALLOWED: Mapping[State, Days] = {
    State.RECEIVED: _verify,
    State.NEEDS_INFO: _answer,
    State.VERIFIED: _hand_over,
    State.ASSIGNED: _accept,
    State.IN_PROGRESS: _resolve,
    State.REOPENED: _hand_over,
}
"""How many working days each state may last. In the others nobody is waited for."""


URGENT = "contests"
"""The flag of a report that says a place is not mended: it is looked at the same day."""


def due(report: Report, calendar: Calendar) -> datetime | None:
    """When the present state should be over, UTC; None where nobody is waited for."""
    allowed = ALLOWED.get(report.state)
    days = allowed(report.category, calendar) if allowed else None
    if days and report.state is State.RECEIVED and any(flag.startswith(URGENT) for flag in report.flags):
        days = 0
    return None if days is None else after(since(report), days, calendar.is_working)


def since(report: Report) -> datetime:
    """When the report came into its present state; a note, or what was soon undone, gives no more time."""
    steps = course.stood(report.steps)
    came = steps[-1]
    for step in reversed(steps):
        if step.state is not came.state:
            break
        came = step
    return max((came.at, *_taken_up_again(report)))


def _taken_up_again(report: Report) -> Iterator[datetime]:
    """When it was parted, or judged again, long after: nobody was waited for in between."""
    for step in report.steps:
        if undone := step.detail.get(UNDOES):
            ended = report.steps[int(undone) - 1]
            if ended.state in ALWAYS and step.at - ended.at > WITHIN:
                yield step.at


def after(start: datetime, days: int, is_working: Callable[[date], bool]) -> datetime:
    """The end of office hours `days` working days later; 0 is the day itself, if it is worked on any more."""
    here = start.astimezone(WITA)
    day = here.date() if here.time() < OFFICE_ENDS else here.date() + timedelta(days=1)
    day = _worked_on(day, is_working)
    for _ in range(days):
        day = _worked_on(day + timedelta(days=1), is_working)
    return datetime.combine(day, OFFICE_ENDS, WITA).astimezone(UTC)


def _worked_on(day: date, is_working: Callable[[date], bool]) -> date:
    """The day itself, or the next on which offices are open."""
    return next(
        (later for n in range(SEARCHED_DAYS) if is_working(later := day + timedelta(days=n))),
        day,
    )
