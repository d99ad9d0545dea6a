"""S2, S3: files made to hurt, through the real programs: what they cost, and what is shown of them.

Each file goes alone: delivered by a phone, archived, then drawn or found unusable. Memory is the kernel's
own peak of each process (VmHWM), which is set back before each file.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from backend.bench.figures import Figure
from backend.bench.parcel import seal
from backend.bench.phone import Phone
from backend.bench.wire import Answer, Wire
from tests.bench.saying import tell
from tests.media.drawing import chunks
from tests.media.hostile import REFUSED, TAKEN
from tests.processes import below, words
from tests.system import System, running

SERVING = ("masdarling web", "masdarling worker")
BYTES_MAX = 12 * 1024 * 1024
"""What may be promised of one photo (protocol v1); nor can one of no bytes be."""
SECONDS, EXTRA_MB = 1.0, 100.0
FAULT = 500
"""And above."""
RESET_PEAK = "5"
"""proc_pid_clear_refs(5)"""


class Watched(Wire):
    """Remembers each status."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(host, port)
        self.seen: list[int] = []

    def ask(self, method: str, path: str, headers: dict[str, str], body: bytes = b"") -> Answer:
        answer = super().ask(method, path, headers, body)
        self.seen.append(answer.status)
        return answer


@dataclass
class Trial:
    """Of some files: seconds from the last byte until shown or refused; MB beyond what was in use."""

    files: int = 0
    slowest_s: float = 0.0
    extra_mb: float = 0.0
    worst: str = ""

    def saw(self, name: str, seconds: float, extra_mb: float) -> None:
        self.files += 1
        self.slowest_s = max(self.slowest_s, seconds)
        if extra_mb > self.extra_mb:
            self.extra_mb, self.worst = extra_mb, name


def figures(place: Path) -> list[Figure]:
    with running(System(place)) as system:
        system.run("--empty")
        phone = Phone("127.0.0.1", system.port)
        phone.wire = wire = Watched("127.0.0.1", system.port)
        phone.introduce()
        _tried(system, phone, {"a photo": TAKEN["one pixel"]})  # what is loaded once is not the file's
        alive = _serving(system)
        refused, taken = (_tried(system, phone, files) for files in (REFUSED, TAKEN))
        died = len(alive - _serving(system))
        shown = list((system.data / "bucket" / "derived").rglob("*.webp"))
    loud = [path for path in shown if chunks(path.read_bytes()) != [b"VP8 "]]
    faults = sum(status >= FAULT for status in wire.seen)
    return [
        Figure("S2", "hostile files: answers that are a fault of ours", faults, "", 0),
        Figure("S2", "processes that ended", died, "", 0),
        *_told(f"{refused.files} files that are no photo", refused),
        *_told(f"{taken.files} photos at the limits", taken),
        Figure("S3", f"of {len(shown)} copies that are shown, those with more than pixels", len(loud), "", 0),
    ]


def _told(what: str, trial: Trial) -> Iterator[Figure]:
    yield Figure("S2", f"{what}: slowest, from the last byte on", trial.slowest_s, "s", SECONDS)
    yield Figure("S2", f"{what}: most memory beyond ({trial.worst})", trial.extra_mb, "MB", EXTRA_MB)


def _tried(system: System, phone: Phone, files: Mapping[str, Callable[[], bytes]]) -> Trial:
    trial = Trial()
    for name, make in files.items():
        data = make()
        if not 0 < len(data) <= BYTES_MAX:
            continue
        tell(name)
        parcel = seal([data])
        pids = [pid for pid, _ in _serving(system)]
        before = sum(_memory(pid, "VmRSS") for pid in pids)
        for pid in pids:
            Path(f"/proc/{pid}/clear_refs").write_text(RESET_PEAK)
        phone.deliver(parcel)
        began = time.perf_counter()
        _until_drawn(system, parcel.id)
        took = time.perf_counter() - began
        trial.saw(name, took, sum(_memory(pid, "VmHWM") for pid in pids) - before)
    return trial


def _until_drawn(system: System, report: str) -> None:
    """Or found unusable. The database is read beside the programs: asking them would cost them time."""
    asked = "SELECT count(*) FROM photos WHERE report = ? AND derived_at IS NOT NULL"
    with closing(sqlite3.connect(f"file:{system.data}/masdarling.sqlite3?mode=ro", uri=True)) as link:
        while not link.execute(asked, (report,)).fetchone()[0]:
            time.sleep(0.005)


def _serving(system: System) -> set[tuple[int, str]]:
    """Web and worker with their processes: one that ended would come back under another number."""
    return {(pid, words(pid)) for pid in below(system.programs["run"].pid) if words(pid).startswith(SERVING)}


def _memory(pid: int, what: str) -> float:
    """MB, as /proc/PID/status has it."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{what}:"))
