"""What a reviewer reads about a case, in words: answers, hints, who sent it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import g

from backend.city.register import Question
from backend.people.confidence import may_know_sender
from backend.people.ports import Unknown
from backend.reports import hints, published, showing
from backend.reports.look import Box
from backend.reports.moves import PUBLIC, State
from backend.reports.report import Report, Step
from backend.routes.pages_labels import agency, category_label, in_language, kelurahan_name, number_of
from backend.routes.seen_before import Seen
from backend.wiring import parts
from backend.words import knows, say
from sync.envelope import Envelope


@dataclass(frozen=True, slots=True)
class HintTold:
    """`seen` where it tells of a picture in another report."""

    weight: str
    words: str
    seen: Seen | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """`border_m` is the distance to the nearest border in metres; `public_note` what residents would read."""

    answers: list[tuple[str, str]]
    hints: list[HintTold]
    sender: str
    sender_help: str
    past: str
    public_note: str
    covers: Mapping[str, Sequence[Box]]
    """What is covered, or proposed to be, on each photo by its SHA-256."""
    seen_to: frozenset[str]
    """Photos, by their SHA-256, somebody has looked at for what must be covered."""
    is_stranger: bool
    """False for a phone without an invitation: nobody vouches for it."""
    found_nothing: bool
    """The machine has looked at some photo and proposes nothing."""
    border_m: int | None
    changes: list[list[str]]
    """For each step, what it changed beside the state."""


def of(report: Report, before: Sequence[Seen]) -> Told:
    """`before`: where its pictures were seen."""
    envelope = report.envelope
    return Told(
        answers=[answered(envelope, name, value) for name, value in envelope.answers.items()],
        hints=list(hinted(report, before)),
        sender=sender(report),
        sender_help=say(f"review.identity.{envelope.identity}"),
        is_stranger=is_stranger(report),
        past=past(report),
        public_note=published.note(report),
        covers={photo.sha256: showing.covers(report, photo) for photo in report.photos},
        seen_to=frozenset(p.sha256 for p in report.photos if showing.is_seen_to(report, p)),
        found_nothing=any(photo.look and photo.look.boxes == () for photo in report.photos),
        border_m=_to_border(report),
        changes=[list(changed(step)) for step in report.steps],
    )


def answered(envelope: Envelope, name: str, value: object) -> tuple[str, str]:
    """The question in the asker's language, also one of an earlier register; the answer as it was given."""
    asked = parts().city.question(envelope.category, name, envelope.register)
    return in_language(asked.label) if asked else name, _value(value, asked)


def hinted(report: Report, before: Sequence[Seen]) -> Iterator[HintTold]:
    by_number = {seen.alike.number: seen for seen in before}
    for hint in hints.of(report, [seen.alike for seen in before]):
        yield HintTold(hint.weight.value, in_words(hint), by_number.get(str(hint.facts.get("number"))))


def in_words(hint: hints.Hint) -> str:
    """One of a newer version, for which there are no words yet, is shown as it is."""
    key = f"review.hint.{hint.code}"
    return say(key, **hint.facts) if knows(key) else say("review.hint_other", code=hint.code)


NAMES: dict[str, Callable[[str], str]] = {
    "category": category_label,
    "kelurahan": kelurahan_name,
    "opd": agency,
    "photo": str,
    "shown": str,
    "redacted": lambda kinds: ", ".join(say(f"covers.redacted.{kind}") for kind in kinds.split()),
    "undoes": str,
    "mended_by": number_of,
    "field": str,
}
"""What a step may say that reviewers read, and how the value is called."""


def changed(step: Step) -> Iterator[str]:
    for what, name in NAMES.items():
        if step.detail.get(what):
            yield say(f"review.changed.{what}", name=name(step.detail[what]))


def past(report: Report) -> str:
    """What became of the sender's other reports: counts only, so that it names nobody.

    Of an anonymous one not even those: the same counts beside a name elsewhere would tell who it is.
    """
    counts = parts().reports.past(report.sender, besides=report.id)
    if not counts:
        return say("review.past_none")
    verified = sum(n for state, n in counts.items() if state in PUBLIC)
    if report.envelope.identity == "anonymous":
        return say("privacy.past_verified") if verified else say("privacy.past_unverified")
    return say(
        "review.past_some", n=sum(counts.values()), verified=verified, rejected=counts.get(State.REJECTED, 0)
    )


def sender(report: Report) -> str:
    """A name only where the sender allowed it and the asker's role may read it."""
    if report.envelope.identity == "anonymous":
        return say("review.anonymous")
    if not may_know_sender(
        g.person, identity=report.envelope.identity, kelurahan=report.kelurahan, opd=report.opd
    ):
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


def is_stranger(report: Report) -> bool:
    """Whether it is said that the sender has no account: of nobody who wants to be known to nobody."""
    return report.sender.person is None and report.envelope.identity != "anonymous"
