"""`masdarling run`: one parent, its programs, what it says, and how it ends."""

import json
import os
import re
import signal
import socket
import stat
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from backend.bench.parcel import Parcel
from backend.bench.phone import Phone
from tests.load import a_parcel
from tests.processes import below, kill_below, words
from tests.system import System, eventually, running

pytestmark = pytest.mark.service


@pytest.fixture
def system(tmp_path: Path) -> Iterator[System]:
    with running(System(tmp_path / "var")) as started:
        yield started


def all_of(phone: Phone, parcels: Sequence[Parcel]) -> set[str]:
    return {phone.state(parcel) for parcel in parcels}


@pytest.fixture
def phone(system: System) -> Iterator[Phone]:
    """A phone that has introduced itself to a system started empty."""
    system.run("--empty")
    one = Phone("127.0.0.1", system.port, timeout=10)
    one.introduce()
    yield one
    one.wire.close()


def said(system: System) -> str:
    return (system.data / "run.log").read_text()


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return probe.connect_ex(("127.0.0.1", port)) != 0


def ended(system: System) -> int:
    """The exit status of the parent, within 20 s; what still runs is named."""
    parent = system.programs["run"]
    try:
        return parent.wait(20)
    except subprocess.TimeoutExpired:
        left = [words(pid) for pid in below(parent.pid)]
        raise AssertionError(f"still running: {left}\n{system.logs()}") from None


def gone(pids: list[int]) -> bool:
    return not any(words(pid) for pid in pids)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_first_start_says_where_everything_is_and_who_may_sign_in(system: System) -> None:
    system.settings = {"MASDARLING_SECRET_KEY": ""}

    system.run()

    eventually(lambda: "admin" in said(system), what="the sign-ins")
    told = said(system)
    assert str(system.data) in told
    assert re.search(rf"{system.url}/undangan/\S{{40,}}", told)
    assert "▀" in told or "█" in told, "no QR code"
    sign_ins = json.loads((system.data / "demo.json").read_text())["sign_ins"]
    assert {one["role"] for one in sign_ins} == {"reviewer", "officer", "admin"}
    assert all(one["login"] in told and one["password"] in told for one in sign_ins)
    assert (mode(system.data / "demo.json"), mode(system.data / "secret-key")) == (0o600, 0o600)


def test_the_second_start_names_the_same_sign_ins_and_keeps_the_secret(system: System) -> None:
    system.settings = {"MASDARLING_SECRET_KEY": ""}
    system.run()
    eventually(lambda: "admin" in said(system), what="the sign-ins")
    before = [(system.data / name).read_text() for name in ("demo.json", "secret-key")]

    system.stop()
    system.run()

    assert [(system.data / name).read_text() for name in ("demo.json", "secret-key")] == before


def test_an_empty_start_makes_nobody_and_says_how_to_make_the_first_admin(system: System) -> None:
    system.run("--empty")

    eventually(lambda: "person add" in said(system), what="the hint")
    assert not (system.data / "demo.json").exists()
    assert system.facts("person", "list") == []


