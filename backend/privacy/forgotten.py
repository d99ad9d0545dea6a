"""A report that stays in the public record when its sender goes: the same place and photos, nobody's."""

import json
import secrets
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from backend.reports import published
from backend.reports.moves import PUBLIC
from backend.reports.report import GONE, Actor, Echo, KeptReply, Photo, Report, Sender, Step, Voice
from sync.envelope import reopen
from sync.reply import reopen_reply

NOBODY = "forgotten-"
"""How the ids of senders begin that were forgotten."""


def is_record(report: Report) -> bool:
    """Whether it stays, without its sender. What was never published goes with them.

    Of what was merged into another one ask that one, through which residents see it.
    """
    return report.state in PUBLIC


def is_nobodys(report: Report) -> bool:
    """Its sender was forgotten."""
    return report.sender.owner.startswith(NOBODY)


def forgotten(report: Report) -> Report:
    """The report as nobody's: words sealed anew without numbers, addresses, thumbs and the choice of name.

    Of who sent it nothing is left: neither phone, nor person, nor that two such reports had one sender.
    """
    return replace(
        report,
        envelope=reopen(_resealed(report.envelope.sealed, _without_sender)),
        sender=nobody(),
        steps=tuple(map(_step, report.steps)),
        photos=tuple(map(_photo, report.photos)),
        replies=tuple(map(_reply, report.replies)),
    )


def nobody() -> Sender:
    """Another one each time: two of them have nothing in common."""
    return Sender(f"{NOBODY}{secrets.token_hex(16)}")


def loosened(echo: Echo) -> Echo:
    return replace(echo, by=nobody())


def unsaid(voice: Voice) -> Voice:
    """It stays counted; whose it was, and its words, are gone."""
    return replace(voice, by=nobody(), words="")


def unseen(report: Report) -> tuple[Photo, ...]:
    """Photos no reviewer let residents see: their bytes go with their sender."""
    return tuple(photo for photo in report.photos if not photo.public)


def _resealed(sealed: bytes, change: Callable[[dict[str, Any]], None]) -> bytes:
    words = json.loads(sealed)
    change(words)
    for photo in words.get("photos", ()):
        photo["thumb"] = None
    return json.dumps(words, ensure_ascii=False, separators=(",", ":")).encode()


def _without_sender(words: dict[str, Any]) -> None:
    words["note"] = published.scrubbed(words.get("note", ""))
    words["identity"] = "anonymous"


def _step(step: Step) -> Step:
    if step.by.kind != "sender":
        return step
    return replace(step, by=Actor("sender"), words=published.scrubbed(step.words))


def _photo(photo: Photo) -> Photo:
    return photo if photo.public else replace(photo, unusable=GONE, look=None)


def _reply(kept: KeptReply) -> KeptReply:
    def scrub(words: dict[str, Any]) -> None:
        words["words"] = published.scrubbed(words.get("words", ""))

    return replace(kept, reply=reopen_reply(_resealed(kept.reply.sealed, scrub)))
