"""The work of the outbox, by kind. Each may run twice: a few lines that call the rules."""

from collections.abc import Sequence
from functools import partial

from backend.audit.line import SYSTEM, Entry
from backend.dumping import draw_dump
from backend.engine.carrying_out import Do
from backend.forecasts import keep_weather
from backend.mornings import send_digest
from backend.neighbours import send_news
from backend.notice_words import message
from backend.privacy import erasing
from backend.reports import archive, notices, originals, publishing, remains
from backend.reports.ports import Kind, Lease
from backend.residents import pack, redrawing
from backend.residents.atlas import Atlas
from backend.sharing_cards import easel
from backend.wiring import Parts


def tasks_over(parts: Parts) -> dict[Kind, Do]:
    """What to do for each kind of work."""
    tasks = Tasks(parts)
    return {
        Kind.STORE: tasks.store,
        Kind.DERIVE: tasks.derive,
        Kind.LOOK: tasks.look,
        Kind.ARCHIVE: tasks.archive,
        Kind.PUBLISH: tasks.publish,
        Kind.PACK: tasks.pack,
        Kind.DISCARD: tasks.discard,
        Kind.POSTER: tasks.poster,
        Kind.NOTIFY: tasks.notify,
        Kind.ERASE: tasks.erase,
        Kind.DIGEST: tasks.digest,
        Kind.WEATHER: tasks.weather,
        Kind.NEWS: tasks.news,
        Kind.REDRAW: tasks.redraw,
        Kind.DUMP: tasks.dump,
    }


class Tasks:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def store(self, lease: Lease) -> None:
        p = self._parts
        originals.store(lease, reports=p.reports, outbox=p.outbox, chest=p.chest, clock=p.clock)

    def derive(self, lease: Lease) -> None:
        p = self._parts
        originals.derive(
            lease, reports=p.reports, outbox=p.outbox, chest=p.chest, darkroom=p.darkroom, clock=p.clock
        )

    def look(self, lease: Lease) -> None:
        p = self._parts
        originals.look(lease, outbox=p.outbox, chest=p.chest, darkroom=p.darkroom)

    def archive(self, lease: Lease) -> None:
        p = self._parts
        archive.write(lease, reports=p.reports, outbox=p.outbox, chest=p.chest, clock=p.clock)

    def publish(self, lease: Lease) -> None:
        p = self._parts
        publishing.publish(
            lease,
            reports=p.reports,
            outbox=p.outbox,
            chest=p.chest,
            darkroom=p.darkroom,
            draw=self._draw,
        )

    def pack(self, lease: Lease) -> None:
        p = self._parts
        pack.draw(
            lease,
            showcase=p.showcase,
            outbox=p.outbox,
            snapshots=p.snapshots,
            chest=p.chest,
            darkroom=p.darkroom,
            clock=p.clock,
        )

    def discard(self, lease: Lease) -> None:
        p = self._parts
        remains.discard(lease, reports=p.reports, outbox=p.outbox, chest=p.chest, clock=p.clock)

    def poster(self, lease: Lease) -> None:
        easel(self._parts).draw(lease.work.report)
        self._parts.outbox.finish(lease)

    def notify(self, lease: Lease) -> None:
        p = self._parts
        notices.tell(
            lease,
            reports=p.reports,
            outbox=p.outbox,
            subscriptions=p.subscriptions,
            postman=p.postman,
            write=partial(message, p),
            clock=p.clock,
        )

    def digest(self, lease: Lease) -> None:
        send_digest(self._parts, lease)

    def weather(self, lease: Lease) -> None:
        keep_weather(self._parts, lease)

    def news(self, lease: Lease) -> None:
        send_news(self._parts, lease)

    def dump(self, lease: Lease) -> None:
        draw_dump(self._parts, lease)

    def erase(self, lease: Lease) -> None:
        p = self._parts
        done = erasing.erase(
            lease,
            requests=p.requests,
            traces=p.traces,
            reports=p.reports,
            outbox=p.outbox,
            chest=p.chest,
            clock=p.clock,
        )
        if done:
            counts = {"removed": str(done.removed), "kept": str(done.kept)}
            p.audit.record(Entry(SYSTEM, "forget", "request", done.id, counts))

    def redraw(self, lease: Lease) -> None:
        p = self._parts
        redrawing.redraw(lease, reports=p.reports, outbox=p.outbox, atlas=self._atlas())

    def _draw(self, report_id: str, places: Sequence[str]) -> None:
        self._atlas().draw(report_id, places)

    def _atlas(self) -> Atlas:
        p = self._parts
        return Atlas(
            reports=p.reports,
            showcase=p.showcase,
            snapshots=p.snapshots,
            register=p.city,
            clock=p.clock,
            kelurahan=lambda: p.city.register().kelurahan,
        )
