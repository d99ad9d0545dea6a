"""A request has a limited time to arrive, and an answer to be taken; its thread then serves others."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress

import pytest

from backend.bench.wire import Cut, Wire
from tests.http.hasty import LARGE
from tests.http.rawline import answer, head, line
from tests.services.ports import free_port
from tests.system import ROOT, eventually

THREADS = 2


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "-b", f"127.0.0.1:{port}", "--threads", str(THREADS)]
    command += ["-k", "tests.http.hasty.HastyWorker", "--no-control-socket", "tests.http.hasty:application"]
    program = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    eventually(lambda: is_served(port), what="gunicorn")
    yield port
    program.terminate()
    program.wait(10)


def is_served(port: int) -> bool:
    wire = Wire("127.0.0.1", port, timeout=5)
    try:
        return wire.ask("GET", "/", {}).status == 200
    except Cut:
        return False
    finally:
        wire.close()


def test_clients_that_never_finish_do_not_hold_the_threads_for_ever(port: int) -> None:
    with ExitStack() as slow:
        for part in [b"GET / HTTP/1.1\r\nHost", head("PUT", "/", {"Content-Length": "10"}) + b"1234"]:
            for _ in range(THREADS):
                slow.enter_context(line(port)).sendall(part)

        assert is_served(port)


def test_clients_that_take_nothing_do_not_hold_the_threads_for_ever(port: int) -> None:
    with ExitStack() as deaf:
        for _ in range(THREADS):
            deaf.enter_context(line(port)).sendall(head("GET", "/large", {}))

        assert is_served(port)


def test_a_client_that_trickles_is_ended_too(port: int) -> None:
    with line(port) as link:
        lasted = trickle(link, for_s=10)

    assert lasted < 5


def trickle(link: socket.socket, *, for_s: float) -> float:
    """Send a byte now and then; how many seconds the other side bore it."""
    begun = time.monotonic()
    with suppress(OSError):
        while time.monotonic() - begun < for_s:
            link.sendall(b"x")
            time.sleep(0.05)
    return time.monotonic() - begun


def test_a_client_that_takes_little_at_a_time_is_ended_too(port: int) -> None:
    with line(port) as link:
        link.sendall(head("GET", "/large", {}))
        taken = sip(link, for_s=3)

    assert taken < LARGE


def sip(link: socket.socket, *, for_s: float) -> int:
    """Take some of an answer now and then, and in the end what is left of it; how many bytes came."""
    begun, taken = time.monotonic(), 0
    with suppress(OSError):
        while came := len(link.recv(1 << 17)):
            taken += came
            time.sleep(0.1 if time.monotonic() - begun < for_s else 0)
    return taken


def test_a_request_that_arrives_in_time_is_answered(port: int) -> None:
    with line(port) as link:
        link.sendall(head("PUT", "/", {"Content-Length": "4"}) + b"12")
        time.sleep(0.2)
        link.sendall(b"34")
        status, told = answer(link)

    assert (status, told[-1:]) == (200, b"4")
