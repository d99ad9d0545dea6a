"""A server without programs: real parts over a folder, phones that hand in, and hands that do the work."""

from pathlib import Path

from pydantic import SecretStr

from backend.bench.parcel import Parcel
from backend.reports import intake, whole
from backend.reports.ports import Kind
from backend.reports.report import Sender
from backend.settings import Settings
from backend.tasks import tasks_over
from backend.wiring import Parts, build
from sync.digest import content_digest
from sync.envelope import open_envelope
from tests.schema import migrated

SENDER = Sender("device-1", "person-1")


def a_house(data: Path, *, bucket: Path) -> Parts:
    settings = Settings(
        data=data, bucket=f"folder:{bucket}", secret_key=SecretStr("of this test, and no other")
    )
    file = data / "masdarling.sqlite3"
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        migrated(file)
    parts = build(settings)
    parts.city.ensure()
    return parts


def hand_in(parts: Parts, parcel: Parcel) -> None:
    """Words and photos, as the routes do it."""
    envelope = open_envelope(parcel.id, parcel.body, content_digest=content_digest(parcel.body))
    intake.receive(
        envelope,
        by=SENDER,
        age_ms=60_000,
        home=None,
        reports=parts.reports,
        whereabouts=parts.city,
        catalogue=parts.city,
        clock=parts.clock,
        queue=parts.queue,
    )
    for data in parcel.photos.values():
        whole.take(
            parcel.id,
            data,
            by=SENDER,
            reports=parts.reports,
            chest=parts.chest,
            clock=parts.clock,
            queue=parts.queue,
        )


def do_all_work(parts: Parts) -> list[Kind]:
    """Until nothing is due; the kinds of what was done."""
    tasks, done = tasks_over(parts), []
    while leases := parts.outbox.claim(10, lease_s=60, now=parts.clock()):
        for lease in leases:
            tasks[lease.work.kind](lease)
            done.append(lease.work.kind)
    return done
