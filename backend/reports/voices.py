"""Residents say of a report that was settled whether it is mended, and how satisfied they are."""

from collections import Counter

from backend.reports import deadlines
from backend.reports.moves import State
from backend.reports.ports import Clock, Kind, NotFound, Queue, Reports, Work
from backend.reports.report import RATINGS, Report, Sender, Voice
from sync.envelope import Problem, Unreadable

SETTLED = frozenset({State.RESOLVED, State.CLOSED_UNRESOLVED})
WORDS_MAX = 1_000
"""Characters."""


def confirm(report_id: str, *, by: Sender, reports: Reports, clock: Clock, queue: Queue) -> None:
    """It is mended, says somebody who saw it. Raises NotFound for what is not settled."""
    _say(report_id, Voice(_told(by), clock()), reports, queue, SETTLED)


def rate(
    report_id: str, rating: int, words: str, *, by: Sender, reports: Reports, clock: Clock, queue: Queue
) -> None:
    """How satisfied somebody is with the repair; said again, it is another answer, not one more.

    Raises NotFound for what is not fixed, Unreadable.
    """
    if rating not in RATINGS or len(words) > WORDS_MAX:
        raise Unreadable(Problem("rating", f"is one of {RATINGS}, with at most {WORDS_MAX} characters"))
    voice = Voice(_told(by), clock(), rating, words.strip())
    _say(report_id, voice, reports, queue, frozenset({State.RESOLVED}))


def withdraw(
    report_id: str, *, by: Sender, rated: bool, reports: Reports, clock: Clock, queue: Queue
) -> None:
    """Take the confirmation back, or the answer; nothing happens where there was none."""
    if reports.drop_voice(report_id, _told(by), _follows(report_id), rated=rated, at=clock()):
        queue.nudge()


def confirmed(report: Report) -> int:
    """How many say that it is mended, since it was settled."""
    return sum(not voice.rating for voice in now(report))


def ratings(report: Report) -> dict[str, int]:
    """How many gave which answer since it was settled."""
    return dict(Counter(str(voice.rating) for voice in now(report) if voice.rating))


def now(report: Report) -> tuple[Voice, ...]:
    """What is said of how the report stands now; none where it is not settled."""
    if report.state not in SETTLED:
        return ()
    settled = deadlines.since(report)
    return tuple(voice for voice in report.voices if voice.at >= settled)


def _say(report_id: str, voice: Voice, reports: Reports, queue: Queue, states: frozenset[State]) -> None:
    if reports.get(report_id).state not in states:
        raise NotFound(report_id)
    reports.set_voice(report_id, voice, _follows(report_id))
    queue.nudge()


def _told(by: Sender) -> Sender:
    """One that stands alone speaks for itself."""
    return Sender(by.device, alone=True) if by.alone else by


def _follows(report_id: str) -> tuple[Work, Work]:
    """The archive keeps what was said, and residents read how many."""
    return Work(Kind.ARCHIVE, report_id), Work(Kind.PUBLISH, report_id)
