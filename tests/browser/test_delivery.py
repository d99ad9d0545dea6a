"""Saved is saved, and what is saved arrives once: the lines of failures.md that the tests are named after."""

import base64
import hashlib
import json
import os
import time
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, Request, Route

from tests.browser.conftest import Archive, Phones
from tests.browser.phone import LIKE_A_PHONE, Phone, a_photo
from tests.processes import kill_below
from tests.proxy import BadNetwork, Mode
from tests.services.chromium import ARGUMENTS, CHROMIUM
from tests.system import System, eventually

pytestmark = pytest.mark.browser


def test_f01_a_report_saved_offline_survives_a_reload_and_sends_itself(
    phone: Phone, archive: Archive
) -> None:
    phone.context.set_offline(True)
    phone.reports(a_photo(1), a_photo(2), note="di belakang pasar")
    phone.page.reload()
    phone.stands().sealed()
    assert phone.states() == ["queued"]

    phone.context.set_offline(False)

    phone.waits_until("stored")
    archive.has(phone)


def test_the_archive_has_the_very_bytes_the_phone_sealed(phone: Phone, archive: Archive) -> None:
    phone.context.set_offline(True)
    phone.reports(a_photo(3)).sealed()
    [row] = phone.rows()
    words = phone.bytes_of(row["id"])
    photo = phone.bytes_of(row["sealed"]["photos"][0]["photo"])

    phone.context.set_offline(False)
    phone.waits_until("stored")

    archive.has(phone)
    assert words is not None
    assert photo is not None
    assert phone.bytes_of(row["id"]) is None
    assert phone.rows()[0]["receipt"]["digest"] == row["sealed"]["digest"]


def test_f19_a_browser_killed_right_after_saving_has_the_report(
    playwright: Playwright, system: System, tmp_path: Path
) -> None:
    def start() -> Phone:
        context = playwright.chromium.launch_persistent_context(
            str(tmp_path / "profile"), executable_path=CHROMIUM, args=list(ARGUMENTS), **LIKE_A_PHONE
        )
        return Phone(context, context.pages[0], system.url)

    phone = start().opens().installed()
    phone.context.set_offline(True)
    phone.takes(a_photo(4)).fills().saves()

    assert kill_below(os.getpid(), named=str(tmp_path / "profile"))
    phone.closes()

    again = start().opens().waits_until("stored")
    assert len(again.rows()) == 1
    again.closes()


def test_f02_the_online_flag_lies_and_nothing_is_lost(
    phone: Phone, network: BadNetwork, archive: Archive
) -> None:
    network.mode = "refuse"
    network.cut()
    phone.reports(a_photo(5))
    phone.lists()
    phone.page.get_by_text("Server belum terjangkau").wait_for()
    assert phone.page.evaluate("navigator.onLine")

    network.mode = "ok"

    phone.waits_until("stored", within=25)
    archive.has(phone)


def test_a_network_that_returns_is_found_within_15_seconds_without_being_told(
    phone: Phone, network: BadNetwork
) -> None:
    network.mode = "refuse"
    network.cut()
    phone.reports()
    time.sleep(8)  # long enough for the rests to have grown

    network.mode = "ok"
    began = time.monotonic()
    phone.waits_until("sent", "stored", within=20)

    assert time.monotonic() - began <= 15


@pytest.mark.parametrize("mode", ["portal", "sign-in"])
def test_f15_a_captive_portal_counts_as_no_network(
    phone: Phone, network: BadNetwork, archive: Archive, mode: Mode
) -> None:
    network.mode = mode
    network.cut()
    phone.reports(a_photo(6)).sealed()
    phone.page.wait_for_timeout(1500)
    assert phone.states() == ["queued"]

    network.mode = "ok"

    phone.waits_until("stored", within=25)
    archive.has(phone)


def test_f10_two_tabs_and_the_service_worker_deliver_once(phones: Phones, archive: Archive) -> None:
    phone = phones(permissions=["geolocation", "background-sync"]).opens().installed()
    phone.context.set_offline(True)
    for number in range(4):
        phone.reports(a_photo(10 + number))
    phone.sealed()
    other = Phone.on(phone.context, phone.url).opens()
    sent = _writes_of(phone)

    phone.context.set_offline(False)
    for tab in (phone, other):
        tab.page.evaluate("dispatchEvent(new Event('online'))")

    phone.waits_until("stored")
    assert len(sent) == len(set(sent)) == 4 + len({what for what in sent if what[0] == "PATCH"})
    archive.has(phone)


