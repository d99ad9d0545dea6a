"""P13: how long a person waits: from a clone to the first acknowledged report, and for a start."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

from backend.bench.figures import Figure, median
from backend.bench.parcel import seal
from backend.bench.phone import Phone
from backend.bench.server import HOST, ROOT, free_port, masdarling, started


def figures(scratch: Path, *, repetitions: int, told: Callable[[str], None]) -> list[Figure]:
    """The clone is made once: its package caches are warm, and it is what a newcomer does once."""
    ready = []
    for n in range(repetitions):
        told(f"start {n + 1} of {repetitions}")
        with masdarling(scratch / f"start{n}") as server:
            ready.append(server.ready_s)
    told("a fresh clone")
    return [
        Figure("P13", "first start of all programs, database made", median(ready), "s"),
        Figure("P13", "clone to first acknowledged report", _clone(scratch / "clone"), "s", 25),
    ]


def _clone(place: Path) -> float:
    """Seconds for `git clone`, `bin/run` and a report."""
    begin = os.times().elapsed
    subprocess.run(["git", "clone", "-q", str(ROOT), str(place)], check=True)  # noqa: S603, S607 - our own checkout
    port = free_port()
    command = [str(place / "bin" / "run"), "--empty", "--port", str(port)]
    with started(command, port, place / "var", {}, within=300):
        phone = Phone(HOST, port)
        phone.introduce()
        phone.put(seal())
        return os.times().elapsed - begin
