"""What a machine notices about a report, for the person who decides. It never decides anything."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

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


HEAVY = frozenset({"outside_city", "kelurahan_differs", "words_phone", "words_nik"})


@dataclass(frozen=True, slots=True)
class Hint:
    """`code` is the end of its word's key; `facts` fill its words in."""

    code: str
    facts: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def weight(self) -> Weight:
        return Weight.HEAVY if self.code in HEAVY else Weight.LIGHT


def of(report: Report) -> tuple[Hint, ...]:
    """Heavier ones first."""
    found = [*map(_flagged, report.flags), *_in_words(report), *_in_time(report), *_in_photos(report)]
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


def _in_photos(report: Report) -> Iterator[Hint]:
    """What a machine saw in them: each of its kinds once, with the number of photos."""
    looks = [photo.look for photo in report.photos if photo.look]
    seen = [
        kind for look in looks for kind in {*look.faults, *(box.kind for box in look.boxes or ())} if kind
    ]
    for kind, n in sorted(Counter(seen).items()):
        yield Hint(f"photo_{kind}", {"n": n})


def _in_time(report: Report) -> Iterator[Hint]:
    waited = report.received_at - report.captured_estimate
    off = abs(report.envelope.captured_at - report.captured_estimate)
    if waited >= LATE:
        yield Hint("late", {"n": round(waited / timedelta(hours=1))})
    if off >= CLOCK_OFF:
        yield Hint("clock_off", {"n": round(off / timedelta(minutes=1))})
