"""From a reviewer's decision to the page residents read, through the real web and worker programs."""

import time
from collections.abc import Sequence
from contextlib import closing
from http import HTTPStatus
from pathlib import Path

from pydantic import SecretStr

from backend.bench.figures import Figure, median
from backend.bench.parcel import seal
from backend.bench.wire import Wire
from backend.reports import intake, review
from backend.reports.choices import Choice, Verdict
from backend.reports.report import Actor, Sender
from backend.settings import Settings
from backend.wiring import Parts, build
from sync.digest import content_digest
from sync.envelope import open_envelope
from tests.bench.saying import tell
from tests.system import System, running

LAPS = 20
WITHIN_S = 5.0
EVERY_S = 0.02
SITI = Actor("reviewer", "siti", "Siti Aminah")


def figures(place: Path) -> Sequence[Figure]:
    with running(System(place)) as system:
        system.run("--empty")
        parts = build(Settings(data=place, secret_key=SecretStr("of a measurement, long enough")))
        assert parts.database
        with closing(parts.database):
            took = [_lap(system, parts, n) for n in range(LAPS)]
    return [
        Figure("", "decision to visible, slowest of 20", max(took), "s", WITHIN_S),
        Figure("", "the same, median", median(took), "s"),
    ]


def _lap(system: System, parts: Parts, n: int) -> float:
    """Seconds until the page of a report is there."""
    tell(f"decision to visible {n + 1} of {LAPS}")
    report_id = _received(parts, n)
    begin = time.perf_counter()
    _verified(parts, report_id)
    while _status(system, report_id) != HTTPStatus.OK:
        if time.perf_counter() - begin > 10 * WITHIN_S:
            raise AssertionError(f"{report_id} was decided and is not shown")
        time.sleep(EVERY_S)
    return time.perf_counter() - begin


def _status(system: System, report_id: str) -> int:
    with closing(Wire("127.0.0.1", system.port)) as wire:
        return wire.ask("GET", f"/laporan/{report_id}", {"Accept": "text/html"}).status


def _received(parts: Parts, n: int) -> str:
    parcel = seal(note=f"Laporan ke-{n}")
    intake.receive(
        open_envelope(parcel.id, parcel.body, content_digest=content_digest(parcel.body)),
        by=Sender("phone-1"),
        age_ms=60_000,
        home=None,
        reports=parts.reports,
        whereabouts=parts.city,
        catalogue=parts.city,
        clock=parts.clock,
        queue=parts.queue,
    )
    return parcel.id


def _verified(parts: Parts, report_id: str) -> None:
    review.decide(
        report_id,
        Choice(Verdict.VERIFY, 1),
        by=SITI,
        reports=parts.reports,
        catalogue=parts.city,
        clock=parts.clock,
        queue=parts.queue,
    )
