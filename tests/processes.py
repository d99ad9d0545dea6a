"""Looking at and ending processes below one of ours, by what Linux says in /proc."""

import contextlib
import os
import signal
from pathlib import Path


def below(pid: int) -> list[int]:
    """Every descendant of `pid`, parents first."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in map(int, task.read_text().split()):
                found += [child, *below(child)]
    return found


def resident_bytes(pid: int) -> int:
    """Memory of `pid` and everything below it; what they share is counted for each."""
    pages = 0
    for process in [pid, *below(pid)]:
        with contextlib.suppress(OSError):
            pages += int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def words(pid: int) -> str:
    """The command line of a process; empty when it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def kill_below(pid: int, *, named: str) -> int:
    """SIGKILL the children of `pid` whose command line has `named`, with all below them; how many."""
    doomed: list[int] = []
    for child in below(pid):
        if named in words(child) and child not in doomed:
            doomed += [child, *below(child)]
    for victim in doomed:
        with contextlib.suppress(ProcessLookupError):
            os.kill(victim, signal.SIGKILL)
    return len(doomed)
