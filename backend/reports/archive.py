"""A report goes into the archive as one document, and comes back from it."""

from dataclasses import replace
from datetime import datetime, timedelta

from backend.reports import remains
from backend.reports.look import Look, from_plain
from backend.reports.moves import State
from backend.reports.ports import Chest, Clock, Lease, LeaseLost, NotFound, Outbox, ReportArchived, Reports
from backend.reports.report import Actor, Echo, KeptReply, Photo, Report, Sender, Step, Voice
from sync.archive import (
    ArchivedEcho,
    ArchivedLook,
    ArchivedPhoto,
    ArchivedReply,
    ArchivedStep,
    ArchivedVoice,
    Document,
    NotAnArchive,
)
from sync.envelope import Envelope, Promise, Unreadable, reopen
from sync.reply import reopen_reply

SETTLES_WITHIN = timedelta(minutes=15)
"""A report nobody judged gets its document when all photos are sealed; after so long, without them."""


def write(lease: Lease, *, reports: Reports, outbox: Outbox, chest: Chest, clock: Clock) -> None:
    """Write the document of a report as it stands now. The body of a task.

    When every photo is sealed the document says `stored`, and so does the report from then on.
    """
    now = clock()
    try:
        report = reports.get(lease.work.report)
    except NotFound:  # discarded meanwhile
        outbox.finish(lease)
        return
    if _is_on_its_way(report, now):  # the last photo asks again
        outbox.finish(lease)
        return
    settled = _settled(report, now)
    chest.write_archive(settled)
    safe = tuple(kept.reply.id for kept in settled.replies if kept.stored_at)
    effect = ReportArchived(report.id, report.version, settled.custody, settled.stored_at or now, safe)
    try:
        remains.finish(lease, report, [effect], reports=reports, outbox=outbox)
    except LeaseLost:  # a later document may have been overwritten: once more
        outbox.add([lease.work], due=now)
        raise


def _is_on_its_way(report: Report, now: datetime) -> bool:
    return report.version == 1 and not _is_sealed(report) and now - report.received_at < SETTLES_WITHIN


def _is_sealed(report: Report) -> bool:
    return report.complete_at is not None and all(photo.stored_at for photo in report.photos)


def _settled(report: Report, now: datetime) -> Report:
    """The report as it will stand once its document lies in the archive."""
    stored_at = report.stored_at or (now if _is_sealed(report) else None)
    replies = tuple(_settled_reply(report, kept, now) for kept in report.replies)
    return replace(report, stored_at=stored_at, replies=replies)


def _settled_reply(report: Report, kept: KeptReply, now: datetime) -> KeptReply:
    is_sealed = all(photo.stored_at for photo in report.photos_of(kept))
    return replace(kept, stored_at=now) if is_sealed and not kept.stored_at else kept


def document_of(report: Report) -> Document:
    """Everything about a report that its database row, steps and photos say."""
    return Document(
        id=report.id,
        number=report.number,
        digest=report.envelope.digest,
        sealed=report.envelope.sealed.decode(),
        sender=(report.sender.device, report.sender.person),
        kelurahan=report.came_to,
        received_at=report.received_at,
        captured_estimate=report.captured_estimate,
        complete_at=report.complete_at,
        stored_at=report.stored_at,
        flags=report.flags,
        custody=report.custody.value,
        steps=tuple(map(_archived_step, report.steps)),
        photos=tuple(map(_archived_photo, report.photos)),
        echoes=tuple(ArchivedEcho(by=(e.by.device, e.by.person), at=e.at) for e in report.echoes),
        voices=tuple(map(_archived_voice, report.voices)),
        answers=tuple(map(_archived_reply, report.replies)),
    )


