"""What a machine notices about a report, for the person who decides. It never decides anything."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from backend.reports.contesting import CONTESTS, MENDS
from backend.reports.look import BITS
from backend.reports.ports import Alike
from backend.reports.report import Report

LATE = timedelta(hours=24)
"""From capture to arrival: what was seen then may be gone now."""
CLOCK_OFF = timedelta(minutes=10)
"""Between the phone's clock and the server's: the time of capture is an estimate then."""
NIK_DIGITS = 16
"""Of the number of an Indonesian identity card."""
PHONE_DIGITS = range(9, NIK_DIGITS)
_NUMBER = re.compile(r"\+?\d(?:[\s.()/-]*\d){8,}")
_DIGIT = re.compile(r"\d")


class Weight(StrEnum):
    """Heavy hints want a look before the verdict; light ones are good to know."""

    HEAVY = "heavy"
    LIGHT = "light"


HEAVY = frozenset(
    {
        "outside_city",
        "kelurahan_differs",
        "words_phone",
        "words_nik",
        "face",
        "plate",
        "seen_before",
        CONTESTS,
        MENDS,
    }
)


@dataclass(frozen=True, slots=True)
class Hint:
    """`code` is the end of its word's key; `facts` fill its words in."""

    code: str
    facts: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def weight(self) -> Weight:
        return Weight.HEAVY if self.code in HEAVY else Weight.LIGHT


def of(report: Report, alike: Iterable[Alike] = ()) -> tuple[Hint, ...]:
    """Heavier ones first. `alike` are pictures of other reports like those of this one."""
    found = [
        *map(_flagged, report.flags),
        *_in_words(report),
        *_in_time(report),
        *_in_photos(report),
        *map(_seen, alike),
    ]
    return tuple(sorted(found, key=lambda hint: hint.weight is Weight.LIGHT))


def _flagged(flag: str) -> Hint:
    """What was noticed when it came in: see flags.py."""
    code, _, detail = flag.partition(":")
    return Hint(code, {"detail": detail})


def _in_words(report: Report) -> Iterator[Hint]:
    """Numbers that reach a person or name one, in the note and in answers in words."""
    answers = (value for value in report.envelope.answers.values() if isinstance(value, str))
    numbers = _NUMBER.findall("\n".join([report.envelope.note, *answers]))
    lengths = {len(_DIGIT.findall(number)) for number in numbers}
    if lengths & set(PHONE_DIGITS):
        yield Hint("words_phone")
    if NIK_DIGITS in lengths:
        yield Hint("words_nik")


def _in_time(report: Report) -> Iterator[Hint]:
    waited = report.received_at - report.captured_estimate
    off = abs(report.envelope.captured_at - report.captured_estimate)
    if waited >= LATE:
        yield Hint("late", {"n": round(waited / timedelta(hours=1))})
    if off >= CLOCK_OFF:
        yield Hint("clock_off", {"n": round(off / timedelta(minutes=1))})


def _in_photos(report: Report) -> Iterator[Hint]:
    """By the number of the photo on the page. What no machine looked at is said too: a person must."""
    for n, photo in enumerate(report.photos, 1):
        if photo.look is None or photo.look.boxes is None:
            if photo.derived_at:
                yield Hint("not_looked", {"photo": n})
            continue
        yield from (Hint(fault, {"photo": n}) for fault in photo.look.faults)
        kinds = Counter(box.kind for box in photo.look.boxes)
        yield from (Hint(kind, {"photo": n, "n": count}) for kind, count in kinds.items() if kind)


def _seen(alike: Alike) -> Hint:
    return Hint("seen_before", {"number": alike.number, "percent": round(100 * (1 - alike.apart / BITS))})
