"""What a tree of processes costs, as Linux counts it."""

import os
from dataclasses import dataclass
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


def tree(pid: int) -> list[int]:
    """The process and every one below it."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = [int(word) for word in task.read_text().split()]
        except OSError:
            continue
        for child in children:
            found += tree(child)
    return found


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds used so far, `ended_s` of them by children that have ended; proportional set size in MB."""

    cpu_s: float
    ended_s: float
    pss_mb: float


def cost(pid: int) -> Cost:
    """Of the whole tree below `pid`. A process that ends meanwhile counts through its parent."""
    pids = tree(pid)
    own, ended = zip(*map(_cpu, pids), strict=True)
    return Cost(sum(own) + sum(ended), sum(ended), sum(map(_pss, pids)))


def _cpu(pid: int) -> tuple[float, float]:
    """Its own, and that of its children that have ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    except OSError:
        return 0.0, 0.0
    own, own_system, ended, ended_system = (int(ticks) / TICK for ticks in fields[11:15])
    return own + own_system, ended + ended_system


def _pss(pid: int) -> float:
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024
