"""What a reviewer reads about a case, in words: answers, hints, who sent it."""

from dataclasses import dataclass

from flask import g

from backend.city.register import Question
from backend.people.confidence import may_know_sender
from backend.people.ports import Unknown
from backend.reports import published
from backend.reports.report import Report
from backend.routes.pages_labels import category, in_language
from backend.wiring import parts
from backend.words import knows, say


@dataclass(frozen=True, slots=True)
class Told:
    """`border_m` is the distance to the nearest border in metres; `public_note` what residents would read."""

    answers: list[tuple[str, str]]
    hints: list[str]
    sender: str
    sender_help: str
    public_note: str
    border_m: int | None


def of(report: Report) -> Told:
    envelope = report.envelope
    return Told(
        answers=[answered(envelope.category, name, value) for name, value in envelope.answers.items()],
        hints=[hint(flag) for flag in report.flags],
        sender=sender(report),
        sender_help=say(f"review.identity.{envelope.identity}"),
        public_note=published.scrubbed(envelope.note),
        border_m=_to_border(report),
    )


def answered(code: str, name: str, value: object) -> tuple[str, str]:
    """The question in the asker's language, and the answer as it was given."""
    known = category(code)
    asked = next((q for q in known.questions if q.id == name), None) if known else None
    return in_language(asked.label) if asked else name, _value(value, asked)


def hint(flag: str) -> str:
    """A hint of the machine in words; `detail` is what stands behind its colon."""
    name, _, detail = flag.partition(":")
    key = f"review.hint.{name}"
    return say(key, detail=detail) if knows(key) else say("review.hint_other", code=flag)


def sender(report: Report) -> str:
    """A name only where the sender allowed it and the asker's role may read it."""
    if report.envelope.identity == "anonymous":
        return say("review.anonymous")
    if not may_know_sender(g.person, identity=report.envelope.identity, kelurahan=report.kelurahan):
        return say("review.not_for_you")
    try:
        known = parts().people.get(report.sender.person or "")
    except Unknown:
        return say("review.nameless")
    return say("privacy.name_withdrawn") if known.withdrawn_at else known.name


def _value(value: object, asked: Question | None) -> str:
    if isinstance(value, bool):
        return say("shared.yes") if value else say("shared.no")
    if isinstance(value, list):
        return ", ".join(_value(each, asked) for each in value)
    return str(value)


def _to_border(report: Report) -> int | None:
    where = report.envelope.where
    if where is None or where.source == "none":
        return None
    return round(parts().city.find(where.lat, where.lon).border_m)