def test_f34_without_web_locks_two_tabs_deliver_once(phones: Phones, archive: Archive) -> None:
    phone = phones()
    phone.context.add_init_script("delete Navigator.prototype.locks")
    phone.opens().installed()
    phone.context.set_offline(True)
    for number in range(3):
        phone.reports(a_photo(14 + number))
    phone.sealed()
    other = Phone.on(phone.context, phone.url).opens()
    assert other.page.evaluate("navigator.locks === undefined")
    sent = _writes_of(phone)

    phone.context.set_offline(False)

    phone.waits_until("stored")
    assert len(sent) == len(set(sent))
    archive.has(phone)


def _writes_of(phone: Phone) -> list[tuple[str, str, str]]:
    """Every PUT and PATCH from now on, of every tab and the service worker: method, address, offset."""
    sent: list[tuple[str, str, str]] = []

    def note(request: Request) -> None:
        if request.method in {"PUT", "PATCH"} and "/reports/" in request.url:
            sent.append((request.method, request.url, request.headers.get("upload-offset", "")))

    phone.context.on("request", note)
    return sent


def test_saving_tapped_twice_makes_one_report(phone: Phone) -> None:
    phone.fills()

    phone.page.get_by_role("button", name="Simpan laporan").dblclick()
    phone.page.get_by_role("heading", name="Tersimpan di HP ini").wait_for()

    phone.waits_until("stored")
    assert len(phone.rows()) == 1


def test_f16_an_ended_session_pauses_the_queue_and_keeps_every_report(
    phone: Phone, system: System, archive: Archive
) -> None:
    _accepts_an_invitation(phone, system)
    phone.opens()
    phone.until(lambda: phone.page.evaluate(KNOWN))
    phone.context.clear_cookies()

    phone.reports(a_photo(20))

    phone.waits_until("paused_auth")
    phone.lists().page.get_by_text("Buka lagi tautan undangan").wait_for()
    [row] = phone.rows()
    assert archive.digests(row["id"]) == {}


KNOWN = """new Promise((done) => {
  const opening = indexedDB.open('masdarling')
  opening.onsuccess = () => {
    const kept = opening.result.transaction('facts').objectStore('facts').get('me')
    kept.onsuccess = () => { opening.result.close(); done(kept.result?.value.person ?? null) }
  }
})"""
"""The person this phone takes itself to be of."""


def _accepts_an_invitation(phone: Phone, system: System, name: str = "Ani") -> None:
    made = system.facts("invite", "--role", "volunteer", "--kelurahan", "64.74.03.1002", "--name", name)
    phone.page.goto(phone.url + "/undangan/" + made["link"].split("/undangan/")[1])
    phone.page.get_by_role("checkbox").check()
    phone.page.locator("form.card button").click()
    phone.page.wait_for_load_state()


UNSEAL = """([id, form]) => new Promise((done) => {
  indexedDB.open('masdarling').onsuccess = ({ target: { result: database } }) => {
    const tx = database.transaction('reports', 'readwrite')
    const reports = tx.objectStore('reports')
    reports.get(id).onsuccess = ({ target: { result: row } }) =>
      reports.put({ ...row, sealed: null, form: { ...row.form, ...form } })
    tx.oncomplete = () => { database.close(); done() }
  }
})"""
"""A saved report with other words in it, to be sealed anew."""

POISON: dict[str, dict[str, object]] = {
    "refused": {"rt": "RT sebelas di belakang pasar"},
    "too_large": {"answers": {f"q{n}": "x" * 2_000 for n in range(70)}},
}
"""What no phone of ours lets anyone fill in, and the server refuses: 422, and 413 for the whole."""


@pytest.mark.parametrize("reason", list(POISON))
def test_f33_one_report_the_server_will_never_take_does_not_stop_the_others(
    phone: Phone, archive: Archive, reason: str
) -> None:
    phone.context.set_offline(True)
    phone.reports(a_photo(30))
    phone.reports(a_photo(31)).sealed()
    phone.page.evaluate(UNSEAL, [phone.rows()[0]["id"], POISON[reason]])
    phone.page.reload()
    phone.stands().sealed()

    phone.context.set_offline(False)

    phone.waits_until("blocked", "stored")
    blocked, sent = phone.rows()
    assert (blocked["blocked"], sent["state"]) == (reason, "stored")
    assert archive.digests(blocked["id"], sent["id"]) == {sent["id"]: sent["sealed"]["digest"]}


