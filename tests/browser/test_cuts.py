"""Connections that break, a server that dies, chunks that vanish: nothing is lost or doubled.

Chromium sends a request again by itself when a connection it had used before is cut without a byte of an
answer: the server then sees the same chunk twice, and the phone no cut at all.
"""

import base64
import hashlib
import shutil
from collections.abc import Callable

import pytest
from playwright.sync_api import Response, Route

from tests.browser.conftest import Archive
from tests.browser.phone import Phone, a_photo
from tests.processes import kill_below
from tests.proxy import BadNetwork
from tests.system import System

pytestmark = pytest.mark.browser

LARGE, SMALL = (2400, 1800), (320, 240)
CHUNK_MAX = 64 * 1024
"""Of a phone that knows nothing of its line."""
PHOTOS = "**/api/v1/reports/*/photos/*"
Answers = list[tuple[str, int, int]]


def with_a_full_queue(phone: Phone, photo: bytes) -> str:
    """One sealed report, saved while there was no network; its id."""
    phone.context.set_offline(True)
    phone.reports(photo).sealed()
    return str(phone.rows()[0]["id"])


def first_chunk(phone: Phone) -> int:
    """Bytes of the first chunk of the only photo: as few chunks as may be, all alike."""
    size = int(phone.rows()[0]["sealed"]["photos"][0]["size"])
    return -(-size // -(-size // CHUNK_MAX))


def answers_to(phone: Phone) -> Answers:
    """Method, status and the offset of the request, of everything that is asked about reports from now on."""
    heard: Answers = []

    def note(answer: Response) -> None:
        if "/api/v1/reports/" in answer.url:
            at = int(answer.request.headers.get("upload-offset", "0"))
            heard.append((answer.request.method, answer.status, at))

    phone.context.on("response", note)
    return heard


def refusals(heard: Answers) -> Answers:
    return [answer for answer in heard if 400 <= answer[1] < 500]


def arrives_although_one_answer_was_lost(phone: Phone, network: BadNetwork, archive: Archive) -> None:
    heard = answers_to(phone)

    phone.context.set_offline(False)

    phone.waits_until("stored")
    assert network.lost == 1
    assert refusals(heard) == []
    archive.has(phone)


def before_chunk(phone: Phone, number: int, do: Callable[[Route], object]) -> None:
    """Do something when the phone is about to send its so-manieth chunk."""
    seen = 0

    def pass_on(route: Route) -> None:
        nonlocal seen
        seen += route.request.method == "PATCH"
        if seen == number and route.request.method == "PATCH":
            do(route)
        route.continue_()

    phone.context.route(PHOTOS, pass_on)


def test_f03_the_answer_to_the_first_put_is_lost(phone: Phone, network: BadNetwork, archive: Archive) -> None:
    with_a_full_queue(phone, a_photo(100, *SMALL))
    heard = answers_to(phone)
    network.lose_answer_to = b"PUT /api/v1/reports/"

    phone.context.set_offline(False)

    phone.waits_until("stored")
    assert network.lost == 1
    assert [status for method, status, _ in heard if method == "PUT"] == [200]
    assert refusals(heard) == []
    archive.has(phone)


def test_f04_the_answer_to_the_last_chunk_is_lost(
    phone: Phone, network: BadNetwork, archive: Archive
) -> None:
    with_a_full_queue(phone, a_photo(101, *LARGE))

    network.lose_answer_to = b"Upload-Complete: ?1"

    arrives_although_one_answer_was_lost(phone, network, archive)


def test_f05_a_connection_cut_in_the_middle_of_a_chunk_goes_on_after_the_last_whole_one(
    phone: Phone, network: BadNetwork, archive: Archive
) -> None:
    with_a_full_queue(phone, a_photo(102, *LARGE))
    chunk, heard = first_chunk(phone), answers_to(phone)

    def in_the_second_chunk(head: bytes) -> int | None:
        hit = b"PATCH" in head and f"upload-offset: {chunk}".encode() in head.lower() and not network.cuts
        return chunk // 2 if hit else None

    network.aim = in_the_second_chunk
    phone.context.set_offline(False)

    phone.waits_until("stored")
    patched = [at for method, status, at in heard if (method, status) == ("PATCH", 204)]
    assert network.cuts == 1
    assert patched == sorted(set(patched))
    assert patched[:2] == [0, chunk]
    assert refusals(heard) == []
    archive.has(phone)


def kill_web(system: System) -> None:
    """SIGKILL; the supervisor starts another."""
    assert kill_below(system.programs["run"].pid, named="web")


def test_f06_the_server_is_killed_between_two_chunks(phone: Phone, system: System, archive: Archive) -> None:
    with_a_full_queue(phone, a_photo(103, *LARGE))
    chunk, heard = first_chunk(phone), answers_to(phone)
    before_chunk(phone, 2, lambda _: kill_web(system))

    phone.context.set_offline(False)

    phone.waits_until("stored")
    assert [at for method, status, at in heard if (method, status) == ("PATCH", 204)][:2] == [0, chunk]
    assert refusals(heard) == []
    archive.has(phone)


def test_f06_the_server_is_killed_in_the_middle_of_a_chunk(
    phone: Phone, network: BadNetwork, system: System, archive: Archive
) -> None:
    with_a_full_queue(phone, a_photo(104, *LARGE))
    heard = answers_to(phone)
    before_chunk(phone, 2, lambda _: setattr(network, "up_rate", 60_000))

    phone.context.set_offline(False)
    phone.until(lambda: network.up_rate)
    half_way = network.up_bytes + CHUNK_MAX // 2
    phone.until(lambda: network.up_bytes > half_way)
    kill_web(system)
    network.up_rate = None

    phone.waits_until("stored")
    assert [at for method, status, at in heard if (method, status) == ("PATCH", 204)].count(0) == 1
    assert refusals(heard) == []
    archive.has(phone)


def test_f06_the_server_is_killed_after_it_has_kept_a_chunk_and_before_it_says_so(
    phone: Phone, network: BadNetwork, system: System, archive: Archive
) -> None:
    with_a_full_queue(phone, a_photo(105, *LARGE))

    network.lose_answer_to = f"Upload-Offset: {first_chunk(phone)}".encode()
    network.when_lost = lambda: kill_web(system)

    arrives_although_one_answer_was_lost(phone, network, archive)


def test_f07_chunks_the_server_has_lost_are_sent_again_from_the_phone(
    phone: Phone, system: System, archive: Archive
) -> None:
    report = with_a_full_queue(phone, a_photo(106, *LARGE))
    heard = answers_to(phone)
    before_chunk(phone, 2, lambda _: shutil.rmtree(system.data / "bucket" / "incoming" / report))

    phone.context.set_offline(False)

    phone.waits_until("stored")
    assert [at for method, status, at in heard if (method, status) == ("PATCH", 204)].count(0) == 2
    archive.has(phone)


def test_f08_the_phone_follows_where_the_server_says_the_photo_stands(phone: Phone, archive: Archive) -> None:
    with_a_full_queue(phone, a_photo(107, *LARGE))
    photo = phone.bytes_of(phone.rows()[0]["sealed"]["photos"][0]["photo"])
    assert photo
    more = photo[: CHUNK_MAX + 1000]
    heard = answers_to(phone)

    def somebody_is_faster(route: Route) -> None:
        """A larger chunk of the same photo, of the same phone, by another way."""
        sent = phone.context.request.patch(
            route.request.url, headers={**route.request.headers, **digest_of(more)}, data=more
        )
        assert sent.status == 204

    before_chunk(phone, 1, somebody_is_faster)
    phone.context.set_offline(False)

    phone.waits_until("stored")
    chunks = [(status, at) for method, status, at in heard if method == "PATCH"]
    assert chunks[:2] == [(409, 0), (204, CHUNK_MAX + 1000)]
    archive.has(phone)


def digest_of(data: bytes) -> dict[str, str]:
    return {"content-digest": f"sha-256=:{base64.b64encode(hashlib.sha256(data).digest()).decode()}:"}


def damage(route: Route) -> None:
    """Pass a chunk on as other bytes, with a digest that fits them: only the whole photo tells."""
    request = route.request
    data = request.post_data_buffer
    if request.method != "PATCH" or not data:
        route.continue_()
        return
    wrong = data[:-1] + bytes([data[-1] ^ 1])
    route.continue_(post_data=wrong, headers={**request.headers, **digest_of(wrong)})


def test_f09_a_photo_that_arrives_as_another_one_is_sent_again(phone: Phone, archive: Archive) -> None:
    with_a_full_queue(phone, a_photo(108, *SMALL))
    heard = answers_to(phone)
    phone.context.route(PHOTOS, damage, times=1)

    phone.context.set_offline(False)

    phone.waits_until("stored")
    assert [status for method, status, _ in heard if method == "PATCH"] == [422, 204]
    archive.has(phone)


def test_f09_a_photo_that_arrives_as_another_one_twice_is_blocked_with_a_reason(
    phone: Phone, archive: Archive
) -> None:
    report = with_a_full_queue(phone, a_photo(109, *SMALL))
    heard = answers_to(phone)
    phone.context.route(PHOTOS, damage)

    phone.context.set_offline(False)

    phone.waits_until("blocked")
    assert phone.rows()[0]["blocked"] == "corrupt"
    assert [status for method, status, _ in heard if method == "PATCH"] == [422, 422]
    assert archive.digests(report)
    phone.lists().page.get_by_text("Foto rusak di perjalanan").wait_for()


ROT = """(id) => new Promise((done) => {
  const opening = indexedDB.open('masdarling')
  opening.onsuccess = () => {
    const tx = opening.result.transaction('bytes', 'readwrite')
    const kept = tx.objectStore('bytes').get(id)
    kept.onsuccess = () => {
      new Uint8Array(kept.result.data)[99] ^= 1
      tx.objectStore('bytes').put(kept.result)
    }
    tx.oncomplete = () => { opening.result.close(); done() }
  }
})"""
"""Turns one bit of a photo on the phone."""


def test_f09_a_photo_that_rotted_on_the_phone_is_blocked_with_the_truth(phone: Phone) -> None:
    with_a_full_queue(phone, a_photo(110, *SMALL))
    heard = answers_to(phone)
    phone.page.evaluate(ROT, phone.rows()[0]["sealed"]["photos"][0]["photo"])

    phone.context.set_offline(False)

    phone.waits_until("blocked")
    assert phone.rows()[0]["blocked"] == "lost_bytes"
    assert [status for method, status, _ in heard if method == "PATCH"] == [422]


FIVE_AT_ONCE = """async ([id, body, digest]) => {
  const json = { 'Content-Type': 'application/json' }
  await fetch('/api/v1/devices', { method: 'POST', headers: json, body: '{}' })
  const headers = { 'Content-Type': 'application/json', 'Content-Digest': digest, 'Masdarling-Owner': '' }
  const put = () => fetch(`/api/v1/reports/${id}`, { method: 'PUT', headers, body })
  return (await Promise.all(Array.from({ length: 5 }, put))).map((answer) => answer.status)
}"""


def test_f11_five_identical_puts_at_once_keep_one_report(phone: Phone, archive: Archive) -> None:
    report = with_a_full_queue(phone, a_photo(111, *SMALL))
    body = phone.bytes_of(report)
    assert body is not None
    digest = digest_of(body)["content-digest"]
    phone.page.close()  # one that is only left may still send while it goes
    phone.context.set_offline(False)
    phone.page = phone.context.new_page()
    phone.page.goto(phone.url + "/tentang")

    statuses = phone.page.evaluate(FIVE_AT_ONCE, [report, body.decode(), digest])

    assert sorted(statuses) == [200, 200, 200, 200, 201]
    assert archive.digests(report) == {report: hashlib.sha256(body).hexdigest()}