@pytest.mark.parametrize("ask", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_cleanly_when_asked(system: System, ask: signal.Signals) -> None:
    system.run("--empty")
    parent = system.programs["run"]
    children = below(parent.pid)

    parent.send_signal(ask)
    status = ended(system)

    assert len(children) >= 3, "gunicorn with its processes, and a worker"
    assert (status, gone(children), is_free(system.port)) == (0, True, True)
    assert "Traceback" not in system.logs()


def test_ctrl_c_in_a_terminal_reaches_all_at_once_and_still_ends_cleanly(system: System) -> None:
    system.run("--empty")
    parent = system.programs["run"]
    children = below(parent.pid)

    os.killpg(parent.pid, signal.SIGINT)
    status = ended(system)

    assert (status, gone(children), is_free(system.port)) == (0, True, True)
    assert "Traceback" not in system.logs()


def test_no_program_outlives_a_parent_that_was_killed(system: System) -> None:
    system.run("--empty")
    parent = system.programs["run"]
    children = below(parent.pid)

    parent.kill()
    parent.wait(5)

    eventually(lambda: gone(children), within=10, what="the end of every program")
    eventually(lambda: is_free(system.port), within=10, what="the end of the last that listened")


def test_a_killed_web_process_is_back_within_a_moment_and_refuses_nobody_meanwhile(system: System) -> None:
    system.run("--empty")
    before = set(below(system.programs["run"].pid))

    killed = kill_below(system.programs["run"].pid, named="web")
    begin = time.monotonic()
    with socket.create_connection(("127.0.0.1", system.port), timeout=10) as link:
        link.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        answer = link.recv(1024)
    took = time.monotonic() - begin

    assert killed >= 2
    assert answer.startswith(b"HTTP/1.1 200")
    assert took < 4, "far more than the goal of 1 s, for a machine that is busy with other tests"
    assert not before <= set(below(system.programs["run"].pid))


def test_the_death_of_gunicorns_master_alone_leaves_no_process_on_the_port(system: System) -> None:
    system.run("--empty")
    children = below(system.programs["run"].pid)
    master = next(pid for pid in children if " web" in words(pid))
    brood = [master, *below(master)]

    os.kill(master, signal.SIGKILL)

    eventually(lambda: gone(brood), within=10, what="the end of the old web processes")
    eventually(system.answers, what="the new web process")


@pytest.mark.slow
def test_work_goes_on_within_thirty_seconds_after_the_worker_was_killed(system: System, phone: Phone) -> None:
    parcels = [a_parcel() for _ in range(5)]

    for parcel in parcels:
        phone.deliver(parcel)
        kill_below(system.programs["run"].pid, named="worker")
    begin = time.monotonic()
    eventually(lambda: all_of(phone, parcels) == {"stored"}, within=60, what="the archive")

    assert time.monotonic() - begin < 30
    assert phone.surprises == []


def test_a_program_that_cannot_start_is_tried_again_ever_later_and_the_reason_is_told(system: System) -> None:
    system.run("--empty")
    (system.data / "masdarling.sqlite3").unlink()
    (system.data / "masdarling.sqlite3").mkdir()

    kill_below(system.programs["run"].pid, named="worker")

    eventually(lambda: said(system).count("worker ended") >= 3, within=40, what="three tries")
    pauses = [float(found) for found in re.findall(r"worker ended.*, again in ([\d.]+) s", said(system))]
    assert pauses == sorted(pauses)
    assert pauses[-1] > 0
    assert "MASDARLING_DATABASE_URL" in said(system)


def refused(system: System, *arguments: str) -> str:
    system.data.mkdir(parents=True, exist_ok=True)
    try:
        program = system.start(*arguments, name="refused")
        assert program.wait(20) != 0
    finally:
        system.programs.clear()
    return (system.data / "refused.log").read_text()


def test_a_taken_port_is_said_in_words(system: System) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", system.port))
        taken.listen()

        told = refused(system, "run", "--empty", "--port", str(system.port))

    assert f"port {system.port}" in told
    assert "--port" in told
    assert "Traceback" not in told


@pytest.mark.parametrize("key", ["", "short", "change me change me change me change me"])
def test_web_refuses_a_key_that_is_missing_short_or_a_placeholder(system: System, key: str) -> None:
    system.settings = {"MASDARLING_SECRET_KEY": key}

    told = refused(system, "web", "--port", str(system.port))

    assert "MASDARLING_SECRET_KEY" in told
    assert "Traceback" not in told


def test_a_setting_that_makes_no_sense_is_named(system: System) -> None:
    system.settings = {"MASDARLING_BUCKET": "ftp://nowhere"}

    told = refused(system, "run", "--port", str(system.port))

    assert "ftp://nowhere" in told
    assert "Traceback" not in told


@pytest.mark.slow
def test_an_idle_system_hardly_works(system: System) -> None:
    system.run("--empty")
    eventually(lambda: "person add" in said(system), what="the end of the start")
    time.sleep(3)
    children = below(system.programs["run"].pid)

    before = sum(map(ticks, children))
    time.sleep(10)
    spent = (sum(map(ticks, children)) - before) / os.sysconf("SC_CLK_TCK")

    assert spent / 10 < 0.06, "six hundredths of a core in all, on a machine busy with other tests"


def ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    return int(fields[11]) + int(fields[12])
