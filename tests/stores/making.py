"""Reports to keep: a default for everything."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count
from uuid import UUID

from backend.reports.moves import State
from backend.reports.ports import Chunk, Kind, Reports, Work
from backend.reports.report import Actor, Photo, Report, Sender, Step
from sync.envelope import reopen

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
GUNUNG_TELIHAN = "64.74.03.1002"
KANAAN = "64.74.03.1003"
VOLUNTEER = Sender("phone-1", "person-1")
REVIEWER = Actor("reviewer", "reviewer-1", "Siti")
SIZE = 1_000  # bytes of every photo
HALF = SIZE // 2

_numbers = count(1)


def minutes(after_noon: float) -> datetime:
    return NOON + timedelta(minutes=after_noon)


def a_report(
    *,
    report_id: str | None = None,
    note: str = "Menumpuk di belakang pasar",
    photos: int = 1,
    number: str | None = None,
    sender: Sender = VOLUNTEER,
    kelurahan: str = GUNUNG_TELIHAN,
    at: datetime = NOON,
    flags: tuple[str, ...] = (),
) -> Report:
    """A report as intake makes it; nothing has happened to it since."""
    serial = next(_numbers)
    report_id = report_id or str(UUID(int=(0x0198 << 112) | (7 << 76) | (2 << 62) | serial))
    promised = [
        {"sha256": sha256(f"{report_id} {place}".encode()).hexdigest(), "size": SIZE, "type": "image/jpeg",
         "width": 1600, "height": 1200, "taken_at": "2026-11-23T11:58:00+08:00", "thumb": "/9j/2Q=="}
        for place in range(photos)
    ]  # fmt: skip
    words = {"v": 1, "id": report_id, "category": "SMP-01", "answers": {"volume": "1 mobil pikap"},
             "note": note, "identity": "named", "where": None, "kelurahan": kelurahan, "rt": "19",
             "captured_at": "2026-11-23T11:58:00+08:00", "register": 7, "supersedes": None,
             "photos": promised}  # fmt: skip
    envelope = reopen(json.dumps(words).encode())
    return Report(
        envelope=envelope,
        number=number or f"MD-{serial:08d}",
        sender=sender,
        came_to=kelurahan,
        received_at=at,
        captured_estimate=at - timedelta(minutes=2),
        steps=(Step(State.RECEIVED, Actor("sender", sender.device), at),),
        photos=tuple(Photo(p.sha256, p.size, p.type, p.width, p.height, p.taken_at) for p in envelope.photos),
        flags=flags,
        complete_at=None if photos else at,
    )


def verified(report: Report, *, at: datetime = NOON, words: str = "") -> Report:
    return report.moved(Step(State.VERIFIED, REVIEWER, at, words=words))


def rejected(report: Report, *, at: datetime = NOON) -> Report:
    return report.moved(Step(State.REJECTED, REVIEWER, at, reason="not_here", words="Bukan di sini"))


def a_chunk(offset: int = 0, length: int = SIZE) -> Chunk:
    return Chunk(offset, length, sha256(f"{offset} {length}".encode()).hexdigest())


def sends_photos(reports: Reports, report: Report, which: Sequence[int] | None = None) -> None:
    """Every photo, or some of them, in one chunk."""
    for place in range(len(report.photos)) if which is None else which:
        photo = report.photos[place].sha256
        reports.add_chunk(report.id, photo, a_chunk(), last=True, at=NOON, work=[store(report, place)])


def store(report: Report, place: int = 0) -> Work:
    return Work(Kind.STORE, report.id, report.photos[place].sha256)


def archive(report: Report) -> Work:
    return Work(Kind.ARCHIVE, report.id)


def safe(report: Report, at: datetime = NOON) -> Report:
    """The same report once everything about it lies in the archive."""
    photos = tuple(replace(p, offset=p.size, complete_at=at, stored_at=at) for p in report.photos)
    return replace(report, photos=photos, complete_at=at, stored_at=at)
