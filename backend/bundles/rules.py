"""The rules that what is in a rescue bundle goes through: those of a report or an answer its phone sends."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from backend.bundles.opening import Item
from backend.reports import intake, replies
from backend.reports.report import Actor, Sender
from backend.wiring import Parts
from sync.digest import content_digest
from sync.envelope import open_envelope
from sync.reply import open_reply
from sync.verdict import Verdict

AHEAD = timedelta(minutes=5)
"""A clock this far ahead when the bundle was made is not to be believed."""

Received = tuple[Verdict, str]
"""What the rule said, and the id of the report that photos which follow belong to."""


@dataclass(frozen=True, slots=True)
class Rules:
    """For the sender of one bundle; `through` is who hands it in, `begin` its first item."""

    parts: Parts
    sender: Sender
    through: Actor
    begin: Item

    def report(self, row: dict[str, Any], body: bytes) -> Received:
        """Raises Unreadable, DigestMismatch, NotFound."""
        report_id, room = str(row.get("id")), self.parts
        envelope = open_envelope(report_id, body, content_digest=content_digest(body))
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
        return verdict, report_id

    def answer(self, row: dict[str, Any], body: bytes) -> Received:
        """Its step is its sender's, whoever brings it. Raises as `report`, and NotAsked."""
        report_id, room = str(row.get("report")), self.parts
        reply = open_reply(report_id, str(row.get("id")), body, content_digest=content_digest(body))
        verdict, _ = replies.receive(
            reply, by=self.sender, reports=room.reports, clock=room.clock, queue=room.queue
        )
        return verdict, report_id

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
