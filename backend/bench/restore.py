"""R7: a lost database comes back from the bucket: how long it takes, and whether anything differs."""

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from backend.bench.figures import Figure, median
from backend.bench.neighbourhood import Neighbourhood
from backend.bench.restored import Before, differences
from backend.bench.server import ROOT
from backend.commands.rooms import prepared
from backend.settings import Settings

GOAL_S, GOAL_OF = 60, 10_000
"""Seconds for so many reports."""
AT_ONCE = 500
"""Reports that are handed in, then judged."""


class Failed(Exception):
    """`masdarling restore` ended with another status than 0; the message is what it said."""


@dataclass(frozen=True, slots=True)
class Run:
    wall_s: float
    cpu_s: float
    rss_mb: float


def figures(scratch: Path, *, archived: int, repetitions: int, told: Callable[[str], None]) -> list[Figure]:
    """One archive; the database is lost and restored `repetitions` times. Raises Failed."""
    bucket = scratch / "restore-bucket"
    database = _live(scratch / "lived", bucket, archived, told)
    before = Before(database, bucket)
    runs, floors, wrong = [], [], []
    for n in range(repetitions):
        told(f"restore {n + 1} of {repetitions}")
        runs.append(_restore(scratch / f"restored{n}", bucket))
        floors.append(_floor(scratch / f"floor{n}.sqlite3", bucket))
        wrong += differences(before, _database(scratch / f"restored{n}"))
    for fault in wrong[:20]:
        told(f"differs: {fault}")
    floor = "documents parsed, bytes kept in one table"
    return [
        Figure(
            "R7",
            f"masdarling restore of {archived:,} archived reports",
            median([run.wall_s for run in runs]),
            "s",
            GOAL_S * archived / GOAL_OF if archived >= GOAL_OF else None,
            None,
            floor,
            median(floors),
        ),
        Figure("R7", "CPU of it", median([run.cpu_s for run in runs]), "s"),
        Figure("R7", "its largest memory (RSS)", max(run.rss_mb for run in runs), "MB"),
        Figure("R7", "rows that differ from what was archived", len(wrong), "", 0),
    ]


def _database(data: Path) -> Path:
    return data / "masdarling.sqlite3"


def _live(data: Path, bucket: Path, archived: int, told: Callable[[str], None]) -> Path:
    """An installation in which so many reports were handed in and judged; where its database lies."""
    data.mkdir()
    chosen = Settings(data=data, bucket=f"folder:{bucket}", secret_key=SecretStr("of a measurement"))
    with prepared(chosen) as parts:
        parts.city.ensure()
        here = Neighbourhood(parts)
        for first in range(0, archived, AT_ONCE):
            here.live(range(first, min(first + AT_ONCE, archived)))
            told(f"{min(first + AT_ONCE, archived)} of {archived} reports archived")
    return _database(data)


def _restore(data: Path, bucket: Path) -> Run:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("MASDARLING_")}
    own = {"MASDARLING_DATA": str(data), "MASDARLING_BUCKET": f"folder:{bucket}"}
    data.mkdir()
    begin = time.perf_counter()
    with (data / "said.txt").open("wb") as said:
        program = subprocess.Popen(
            [sys.executable, "-m", "backend.cli", "restore", "--json"],
            cwd=ROOT,
            env={**clean, **own},
            stdout=said,
            stderr=said,
            stdin=subprocess.DEVNULL,
        )
        _, status, used = os.wait4(program.pid, 0)
    program.returncode = os.waitstatus_to_exitcode(status)
    if program.returncode:
        raise Failed((data / "said.txt").read_text()[-2000:])
    return Run(time.perf_counter() - begin, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _floor(database: Path, bucket: Path) -> float:
    """Seconds to read and parse every document and put its bytes into one table, in one transaction."""
    begin = time.perf_counter()
    with sqlite3.connect(database) as link:
        link.execute("CREATE TABLE documents (id TEXT PRIMARY KEY, body BLOB)")
        for file in (bucket / "reports").rglob("*.json"):
            body = file.read_bytes()
            link.execute("INSERT INTO documents VALUES (?, ?)", (json.loads(body)["id"], body))
    link.close()
    return time.perf_counter() - begin
