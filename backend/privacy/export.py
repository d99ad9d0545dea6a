"""Everything kept about somebody as one ZIP, written while it is sent: one photo in memory at a time."""

import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from backend.privacy.ports import Kept, Traces
from backend.reports import receipt
from backend.reports.ports import Chest, NotFound, Reports
from backend.reports.report import Photo, Report, Step

ENDS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/heic": "heic"}

COUNTED = ("code_app", "recovery_codes")
"""They are nothing but secrets: told is how many there are."""


class _Pipe(io.RawIOBase):
    """What is written to it waits to be taken. It cannot be sought in: zipfile writes straight on."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._parts.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        taken, self._parts = b"".join(self._parts), []
        return taken


def zipped(
    kept: Kept,
    *,
    about: str,
    acts: Iterable[Sequence[Mapping[str, Any]]],
    traces: Traces,
    reports: Reports,
    chest: Chest,
    key: bytes,
) -> Iterator[bytes]:
    """The bytes of the ZIP, piece by piece. `about` explains it in words, `key` signs the receipts.

    `acts` are the lines of the audit log about what they did as staff, a page at a time.
    """
    pipe = _Pipe()
    sent = _each(kept, traces, reports)
    with zipfile.ZipFile(pipe, "w") as archive:
        for name, data in chain(
            [("baca-saya.txt", about.encode()), ("akun.json", _json(account(kept)))],
            ((f"riwayat-{n}.json", _json(page)) for n, page in enumerate(acts, 1)),
            chain.from_iterable(_files(report, chest, key) for report in sent),
        ):
            pressed = zipfile.ZIP_DEFLATED if name.endswith((".json", ".txt")) else zipfile.ZIP_STORED
            archive.writestr(zipfile.ZipInfo(name), data, compress_type=pressed)
            yield pipe.taken()
    yield pipe.taken()


def _files(report: Report, chest: Chest, key: bytes) -> Iterator[tuple[str, bytes]]:
    folder = f"laporan/{report.number}"
    yield f"{folder}/laporan.json", _json(told(report))
    yield f"{folder}/bukti.json", _json(receipt.of(report, key=key))
    for number, photo in enumerate(report.photos, 1):
        if data := _original(report, photo, chest):
            yield f"{folder}/foto-{number}.{ENDS.get(photo.type, 'bin')}", data


def _each(kept: Kept, traces: Traces, reports: Reports) -> Iterator[Report]:
    """Of a phone that stands alone what it sent itself."""
    owners, after = traces.owners(kept.owner), ""
    while found := traces.reports_of(owners, after=after):
        for report_id in found:
            try:
                report = reports.get(report_id)
            except NotFound:  # removed meanwhile
                continue
            if kept.alone in {"", report.sender.device}:
                yield report
        after = found[-1]


def _original(report: Report, photo: Photo, chest: Chest) -> bytes:
    """Empty where it never came, or is kept no longer."""
    try:
        return chest.original(report, photo) if photo.stored_at else b""
    except NotFound:
        return b""


def account(kept: Kept) -> dict[str, Any]:
    """Whatever is kept beside the reports; of secrets not even their hashes."""
    who = kept.person
    return {
        "id": kept.owner,
        "name": who.name if who else None,
        "login": who.login if who else None,
        "roles": [f"{grant.role.value}:{grant.scope}" for grant in who.grants] if who else [],
        "since": who.created_at if who else None,
        "consent_withdrawn_at": who.withdrawn_at if who else None,
        "devices": [
            {"label": d.label, "since": d.created_at, "seen_at": d.seen_at, "ended_at": d.revoked_at}
            for d in kept.devices
        ],
        "sessions": [{"label": s.label, "since": s.created_at, "seen_at": s.seen_at} for s in kept.sessions],
        "told_by_push": kept.subscriptions,
        "joined_in_on": kept.echoes,
        "said_of_repairs": kept.voices,
        "reports": kept.reports,
        **kept.beside,
        **{name: len(kept.beside[name]) for name in COUNTED if name in kept.beside},
    }


def told(report: Report) -> Mapping[str, Any]:
    """The words as they were sealed, and what became of them. Names of the staff are not the asker's data."""
    return {
        "number": report.number,
        "received_at": report.received_at,
        "kelurahan": report.kelurahan,
        "sealed": json.loads(report.envelope.sealed),
        "answers": [json.loads(kept.reply.sealed) for kept in report.replies],
        "steps": [_step(step) for step in report.steps],
    }


def _step(step: Step) -> dict[str, Any]:
    by = "you" if step.by.kind == "sender" else step.by.kind
    return {"state": step.state.value, "at": step.at, "by": by, "reason": step.reason, "words": step.words}


def _json(document: Any) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=1, default=str).encode()
