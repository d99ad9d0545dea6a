"""Hands in what a rescue bundle holds, by the same rules as if its phone had sent it. Twice is once."""

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import IO, Any

from backend.bundles.items import items
from backend.bundles.opening import Item, NotABundle, content_key, plaintext, prove_owner, read_header
from backend.people.ports import Unknown
from backend.reports import intake, photos, ports
from backend.reports.report import Actor, Sender
from backend.wiring import Parts
from sync.digest import DigestMismatch
from sync.envelope import Unreadable, open_envelope
from sync.upload import CHUNK_MAX
from sync.verdict import Verdict

AHEAD = timedelta(minutes=5)
"""A clock this far ahead when the bundle was made is not to be believed."""
ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""Of a person or a device."""
NAMED_MAX, WHY_MAX = 200, 300
"""Refused reports that are named, and characters of the reason: a hostile file may hold millions."""


@dataclass(slots=True)
class Imported:
    """Ids of reports by what became of them; `refused` says why, `unfinished` were never saved.

    `refused_more` are those that are not named any more.
    """

    person: str = ""
    new: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    unfinished: int = 0
    refused: dict[str, str] = field(default_factory=dict)
    refused_more: int = 0

    def refuses(self, report_id: str, why: str) -> None:
        if len(self.refused) >= NAMED_MAX and report_id not in self.refused:
            self.refused_more += 1
        else:
            self.refused[report_id] = why[:WHY_MAX]


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
    return _Import(parts, sender, through, begin).run(stream)


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


@dataclass(slots=True)
class _Import:
    parts: Parts
    sender: Sender
    through: Actor
    begin: Item
    outcome: Imported = field(default_factory=Imported)
    report: str = ""
    """Whose photos come now; empty when they are not wanted."""

    def run(self, stream: Iterator[Item]) -> Imported:
        ended = False
        self.outcome.person = self._name()
        for item in stream:
            ended = item["kind"] == "end"
            if item["kind"] == "report":
                self._take_report(item)
            elif item["kind"] == "photo" and self.report:
                self._take_photo(item)
        if not ended:
            raise NotABundle("its end is missing")
        return self.outcome

    def _take_report(self, item: Item) -> None:
        self.report = ""
        row: dict[str, Any] = item["row"] if isinstance(item.get("row"), dict) else {}
        body = item.get("body")
        if not isinstance(body, bytes):
            self.outcome.unfinished += 1
            return
        report_id = str(row.get("id"))[:64]
        try:
            verdict = self._receive(report_id, body, row)
        except (Unreadable, DigestMismatch, ports.NotFound) as error:
            self.outcome.refuses(report_id, str(error) or "the contract is broken")
            return
        if verdict is Verdict.CLASH:
            self.outcome.refuses(report_id, "the server keeps another report under this id")
            return
        self.report = report_id
        (self.outcome.new if verdict is Verdict.NEW else self.outcome.known).append(report_id)

    def _receive(self, report_id: str, body: bytes, row: dict[str, Any]) -> Verdict:
        room = self.parts
        envelope = open_envelope(report_id, body, content_digest=_digest(body))
        verdict, _ = intake.receive(
            envelope,
            by=self.sender,
            age_ms=self._age_ms(row.get("captured_at")),
            home=self._home(),
            reports=room.reports,
            whereabouts=room.city,
            catalogue=room.city,
            clock=room.clock,
            queue=room.queue,
            through=self.through,
        )
        return verdict

    def _take_photo(self, item: Item) -> None:
        data, room = item.get("data"), self.parts
        if not isinstance(data, bytes):
            return
        sha256 = hashlib.sha256(data).hexdigest()
        stores = {"by": self.sender, "reports": room.reports}
        try:
            at = photos.standing(self.report, sha256, **stores)  # type: ignore[arg-type]  # both of them
            while not at.complete:
                chunk = data[at.offset : at.offset + CHUNK_MAX]
                at = photos.take(
                    self.report,
                    sha256,
                    chunk,
                    offset=at.offset,
                    last=at.offset + len(chunk) == len(data),
                    digest=_digest(chunk),
                    chest=room.chest,
                    clock=room.clock,
                    queue=room.queue,
                    **stores,  # type: ignore[arg-type]  # both of them
                )
        except (ports.NotFound, ports.WrongOffset, photos.WrongPhoto, Unreadable) as error:
            self.outcome.refuses(self.report, f"a photo: {error}")

    def _age_ms(self, captured_at: object) -> int | None:
        """Only where the phone's clock was plainly ahead; else what it says is the best there is."""
        made_at = self.begin.get("made_at")
        if not isinstance(made_at, int) or not isinstance(captured_at, int):
            return None
        is_ahead = made_at > (self.parts.clock() + AHEAD).timestamp() * 1000
        return max(0, made_at - captured_at) if is_ahead else None

    def _home(self) -> str | None:
        if self.sender.person is None:
            return None
        grants = self.parts.people.get(self.sender.person).grants
        return min({grant.scope for grant in grants} - {"*"}, default=None)

    def _name(self) -> str:
        return self.parts.people.get(self.sender.person).name if self.sender.person else ""


def _digest(data: bytes) -> str:
    return f"sha-256=:{base64.b64encode(hashlib.sha256(data).digest()).decode()}:"
