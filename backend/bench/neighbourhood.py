"""Many reports in an archive, made by the rules themselves: handed in, judged, asked about, joined in on."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime

from backend.bench.parcel import scene, seal, unlike, uuid7
from backend.reports import echoes, intake, replies, review, whole
from backend.reports.choices import Choice, Verdict
from backend.reports.ports import Kind, Work
from backend.reports.report import Actor, Report, Sender
from backend.tasks import tasks_over
from backend.wiring import Parts
from sync.digest import content_digest
from sync.envelope import open_envelope
from sync.reply import open_reply

ANI, BUDI = Sender("phone-1", "ani"), Sender("phone-2", "budi")
SARI = Actor("reviewer", "sari", "Sari")
FOR_OTHERS = frozenset({Kind.PUBLISH, Kind.PACK, Kind.NOTIFY})
"""The archive does not hold it."""
HANDS, AT_ONCE = 8, 10
"""Threads, which share flushes of the disk; and pieces of work that one of them takes at once."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a report after it was handed in with so many photos."""

    photos: int
    live: Callable[["Neighbourhood", str], None]
    is_shown: bool = False


class Neighbourhood:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._do = tasks_over(parts)
        self._picture = scene(240, 180, size=4_000)
        self._shown: set[str] = set()
        reasons = parts.city.register().reasons.values()
        self._reason = next(reason.code for reason in reasons if reason.verdict == "reject")

    def live(self, numbers: range) -> None:
        """So many reports are handed in, live through their fates and are archived."""
        fates = [FATES[n % len(FATES)] for n in numbers]
        with ThreadPoolExecutor(HANDS) as pool:
            ids = list(pool.map(self._hand_in, fates, numbers))
            self._work(pool)
            list(pool.map(lambda fate, report: fate.live(self, report), fates, ids))
            self._work(pool)

    def _work(self, pool: ThreadPoolExecutor) -> None:
        list(pool.map(lambda _: self._some_work(), range(HANDS)))

    def _some_work(self) -> None:
        """What is due, until nothing is, but for what the archive does not hold."""
        outbox = self._parts.outbox
        while leases := outbox.claim(AT_ONCE, lease_s=600, now=self._parts.clock()):
            for lease in leases:
                if self._is_archived(lease.work):
                    self._do[lease.work.kind](lease)
                else:
                    outbox.finish(lease)

    def _is_archived(self, work: Work) -> bool:
        """Small copies are drawn of what a reviewer will show."""
        if work.kind is Kind.DERIVE:
            return work.report in self._shown
        return work.kind not in FOR_OTHERS

    def decide(self, report_id: str, verdict: str, *, reason: str = "", words: str = "") -> Report:
        room = self._parts
        report = room.reports.get(report_id)
        shown = tuple(photo.sha256 for photo in report.photos) if verdict == "verify" else ()
        return review.decide(
            report_id,
            Choice(Verdict(verdict), report.version, reason=reason, words=words, publish=shown),
            by=SARI,
            reports=room.reports,
            catalogue=room.city,
            clock=room.clock,
            queue=room.queue,
        )

    def reject(self, report_id: str) -> Report:
        return self.decide(report_id, "reject", reason=self._reason, words="Sudah dicek, tidak ada.")

    def join(self, report_id: str) -> None:
        room = self._parts
        echoes.join(report_id, by=BUDI, reports=room.reports, clock=room.clock, queue=room.queue)

    def answer(self, report_id: str) -> None:
        """With words and a photo."""
        room, photo = self._parts, unlike(self._picture)
        promise = json.loads(seal([photo]).body)["photos"]
        said = {
            "v": 1,
            "id": uuid7(),
            "report": report_id,
            "words": "Dekat jembatan",
            "answered_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "photos": promise,
        }
        sealed = json.dumps(said).encode()
        reply = open_reply(report_id, str(said["id"]), sealed, content_digest=content_digest(sealed))
        replies.receive(reply, by=ANI, reports=room.reports, clock=room.clock, queue=room.queue)
        self._send(report_id, photo)

    def _hand_in(self, fate: Fate, n: int) -> str:
        room = self._parts
        parcel = seal([unlike(self._picture) for _ in range(fate.photos)], note=f"Laporan ke-{n}")
        intake.receive(
            open_envelope(parcel.id, parcel.body, content_digest=content_digest(parcel.body)),
            by=ANI,
            age_ms=60_000,
            home=None,
            reports=room.reports,
            whereabouts=room.city,
            catalogue=room.city,
            clock=room.clock,
            queue=room.queue,
        )
        if fate.is_shown:
            self._shown.add(parcel.id)
        for photo in parcel.photos.values():
            self._send(parcel.id, photo)
        return parcel.id

    def _send(self, report_id: str, photo: bytes) -> None:
        room = self._parts
        whole.take(
            report_id,
            photo,
            by=ANI,
            reports=room.reports,
            chest=room.chest,
            clock=room.clock,
            queue=room.queue,
        )


def _waits(_here: Neighbourhood, _report: str) -> None:
    """For a reviewer."""


def _is_shown(here: Neighbourhood, report: str) -> None:
    here.decide(report, "verify")
    here.join(report)


def _is_rejected(here: Neighbourhood, report: str) -> None:
    here.reject(report)


def _is_rejected_by_mistake(here: Neighbourhood, report: str) -> None:
    here.reject(report)
    here.decide(report, "undo")


def _is_asked_about(here: Neighbourhood, report: str) -> None:
    here.decide(report, "ask", words="Di mana tepatnya?")
    here.answer(report)


FATES = (
    Fate(1, _waits),
    Fate(1, _is_shown, is_shown=True),
    Fate(0, _waits),
    Fate(2, _is_rejected),
    Fate(1, _is_asked_about),
    Fate(0, _is_shown, is_shown=True),
    Fate(1, _is_rejected_by_mistake),
    Fate(2, _waits),
)
"""In turn, so that a few reports hold everything."""
