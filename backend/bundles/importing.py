"""Hands in what a rescue bundle holds, by the same rules as if its phone had sent it. Twice is once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, Any

from backend.bundles.items import items
from backend.bundles.opening import Item, NotABundle, content_key, plaintext, prove_owner, read_header
from backend.bundles.outcome import ID, Imported, Tally
from backend.bundles.pictures import hand_in_photo
from backend.bundles.rules import Received, Rules
from backend.people.ports import Unknown
from backend.reports import ports, replies
from backend.reports.report import Actor, Sender
from backend.wiring import Parts
from sync.digest import DigestMismatch
from sync.envelope import Unreadable
from sync.verdict import Verdict

NAME_MAX = 64
"""Characters of an id."""
REFUSALS = (Unreadable, DigestMismatch, ports.NotFound, replies.NotAsked)


def hand_in(file: IO[bytes], parts: Parts, *, through: Actor) -> Imported:
    """Raises NotABundle, Unavailable. What was handed in before an error stays."""
    header = read_header(file)
    content = content_key(header, parts.people)
    stream = items(plaintext(file, header, content))
    begin = next(stream, None)
    if begin is None or begin["kind"] != "begin":
        raise NotABundle("it does not say whose it is")
    person, device = _owner_in(begin, parts)
    prove_owner(header, content, person=person, device=device, people=parts.people)
    # Of a person: no device of theirs is claimed, any of their phones may go on with it.
    sender = Sender(f"bundle:{person}" if person else device, person)
    name = parts.people.get(person).name if person else ""
    return _Import(Rules(parts, sender, through, begin), Imported(person=name)).run(stream)


def _owner_in(begin: Item, parts: Parts) -> tuple[str | None, str]:
    """The person and the device it names; looked at before any key of theirs is. Raises NotABundle."""
    person, device = begin.get("person") or None, begin.get("device")
    named = device if person is None else person
    if not isinstance(named, str) or not ID.fullmatch(named):
        raise NotABundle("it does not say whose it is")
    if person is None:
        return None, named
    try:
        return parts.people.get(named).id, ""
    except Unknown as cause:
        raise NotABundle("its owner is not known here") from cause


@dataclass(frozen=True, slots=True)
class _Open:
    """Whose photos come now."""

    name: str
    report: str
    tally: Tally
    photo: str
    """The kind of item they come as."""


@dataclass(slots=True)
class _Import:
    rules: Rules
    outcome: Imported
    open: _Open | None = None
    """None when photos are not wanted."""

    def run(self, stream: Iterator[Item]) -> Imported:
        ended = False
        for item in stream:
            ended = item["kind"] == "end"
            self._take(item)
        if not ended:
            raise NotABundle("its end is missing")
        return self.outcome

    def _take(self, item: Item) -> None:
        match item["kind"]:
            case "report":
                self._take_words(item, self.rules.report, self.outcome, photo="photo")
            case "answer":
                self._take_words(item, self.rules.answer, self.outcome.answers, photo="answer_photo")
            case "photo" | "answer_photo":
                self._take_photo(item)
            case "end":
                self.open = None
            case _:  # of a later version: passed over, and said
                self.open = None
                self.outcome.strange += 1

    def _take_words(
        self, item: Item, rule: Callable[[dict[str, Any], bytes], Received], tally: Tally, *, photo: str
    ) -> None:
        self.open = None
        row: dict[str, Any] = item["row"] if isinstance(item.get("row"), dict) else {}
        body, name = item.get("body"), str(row.get("id"))[:NAME_MAX]
        if not isinstance(body, bytes):
            tally.unfinished += 1
            return
        try:
            verdict, report = rule(row, body)
        except REFUSALS as error:
            tally.refuses(name, _why(error))
            return
        if verdict is Verdict.CLASH:
            tally.refuses(name, "the server keeps something else under this id")
            return
        (tally.new if verdict is Verdict.NEW else tally.known).append(name)
        self.open = _Open(name, report, tally, photo)

    def _take_photo(self, item: Item) -> None:
        data, now = item.get("data"), self.open
        if not now or item["kind"] != now.photo or not isinstance(data, bytes):
            return
        if why := hand_in_photo(data, now.report, self.rules.parts, by=self.rules.sender):
            now.tally.refuses(now.name, why)


def _why(error: Exception) -> str:
    if isinstance(error, ports.NotFound):
        return "it is about a report that is not here, or not of this sender"
    return str(error) or "the contract is broken"