def test_f12_a_report_whose_id_is_taken_goes_out_as_a_new_one_with_one_tap(
    phone: Phone, archive: Archive
) -> None:
    phone.until(lambda: any(one["name"] == "md_device" for one in phone.context.cookies()))
    phone.context.set_offline(True)
    phone.reports(a_photo(32)).sealed()
    taken = phone.rows()[0]["id"]
    others = _another_client_sends(phone, taken, note="dari tempat lain")
    phone.context.set_offline(False)
    phone.waits_until("blocked")
    assert phone.rows()[0]["blocked"] == "clash"

    phone.lists().page.get_by_role("link", name="Ekspor ke berkas").click()
    phone.page.get_by_role("button", name="Buat berkas penyelamat").click()
    phone.page.get_by_role("link", name="Simpan berkas").wait_for()
    phone.lists().page.get_by_role("button", name="Kirim sebagai laporan baru").click()

    phone.waits_until("stored")
    [row] = phone.rows()
    assert row["id"] != taken
    assert archive.digests(taken) == {taken: others}
    archive.has(phone)


def _another_client_sends(phone: Phone, report: str, note: str) -> str:
    """Other words under the same id, with this phone's own credential. Their digest."""
    words = json.loads(phone.bytes_of(report) or b"")
    body = json.dumps(words | {"note": note, "photos": []}).encode()
    digest = hashlib.sha256(body).digest()
    headers = {
        "Content-Type": "application/json",
        "Content-Digest": f"sha-256=:{base64.b64encode(digest).decode()}:",
    }
    sent = phone.context.request.put(f"{phone.url}/api/v1/reports/{report}", data=body, headers=headers)
    assert sent.status == 201
    return digest.hex()


def _refusing(status: int):  # type: ignore[no-untyped-def]  # a handler as Playwright wants it
    def refuse(route: Route) -> None:
        body = f'{{"api": "masdarling/1", "type": "urn:x", "title": "", "status": {status}}}'
        route.fulfill(status=status, body=body, content_type="application/problem+json")

    return refuse


def test_f13_a_photo_too_large_for_the_server_is_taken_out_and_the_rest_supersedes_simulated(
    phone: Phone, archive: Archive
) -> None:
    phone.meets("**/photos/*", _refusing(413))
    phone.reports(a_photo(40)).waits_until("blocked")
    [row] = phone.rows()
    assert row["blocked"] == "too_large"
    assert archive.digests(row["id"]) == {row["id"]: row["sealed"]["digest"]}

    phone.lists().page.get_by_role("button", name="Buka, keluarkan foto itu").click()
    phone.page.get_by_role("button", name="Hapus foto 1").click()
    phone.saves().waits_until("stored")

    [fixed] = phone.rows()
    assert (fixed["supersedes"], fixed["sealed"]["photos"]) == (row["id"], [])


def test_f38_a_report_half_way_that_is_dropped_is_gone_on_both_sides(phone: Phone, archive: Archive) -> None:
    phone.meets("**/photos/*", lambda route: route.abort())
    phone.reports(a_photo(50)).waits_until("sending")
    report = phone.rows()[0]["id"]
    assert archive.digests(report)

    phone.lists().page.get_by_text("Lainnya").click()
    phone.page.get_by_role("button", name="Hapus").click()
    phone.page.get_by_text("Laporan dihapus.").wait_for()

    eventually(lambda: not archive.digests(report), what="the removal")
    phone.page.get_by_text("Belum ada laporan di HP ini").wait_for()


def test_f35_background_sync_delivers_after_the_page_is_closed(phones: Phones, archive: Archive) -> None:
    phone = phones(permissions=["geolocation", "background-sync"]).opens().installed()
    phone.context.set_offline(True)
    phone.reports(a_photo(60)).sealed()
    rows = phone.rows()
    phone.page.close()

    phone.context.set_offline(False)

    wanted = {row["id"]: row["sealed"]["digest"] for row in rows}
    phone.page = phone.context.new_page()  # a page of another kind keeps the browser's events going
    phone.page.goto("about:blank")
    phone.until(lambda: archive.digests(*wanted) == wanted)
