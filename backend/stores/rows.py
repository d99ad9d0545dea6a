"""Between a report and its rows."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from backend.reports.contesting import CONTESTS, MENDS
from backend.reports.look import Look, from_plain
from backend.reports.moves import PUBLIC, State
from backend.reports.ports import NEVER, Head, Held, Line
from backend.reports.report import Actor, Custody, Echo, KeptReply, Photo, Report, Sender, Step, Voice
from backend.stores.bands import BANDS, bands_of
from backend.stores.spots import spot
from sync.envelope import reopen
from sync.reply import reopen_reply

Values = dict[str, Any]
AnyRow = Any
"""A row of SQLAlchemy, or of prepared.py: its columns are attributes."""


def of_report(report: Report, due: datetime | None) -> Values:
    """Columns of `reports`."""
    return {
        "id": report.id,
        "number": report.number,
        "digest": report.envelope.digest,
        "device": report.sender.device,
        "person": report.sender.person,
        "owner": report.sender.owner,
        "rt": report.envelope.rt,
        "spot": spot(report.envelope.where),
        "note": report.envelope.note,
        "received_at": report.received_at,
        "captured_estimate": report.captured_estimate,
        "flags": json.dumps(report.flags),
        "photos": len(report.photos),
        "first_photo": report.photos[0].sha256 if report.photos else None,
        "photos_complete": sum(photo.complete_at is not None for photo in report.photos),
        "complete_at": report.complete_at,
        "stored_at": report.stored_at,
        "archived": False,
        **standing(report, due),
    }


def standing(report: Report, due: datetime | None) -> Values:
    """The columns of `reports` that a step changes."""
    return {
        "state": report.state,
        "version": report.version,
        "moved_at": report.steps[-1].at,
        "due_at": due or NEVER,
        "public": report.state in PUBLIC,
        "category": report.category,
        "kelurahan": report.kelurahan,
        "came_to": report.came_to if report.came_to != report.kelurahan else None,
        "opd": report.opd or None,
        "head": report.head or None,
    }


def of_steps(report: Report) -> list[Values]:
    return [of_step(report.id, seq, step) for seq, step in enumerate(report.steps, 1)]


def of_step(report_id: str, seq: int, step: Step) -> Values:
    return {
        "report": report_id,
        "seq": seq,
        "state": step.state,
        "actor": step.by.kind,
        "actor_id": step.by.id,
        "actor_name": step.by.name,
        "at": step.at,
        "reason": step.reason,
        "words": step.words,
        "detail": json.dumps(step.detail, sort_keys=True) if step.detail else None,
    }


def of_photos(report: Report) -> list[Values]:
    return [
        {
            "report": report.id,
            "sha256": photo.sha256,
            "position": position,
            "size": photo.size,
            "type": photo.type,
            "width": photo.width,
            "height": photo.height,
            "taken_at": photo.taken_at,
            "acknowledged": photo.offset,
            "complete_at": photo.complete_at,
            "stored_at": photo.stored_at,
            "derived_at": photo.derived_at,
            "unusable": photo.unusable,
            "public": photo.public,
            "reply": photo.reply or None,
            **of_look(photo.look),
        }
        for position, photo in enumerate(report.photos)
    ]


def of_look(look: Look | None) -> Values:
    """The columns of `photos` that a look fills."""
    bands = bands_of(look.likeness) if look and look.likeness else [None] * len(BANDS)
    return {"look": json.dumps(look.plain) if look else None, **dict(zip(BANDS, bands, strict=True))}


def of_replies(report: Report) -> list[Values]:
    return [
        {
            "report": report.id,
            "id": kept.reply.id,
            "version": kept.version,
            "received_at": kept.received_at,
            "stored_at": kept.stored_at,
            "sealed": kept.reply.sealed,
        }
        for kept in report.replies
    ]


def to_report(
    row: AnyRow,
    steps: Iterable[AnyRow],
    photos: Iterable[AnyRow],
    *,
    echoes: Iterable[AnyRow] = (),
    replies: Iterable[AnyRow] = (),
    voices: Iterable[AnyRow] = (),
) -> Report:
    """From a row of `reports` joined with `envelopes`."""
    return Report(
        envelope=reopen(row.sealed),  # the words are not kept twice
        number=row.number,
        sender=Sender(row.device, row.person),
        came_to=row.came_to or row.kelurahan,
        received_at=row.received_at,
        captured_estimate=row.captured_estimate,
        steps=tuple(to_step(step) for step in steps),
        photos=tuple(to_photo(photo) for photo in photos),
        flags=tuple(json.loads(row.flags)),
        complete_at=row.complete_at,
        stored_at=row.stored_at,
        echoes=tuple(Echo(Sender(echo.device, echo.person), echo.at) for echo in echoes),
        replies=tuple(to_reply(reply) for reply in replies),
        voices=tuple(to_voice(voice) for voice in voices),
    )


def to_voice(row: AnyRow) -> Voice:
    return Voice(Sender(row.device, row.person), row.at, row.rating, row.words)


def to_reply(row: AnyRow) -> KeptReply:
    return KeptReply(reopen_reply(row.sealed), row.version, row.received_at, row.stored_at)


def to_step(row: AnyRow) -> Step:
    actor = Actor(row.actor, row.actor_id, row.actor_name)
    detail = json.loads(row.detail) if row.detail else {}
    return Step(State(row.state), actor, row.at, row.reason, row.words, detail)


def to_photo(row: AnyRow) -> Photo:
    return Photo(
        sha256=row.sha256,
        size=row.size,
        type=row.type,
        width=row.width,
        height=row.height,
        taken_at=row.taken_at,
        offset=row.acknowledged,
        complete_at=row.complete_at,
        stored_at=row.stored_at,
        derived_at=row.derived_at,
        unusable=row.unusable,
        public=row.public,
        reply=row.reply or "",
        look=from_plain(json.loads(row.look)) if row.look else None,
    )


def custody(row: AnyRow) -> Custody:
    if row.stored_at:
        return Custody.STORED
    return Custody.COMPLETE if row.complete_at else Custody.PARTIAL


def to_held(row: AnyRow, photos: Iterable[AnyRow]) -> Held:
    return Held(
        id=row.id,
        digest=row.digest,
        number=row.number,
        sender=Sender(row.device, row.person),
        custody=custody(row),
        photos=tuple(to_photo(photo) for photo in photos),
    )


def to_line(row: AnyRow, head: AnyRow | None = None) -> Line:
    """From a row of `reports` joined with its newest step; `head` is a row of what stands for it."""
    return Line(
        id=row.id,
        number=row.number,
        category=row.category,
        kelurahan=row.kelurahan,
        rt=row.rt,
        state=State(row.state),
        custody=custody(row),
        received_at=row.received_at,
        note=row.note,
        photos=row.photos,
        photos_complete=row.photos_complete,
        first_photo=row.first_photo,
        last_step=to_step(row),
        version=row.version,
        due_at=None if row.due_at == NEVER else row.due_at,
        head=Head(State(head.state), head.moved_at) if head else None,
        contests=f'"{CONTESTS}:' in row.flags,
        mends=f'"{MENDS}:' in row.flags,
    )