def report_of(document: Document) -> Report:
    """The report a document tells of. Raises NotAnArchive when it contradicts itself."""
    try:
        envelope = reopen(document.sealed.encode())
        steps = tuple(map(_step, document.steps))
        replies = tuple(map(_reply, document.answers))
    except (Unreadable, ValueError) as cause:
        raise NotAnArchive(f"its words or steps cannot be read: {cause}") from cause
    if (envelope.id, envelope.digest) != (document.id, document.digest):
        raise NotAnArchive("its words are not the ones its digest names")
    known = {photo.sha256: photo for photo in document.photos}
    promised = _promised(envelope, replies)
    if set(known) != set(promised):
        raise NotAnArchive("its photos are not the ones its words promise")
    return Report(
        envelope=envelope,
        number=document.number,
        sender=Sender(*document.sender),
        came_to=document.kelurahan,
        received_at=document.received_at,
        captured_estimate=document.captured_estimate,
        steps=steps,
        photos=tuple(_photo(promise, known[sha256], reply) for sha256, (promise, reply) in promised.items()),
        flags=document.flags,
        complete_at=document.complete_at,
        stored_at=document.stored_at,
        echoes=tuple(Echo(Sender(*echo.by), echo.at) for echo in document.echoes),
        replies=replies,
        voices=tuple(Voice(Sender(*said.by), said.at, said.rating, said.words) for said in document.voices),
    )


def _promised(envelope: Envelope, replies: tuple[KeptReply, ...]) -> dict[str, tuple[Promise, str]]:
    """Every photo by its digest: its promise, and the reply it came with. Who promises it first counts."""
    promised = {promise.sha256: (promise, "") for promise in envelope.photos}
    for kept in replies:
        for promise in kept.reply.photos:
            promised.setdefault(promise.sha256, (promise, kept.reply.id))
    return promised


def _archived_voice(voice: Voice) -> ArchivedVoice:
    by = (voice.by.device, voice.by.person)
    return ArchivedVoice(by=by, at=voice.at, rating=voice.rating, words=voice.words)


def _archived_reply(kept: KeptReply) -> ArchivedReply:
    return ArchivedReply(
        sealed=kept.reply.sealed.decode(),
        version=kept.version,
        received_at=kept.received_at,
        stored_at=kept.stored_at,
    )


def _reply(kept: ArchivedReply) -> KeptReply:
    return KeptReply(reopen_reply(kept.sealed.encode()), kept.version, kept.received_at, kept.stored_at)


def _archived_step(step: Step) -> ArchivedStep:
    by = (step.by.kind, step.by.id, step.by.name)
    return ArchivedStep(
        state=step.state.value,
        by=by,
        at=step.at,
        reason=step.reason,
        words=step.words,
        detail=dict(step.detail),
    )


def _step(step: ArchivedStep) -> Step:
    return Step(State(step.state), Actor(*step.by), step.at, step.reason, step.words, step.detail)


def _archived_photo(photo: Photo) -> ArchivedPhoto:
    return ArchivedPhoto(
        sha256=photo.sha256,
        complete_at=photo.complete_at,
        stored_at=photo.stored_at,
        derived_at=photo.derived_at,
        unusable=photo.unusable,
        public=photo.public,
        look=_archived_look(photo.look) if photo.look else None,
    )


def _archived_look(look: Look) -> ArchivedLook:
    boxes = None if look.boxes is None else tuple((b.x, b.y, b.width, b.height, b.kind) for b in look.boxes)
    return ArchivedLook(likeness=look.likeness, faults=look.faults, boxes=boxes)


def _photo(promise: Promise, kept: ArchivedPhoto, reply: str) -> Photo:
    return Photo(
        sha256=promise.sha256,
        size=promise.size,
        type=promise.type,
        width=promise.width,
        height=promise.height,
        taken_at=promise.taken_at,
        offset=promise.size if kept.complete_at else 0,
        reply=reply,
        complete_at=kept.complete_at,
        stored_at=kept.stored_at,
        derived_at=kept.derived_at,
        unusable=kept.unusable,
        public=kept.public,
        look=from_plain(kept.look.model_dump()) if kept.look else None,
    )
