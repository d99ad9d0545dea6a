"""Several processes on one database, some of them killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain

import pytest
from sqlalchemy import text

from backend.reports.ports import Kind
from backend.stores.database import Database
from backend.stores.outbox import SqlOutbox
from backend.stores.reports import SqlReports
from tests.source import ROOT
from tests.stores.making import a_report, minutes

THREADS = 4
KILLS = 10

FORKING = """
import os, sys
from backend.stores.database import open_database
from backend.stores.reports import SqlReports
from tests.stores.making import a_report
database = open_database(sys.argv[1])
reports = SqlReports(database)
reports.add(before := a_report())
reports.held(before.id)  # now both a writing and a reading connection are open
child = os.fork()
if child == 0:
    inherited = len(os.listdir("/proc/self/fd"))
    assert reports.get(before.id) == before
    assert len(os.listdir("/proc/self/fd")) > inherited
    reports.add(a_report(report_id="01980000-0000-7000-8000-00000000c1d0", number="child"))
    database.close()
    os._exit(0)
assert os.waitpid(child, 0)[1] == 0
reports.add(a_report(report_id="01980000-0000-7000-8000-00000000a0e7", number="parent"))
assert reports.by_number("child")
database.close()
"""

CLAIMING = """
import sys
from backend.reports.ports import Hold
from backend.stores.database import open_database
from backend.stores.holds import SqlHolds
from tests.stores.making import GUNUNG_TELIHAN, NOON, minutes
holds = SqlHolds(open_database(sys.argv[1]))
wanted = Hold("", sys.argv[2], sys.argv[2], minutes(5))
print("ready", flush=True)
for _ in sys.stdin:
    print(*holds.claim([GUNUNG_TELIHAN], wanted, count=3, now=NOON), flush=True)
"""
"""Claims once for each line it reads."""


@contextmanager
def a_writer(url: str) -> Iterator[subprocess.Popen[str]]:
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.stores.writing", url, str(THREADS)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    try:
        yield writer
    finally:
        writer.kill()
        writer.communicate()


def acknowledged_until_killed(writer: subprocess.Popen[str], *, at_least: int) -> list[str]:
    """Ids of the reports the writer called kept; it is killed amid its work."""
    assert writer.stdout
    lines = [writer.stdout.readline() for _ in range(at_least)]
    writer.send_signal(signal.SIGKILL)
    rest = writer.stdout.read().splitlines(keepends=True)
    return [line.strip() for line in lines + rest if line.endswith("\n")]


@pytest.mark.slow
def test_what_was_acknowledged_survives_ten_kills(
    database_url: str, database: Database, reports: SqlReports, outbox: SqlOutbox
) -> None:
    acknowledged: list[str] = []

    for kill in range(KILLS):
        with a_writer(database_url) as writer:
            acknowledged += acknowledged_until_killed(writer, at_least=10 + 7 * kill)

    kept = {line.id for line in reports.queue(None, ["received"], limit=1_000_000)}  # type: ignore[list-item]
    work = {lease.work.report for lease in outbox.claim(1_000_000, lease_s=20, now=minutes(1))}
    assert set(acknowledged) <= kept
    assert work == kept
    assert len(kept) - len(acknowledged) <= KILLS * THREADS  # at most what was being answered
    assert all(reports.get(report_id).envelope.id == report_id for report_id in acknowledged[::50])
    if database_url.startswith("sqlite"):
        assert database.read(lambda tx: tx.execute(text("PRAGMA integrity_check")).scalar()) == "ok"


def test_two_processes_write_side_by_side(database_url: str, reports: SqlReports) -> None:
    with a_writer(database_url) as one, a_writer(database_url) as other:
        acknowledged = acknowledged_until_killed(one, at_least=150)
        acknowledged += acknowledged_until_killed(other, at_least=150)

    for report_id in acknowledged:
        assert reports.held(report_id).id == report_id


def test_a_killed_process_holds_up_nobody(database_url: str, reports: SqlReports) -> None:
    with a_writer(database_url) as writer:
        acknowledged_until_killed(writer, at_least=20)

    begun = time.monotonic()
    reports.queue(None, ["received"])  # type: ignore[list-item]
    assert time.monotonic() - begun < 2


def test_a_forked_process_opens_its_own_connections(database_url: str) -> None:
    subprocess.run(
        [sys.executable, "-W", "error", "-c", FORKING, database_url], check=True, cwd=ROOT, timeout=60
    )


def test_idle_processes_share_work_without_doing_it_twice(database_url: str, outbox: SqlOutbox) -> None:
    with a_writer(database_url) as writer:
        claimed: list[int] = []
        acknowledged_ids: set[str] = set()
        assert writer.stdout
        while len(acknowledged_ids) < 200:
            acknowledged_ids.add(writer.stdout.readline().strip())
            leases = outbox.claim(5, lease_s=600, now=minutes(1))
            claimed += [lease.row for lease in leases]
            assert {lease.work.kind for lease in leases} <= {Kind.ARCHIVE}

    assert len(claimed) == len(set(claimed))
    assert os.getpid() != writer.pid


def test_reviewers_who_claim_in_two_processes_at_once_get_different_cases(
    database_url: str, reports: SqlReports
) -> None:
    waiting = [a_report(at=minutes(place)) for place in range(60)]
    for report in waiting:
        reports.add(report)

    with claiming(database_url, "siti") as siti, claiming(database_url, "rina") as rina:
        got = [claimed_together(siti, rina) for _ in range(10)]
        left = [each.communicate("once more\n", timeout=60)[0].split() for each in (siti, rina)]

    assert sorted(chain.from_iterable(got)) == sorted(report.id for report in waiting)
    assert left == [[], []]


def claimed_together(*processes: subprocess.Popen[str]) -> list[str]:
    """What both got, each asked before the other has answered."""
    for each in processes:
        assert each.stdin
        each.stdin.write("now\n")
        each.stdin.flush()
    return [claimed for each in processes if each.stdout for claimed in each.stdout.readline().split()]


@contextmanager
def claiming(url: str, person: str) -> Iterator[subprocess.Popen[str]]:
    """Ready to begin."""
    pipe = subprocess.PIPE
    program = [sys.executable, "-c", CLAIMING, url, person]
    process = subprocess.Popen(program, stdin=pipe, stdout=pipe, text=True, cwd=ROOT)
    try:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        yield process
    finally:
        process.kill()
        process.communicate()
