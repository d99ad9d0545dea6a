"""Protocol v1 over real sockets against the real web program: what is cut, lost, doubled, false or slow."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from backend.bench.parcel import Parcel, seal
from backend.bench.phone import Phone
from backend.bench.wire import Answer
from tests.http.rawline import answer, chunk, head, line, words
from tests.processes import resident_bytes
from tests.system import System, eventually, running

PHOTO = b"\xff\xd8\xff" + bytes(range(256)) * 600
HALF = len(PHOTO) // 2
SHA = next(iter(seal([PHOTO]).photos))


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    system = System(tmp_path_factory.mktemp("data"))
    with running(system):
        open_doors(system)
        yield system


def open_doors(system: System) -> None:
    system.start("web", "--port", str(system.port))
    system.wait_until_up()


@pytest.fixture
def phone(system: System) -> Iterator[Phone]:
    with a_phone(system) as phone:
        yield phone


@contextmanager
def a_phone(system: System) -> Iterator[Phone]:
    phone = Phone("127.0.0.1", system.port, chunk=HALF)
    phone.introduce()
    try:
        yield phone
    finally:
        phone.wire.close()


@pytest.fixture
def parcel() -> Parcel:
    return seal([PHOTO])


def whole(phone: Phone, parcel: Parcel) -> bool:
    return all(p["offset"] == len(PHOTO) and p["complete"] for p in phone.put(parcel)["photos"])


def standing(phone: Phone, parcel: Parcel) -> int:
    told = phone.wire.ask("HEAD", f"/api/v1/reports/{parcel.id}/photos/{SHA}", {"Cookie": phone.cookie})
    return int(told.headers["upload-offset"])


def all_at_once(asks: Callable[[Phone], Answer], phone: Phone, times: int = 5) -> list[Answer]:
    """The same request on several connections, all let go at the same moment."""
    start = threading.Barrier(times)

    def ask(_: int) -> Answer:
        twin = Phone(phone.host, phone.port, cookie=phone.cookie)
        start.wait(10)
        try:
            return asks(twin)
        finally:
            twin.wire.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(ask, range(times)))


def put(parcel: Parcel) -> Callable[[Phone], Answer]:
    def ask(phone: Phone) -> Answer:
        top, body = words(phone, parcel)
        with line(phone.port) as link:
            link.sendall(top + body)
            status, data = answer(link)
            return Answer(status, {}, data)

    return ask


def test_five_identical_puts_at_once_keep_one_report(phone: Phone, parcel: Parcel) -> None:
    answers = all_at_once(put(parcel), phone)

    mine = phone.wire.ask("GET", "/api/v1/reports/mine", {"Cookie": phone.cookie}).body
    assert sorted(a.status for a in answers) == [200, 200, 200, 200, 201]
    assert mine.count(parcel.id.encode()) == 1


def test_five_identical_chunks_at_once_count_once(phone: Phone, parcel: Parcel) -> None:
    phone.put(parcel)

    answers = all_at_once(lambda one: one.patch(parcel, SHA, 0, PHOTO[:HALF], last=False), phone)

    assert [a.status for a in answers] == [204] * 5
    assert {a.headers["upload-offset"] for a in answers} == {str(HALF)}
    phone.deliver(parcel)
    assert whole(phone, parcel)


def test_when_the_answer_to_the_words_is_lost_the_report_is_kept_once(phone: Phone, parcel: Parcel) -> None:
    top, body = words(phone, parcel)
    with line(phone.port) as link:
        link.sendall(top + body)

    eventually(lambda: b"reports" in mine(phone) and parcel.id.encode() in mine(phone))

    assert put(parcel)(phone).status == 200


def mine(phone: Phone) -> bytes:
    return phone.wire.ask("GET", "/api/v1/reports/mine", {"Cookie": phone.cookie}).body


def test_when_the_answer_to_the_last_chunk_is_lost_the_photo_is_whole(phone: Phone, parcel: Parcel) -> None:
    phone.put(parcel)
    top, body = chunk(phone, parcel, PHOTO, 0, last=True)
    with line(phone.port) as link:
        link.sendall(top + body)

    eventually(lambda: standing(phone, parcel) == len(PHOTO))

    assert phone.patch(parcel, SHA, 0, PHOTO, last=True).headers["upload-complete"] == "?1"
    assert whole(phone, parcel)


@pytest.mark.parametrize("sent", [0, 1, HALF // 2, HALF - 1])
def test_a_chunk_that_is_cut_does_not_count(sent: int, phone: Phone, parcel: Parcel) -> None:
    phone.put(parcel)
    phone.patch(parcel, SHA, 0, PHOTO[:HALF], last=False)
    top, body = chunk(phone, parcel, PHOTO[HALF:], HALF, last=True)

    with line(phone.port) as link:
        link.sendall(top + body[:sent])
        link.shutdown(socket.SHUT_WR)
        link.recv(65536)

    assert standing(phone, parcel) == HALF
    phone.deliver(parcel)
    assert phone.surprises == []


def test_a_damaged_chunk_is_sent_again_from_where_it_began(phone: Phone, parcel: Parcel) -> None:
    phone.put(parcel)
    top, body = chunk(phone, parcel, PHOTO[:HALF], 0, last=False)

    with line(phone.port) as link:
        link.sendall(top + body[:-1] + b"!")
        status, told = answer(link)

    assert status == 422
    assert b"Upload-Offset: 0\r\n" in told
    assert standing(phone, parcel) == 0


def test_other_words_under_the_same_id_clash(phone: Phone, parcel: Parcel) -> None:
    phone.put(parcel)
    other = replace(parcel, body=parcel.body.replace(b"belakang", b"samping "))

    assert put(other)(phone).status == 409
    assert put(parcel)(phone).status == 200


# What a client says about its body need not be true.


def test_a_length_too_long_keeps_nothing_and_nobody_waits_for_it(phone: Phone, parcel: Parcel) -> None:
    top, body = words(phone, parcel, **{"Content-Length": str(len(parcel.body) + 1000)})

    with line(phone.port) as link:
        link.sendall(top + body)
        link.shutdown(socket.SHUT_WR)
        status, _ = answer(link)

    assert status == 400
    assert parcel.id.encode() not in mine(phone)


def test_a_length_too_short_is_a_damaged_body(phone: Phone, parcel: Parcel) -> None:
    top, body = words(phone, parcel, **{"Content-Length": str(len(parcel.body) - 10)})

    with line(phone.port) as link:
        link.sendall(top + body)
        status, _ = answer(link)

    assert status == 422
    assert phone.put(parcel)["state"] == "partial"


@pytest.mark.parametrize("length", ["-1", "1e3", "0x10", " ", "5, 5", "9" * 30])
def test_a_length_that_is_no_number_is_refused(length: str, phone: Phone, parcel: Parcel) -> None:
    top, body = words(phone, parcel, **{"Content-Length": length})

    with line(phone.port) as link:
        link.sendall(top + body)
        link.shutdown(socket.SHUT_WR)
        status, _ = answer(link)

    assert status in {0, 400, 413}
    assert phone.put(parcel)["state"] == "partial"


def test_a_body_announced_too_large_is_refused_before_it_is_sent(phone: Phone, parcel: Parcel) -> None:
    top, _ = words(phone, parcel, **{"Content-Length": str(10 * 1024**3)})

    with line(phone.port) as link:
        link.sendall(top)
        status, told = answer(link)

    assert status == 413
    assert b"masdarling/1" in told


def test_an_endless_body_without_a_length_ends_early_and_costs_no_memory(
    system: System, phone: Phone, parcel: Parcel
) -> None:
    top, _ = words(phone, parcel)
    top = top.replace(b"Content-Length: " + str(len(parcel.body)).encode(), b"Transfer-Encoding: chunked")
    before = resident_bytes(system.programs["web"].pid)
    piece = b"10000\r\n" + b" " * 65536 + b"\r\n"
    sent = 0

    with line(phone.port) as link:
        link.sendall(top)
        try:
            while sent < 64 * 1024**2:
                link.sendall(piece)
                sent += len(piece)
        except OSError:
            pass  # the server has heard enough

    assert sent < 64 * 1024**2
    assert resident_bytes(system.programs["web"].pid) - before < 32 * 1024**2
    assert system.answers()


def test_words_without_a_length_are_taken_chunk_by_chunk(phone: Phone, parcel: Parcel) -> None:
    top, body = words(phone, parcel)
    top = top.replace(b"Content-Length: " + str(len(parcel.body)).encode(), b"Transfer-Encoding: chunked")

    with line(phone.port) as link:
        link.sendall(top)
        for at in range(0, len(body), 1000):
            piece = body[at : at + 1000]
            link.sendall(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
        link.sendall(b"0\r\n\r\n")
        status, _ = answer(link)

    assert status == 201


def test_a_chunk_size_that_is_no_number_is_refused(phone: Phone, parcel: Parcel) -> None:
    top, _ = words(phone, parcel)
    top = top.replace(b"Content-Length: " + str(len(parcel.body)).encode(), b"Transfer-Encoding: chunked")

    with line(phone.port) as link:
        link.sendall(top + b"zz\r\n" + parcel.body)
        link.shutdown(socket.SHUT_WR)
        status, _ = answer(link)

    assert status == 400


def test_slow_clients_do_not_hold_up_the_others(phone: Phone, system: System) -> None:
    with ExitStack() as slow:
        for n in range(30):
            link = slow.enter_context(line(system.port))
            top, body = words(phone, seal())
            link.sendall(top[:20] if n % 2 else top + body[:20])

        begun = time.monotonic()
        for _ in range(10):
            put(seal())(phone)

    assert time.monotonic() - begun < 5


def test_half_a_request_is_forgotten_when_its_client_goes_away(system: System) -> None:
    for _ in range(100):
        with line(system.port) as link:
            link.sendall(head("GET", "/healthz", {})[:-3])

    assert system.answers()


# The server is killed (SIGKILL) between any two steps, and inside them.

STEPS = ("words", "first half", "second half", "words again")


def step(name: str, phone: Phone, parcel: Parcel) -> tuple[bytes, bytes]:
    if name.startswith("words"):
        return words(phone, parcel)
    if name == "first half":
        return chunk(phone, parcel, PHOTO[:HALF], 0, last=False)
    return chunk(phone, parcel, PHOTO[HALF:], HALF, last=True)


@pytest.fixture
def mortal(tmp_path: Path) -> Iterator[System]:
    system = System(tmp_path)
    with running(system):
        open_doors(system)
        yield system


@pytest.mark.slow
@pytest.mark.parametrize("killed", STEPS)
@pytest.mark.parametrize("moment", ["answered", "unread", "half sent"])
def test_a_kill_at_any_step_costs_nothing(killed: str, moment: str, mortal: System, parcel: Parcel) -> None:
    with a_phone(mortal) as phone:
        for name in STEPS[: STEPS.index(killed)]:
            take_step(name, phone, parcel, "answered")

        acknowledged = take_step(killed, phone, parcel, moment)
        mortal.kill("web")
        open_doors(mortal)

        if acknowledged:
            assert standing(phone, parcel) >= acknowledged
        phone.deliver(parcel)
        assert whole(phone, parcel)
        assert phone.surprises == []
        assert mine(phone).count(parcel.id.encode()) == 1


def take_step(name: str, phone: Phone, parcel: Parcel, moment: str) -> int:
    """Do it as far as `moment`; the bytes of the photo acknowledged so far, if an answer was read."""
    top, body = step(name, phone, parcel)
    with line(phone.port) as link:
        link.sendall(top + (body[: len(body) // 2] if moment == "half sent" else body))
        if moment != "answered":
            return 0
        status, told = answer(link)
    assert status in {200, 201, 204}, told
    return {"first half": HALF, "second half": len(PHOTO), "words again": len(PHOTO)}.get(name, 0)
