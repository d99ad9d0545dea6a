"""P6, P7, P12: what it costs to take in a report of one 200 kB photo, beside a bare durable upload."""

import sqlite3
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from http import HTTPStatus
from itertools import count
from pathlib import Path
from typing import TypeVar

from backend.bench.figures import Figure, median, percentile
from backend.bench.parcel import Parcel, scene, seal, unlike
from backend.bench.phone import Phone
from backend.bench.process import Cost, cost
from backend.bench.server import HOST, Running, free_port, masdarling, started
from backend.bench.wire import Wire

T = TypeVar("T")
CLIENTS = 16
GUNICORN = ("-k", "gthread", "-w", "2", "--threads", "32", "--keep-alive", "5")


@dataclass(frozen=True, slots=True)
class Run:
    """One repetition: seconds for all, for each, and what the server's programs used until all was done."""

    wall_s: float
    each_s: Sequence[float]
    cpu_s: float
    loaded: Cost
    with_copies_s: float = 0.0
    """CPU seconds until the small copies were drawn as well."""

    @property
    def rate(self) -> float:
        """Reports per second."""
        return len(self.each_s) / self.wall_s

    @property
    def cpu_per_thousand(self) -> float:
        return 1000 * self.cpu_s / len(self.each_s)


def figures(scratch: Path, *, reports: int, repetitions: int, told: Callable[[str], None]) -> list[Figure]:
    """Five repetitions by default, ours and the floor's in turn, medians."""
    ours, floors = [], []
    with masdarling(scratch / "ours") as server, _floor(scratch / "floor") as floor:
        time.sleep(2)
        idle = cost(server.pid)
        crowd = _crowd(server.port)
        for n in range(repetitions):
            told(f"intake {n + 1} of {repetitions}")
            ours.append(_intake(server, crowd, reports))
            floors.append(_uploads(floor, reports))
    return _table(ours, floors, idle)


def _table(ours: Sequence[Run], floors: Sequence[Run], idle: Cost) -> list[Figure]:
    floor = "durable Flask upload"

    def middle(of: Callable[[Run], float]) -> tuple[float, float]:
        return median([of(run) for run in ours]), median([of(run) for run in floors])

    cpu, floor_cpu = middle(lambda run: run.cpu_per_thousand)
    drawn = median([1000 * run.with_copies_s / len(run.each_s) for run in ours])
    rate, floor_rate = middle(lambda run: run.rate)
    p99, floor_p99 = middle(lambda run: percentile(run.each_s, 0.99) * 1000)
    loaded = max(run.loaded.pss_mb for run in ours)
    return [
        Figure("P6", "CPU for 1,000 reports, until archived", cpu, "s", 4.0, None, floor, floor_cpu),
        Figure("", "the same, small copies drawn as well", drawn, "s"),
        Figure("P7", "reports taken in", rate, "/s", None, 500, floor, floor_rate),
        Figure("P7", "p99 of words and photo together", p99, "ms", 80, None, floor, floor_p99),
        Figure("P12", "memory of all programs, idle", idle.pss_mb, "MB PSS", 120),
        Figure("P12", "memory of all programs, under load", loaded, "MB PSS", 200),
    ]


def _floor(data: Path) -> AbstractContextManager[Running]:
    port = free_port()
    folder = data / "kept"
    folder.mkdir(parents=True)
    program = [
        sys.executable,
        "-m",
        "gunicorn",
        "-b",
        f"{HOST}:{port}",
        *GUNICORN,
        "backend.bench.floor:create_app()",
    ]
    return started(program, port, data, {"FLOOR_FOLDER": str(folder)})


def _crowd(port: int) -> list[Phone]:
    crowd = [Phone(HOST, port, chunk=512 * 1024) for _ in range(CLIENTS)]
    for phone in crowd:
        phone.introduce()
    return crowd


def _intake(server: Running, crowd: Sequence[Phone], reports: int) -> Run:
    photo = scene(1600, 1200, size=200_000)
    parcels = [seal([unlike(photo)]) for _ in range(reports)]
    before = cost(server.pid)
    wall, each = _all_at_once(parcels, [phone_once(phone) for phone in crowd])
    loaded = cost(server.pid)
    until(server, "SELECT count(*) FROM reports WHERE stored_at IS NULL")
    stored = cost(server.pid)
    until(server, "SELECT count(*) FROM outbox WHERE kind <> 'look'")
    drawn = cost(server.pid)
    return Run(wall, each, _without_looks(before, stored), loaded, _without_looks(before, drawn))


def _without_looks(before: Cost, after: Cost) -> float:
    """CPU seconds but for the machine's looks at photos, which are processes that end: see `bench photo`."""
    return (after.cpu_s - after.ended_s) - (before.cpu_s - before.ended_s)


def phone_once(phone: Phone) -> Callable[[Parcel], None]:
    """Words, then the photo in one piece; the answer to the photo already says complete."""

    def send(parcel: Parcel) -> None:
        phone.put(parcel)
        for sha256, data in parcel.photos.items():
            answer = phone.patch(parcel, sha256, 0, data, last=True)
            if answer.headers.get("masdarling-state") not in {"complete", "stored"}:
                raise RuntimeError(f"not complete: {answer}")

    return send


def until(server: Running, none_left: str) -> None:
    """Wait until the query counts nothing. It reads the database itself: asking the server would cost CPU."""
    with closing(sqlite3.connect(f"file:{server.data}/masdarling.sqlite3?mode=ro", uri=True)) as link:
        while link.execute(none_left).fetchone()[0]:
            time.sleep(0.02)


def _uploads(server: Running, reports: int) -> Run:
    body = scene(1600, 1200, size=200_000)
    wires = [Wire(HOST, server.port) for _ in range(CLIENTS)]
    before = cost(server.pid)
    wall, each = _all_at_once([body] * reports, [_upload(wire) for wire in wires])
    after = cost(server.pid)
    for wire in wires:
        wire.close()
    return Run(wall, each, after.cpu_s - before.cpu_s, after)


def _upload(wire: Wire) -> Callable[[bytes], None]:
    def send(body: bytes) -> None:
        answer = wire.ask("PUT", "/upload", {}, body)
        if answer.status != HTTPStatus.CREATED:
            raise RuntimeError(f"{answer.status}")

    return send


def _all_at_once(things: Sequence[T], senders: Sequence[Callable[[T], None]]) -> tuple[float, list[float]]:
    """Every sender takes the next thing until none is left: seconds for all, seconds for each."""
    each = [0.0] * len(things)
    ticket, lock = count(), threading.Lock()

    def work(send: Callable[[T], None]) -> None:
        while True:
            with lock:
                n = next(ticket)
            if n >= len(things):
                return
            begin = time.perf_counter()
            send(things[n])
            each[n] = time.perf_counter() - begin

    begin = time.perf_counter()
    with ThreadPoolExecutor(len(senders)) as pool:
        for job in [pool.submit(work, send) for send in senders]:
            job.result()
    return time.perf_counter() - begin, each
