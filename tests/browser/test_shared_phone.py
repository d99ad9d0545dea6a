"""One phone, several people: nobody sees or sends what is another's, and nobody loses what is theirs."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.asking import PASSWORD, Reviewer
from tests.browser.conftest import Archive
from tests.browser.phone import Phone, a_photo
from tests.browser.whose import HOME, comes_back, invited
from tests.proxy import BadNetwork
from tests.system import System

pytestmark = pytest.mark.browser

SECRET = "di belakang rumah Bu Ratna"

EVERYTHING = """async () => {
  const text = (bytes) =>
    Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('')
  const database = await new Promise((done) => {
    indexedDB.open('masdarling').onsuccess = (event) => done(event.target.result)
  })
  const stores = [...database.objectStoreNames]
  const all = await Promise.all(stores.map((name) => new Promise((done) => {
    database.transaction(name).objectStore(name).getAll().onsuccess = (e) => done(e.target.result)
  })))
  database.close()
  const told = JSON.stringify(all, (_, value) => (value instanceof ArrayBuffer ? text(value) : value))
  const pages = []
  for (const name of await caches.keys()) {
    const cache = await caches.open(name)
    for (const key of await cache.keys()) {
      pages.push(key.url + text(await (await cache.match(key)).arrayBuffer()))
    }
  }
  const notes = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie]
  return [told, ...notes, ...pages].join('\\n')
}"""
"""All a script can read on this phone: every store of the database, every cache, every note, every cookie."""

VAULT = """new Promise((done) => {
  const opening = indexedDB.open('masdarling')
  opening.onsuccess = () => {
    const keys = opening.result.transaction('vault').objectStore('vault').getAllKeys()
    keys.onsuccess = () => { opening.result.close(); done(keys.result) }
  }
})"""


def leaves(phone: Phone) -> Phone:
    page = phone.page
    page.goto(f"{phone.url}/lapor#setelan")
    if not page.get_by_role("button", name="Keluar sekarang").is_visible():
        page.get_by_role("button", name="Keluar dari HP ini").click()
    with page.expect_navigation():  # the app opens anew, with nobody's name
        page.get_by_role("button", name="Keluar sekarang").click()
    page.get_by_text("Belum ada nama di HP ini").wait_for()
    return phone


def test_f16_whoever_signs_out_with_a_full_queue_is_told_that_it_stays_and_finds_it_again(
    phone: Phone, system: System, archive: Archive, network: BadNetwork
) -> None:
    invited(phone, system, "Ratih")
    network.mode = "refuse"
    network.cut()
    phone.reports(a_photo(50), a_photo(51), note=SECRET).reports(note=SECRET).sealed()
    queue = {row["id"]: row["sealed"] for row in phone.rows()}

    phone.page.goto(f"{phone.url}/lapor#setelan")
    phone.page.get_by_role("button", name="Keluar dari HP ini").click()
    phone.page.get_by_text("2 laporan belum terkirim tetap tersimpan di HP ini, terkunci").wait_for()
    leaves(phone)

    phone.page.get_by_text("2 laporan terkunci di HP ini").wait_for()
    phone.lists().page.get_by_text("Tidak ada laporan yang terbuka di HP ini").wait_for()
    phone.page.get_by_text("2 laporan terkunci di HP ini").wait_for()
    assert phone.rows() == []
    assert not re.search("Ratna|Ratih", phone.page.evaluate(EVERYTHING))
    network.mode = "ok"
    comes_back(phone, system, "Ratih")
    phone.waits_until("stored")
    assert {row["id"]: row["sealed"] for row in phone.rows()} == queue
    archive.has(phone)


def test_f16_another_person_on_the_same_phone_neither_sends_nor_sees_what_waits(
    phone: Phone, system: System, archive: Archive
) -> None:
    invited(phone, system, "Dewi Lestari")
    phone.context.clear_cookies()
    phone.reports(a_photo(52), note=SECRET).waits_until("paused_auth")
    [row] = phone.rows()

    invited(phone, system, "Bambang")
    phone.until(lambda: len(phone.page.evaluate(VAULT)) == 4)  # report, photo, notes, and that one waits
    phone.lists()

    expect(phone.page.get_by_role("article")).to_have_count(0)
    assert not re.search("Ratna|Dewi", phone.page.evaluate(EVERYTHING))
    assert archive.digests(row["id"]) == {}
    comes_back(phone, system, "Dewi Lestari").waits_until("stored")
    assert [kept["sealed"] for kept in phone.rows()] == [row["sealed"]]
    archive.has(phone)


def test_f16_nothing_of_the_one_before_is_shown_when_the_network_ends_as_another_signs_in(
    phone: Phone, system: System, network: BadNetwork
) -> None:
    invited(phone, system, "Ayu")
    network.mode = "refuse"
    network.cut()
    phone.reports(note=SECRET).page.get_by_label("Keterangan").fill(SECRET)
    network.mode = "ok"
    phone.page.goto(phone.url + "/tentang")
    made = system.facts("invite", "--kelurahan", HOME, "--name", "Joko")
    phone.context.route("**/api/v1/**", lambda route: route.abort())

    phone.page.goto(phone.url + "/undangan/" + made["link"].rpartition("/")[2])
    phone.page.get_by_role("checkbox").check()
    phone.page.locator("form.card button").click()
    phone.page.wait_for_url("**/lapor*")
    phone.stands()

    expect(phone.page.get_by_label("Keterangan")).to_have_value("")
    phone.until(lambda: phone.rows() == [] and phone.drafts() == [])
    assert not re.search("Ratna|Ayu", phone.page.evaluate(EVERYTHING))


def test_f16_a_phone_signed_out_without_a_network_is_nobody_s_for_the_server_too(
    phone: Phone, system: System
) -> None:
    invited(phone, system, "Wahyu")
    spent = system.facts("invite", "--kelurahan", HOME, "--name", "Lain")["link"].rpartition("/")[2]
    phone.page.goto(phone.url + "/lapor#setelan")
    phone.context.route("**/api/v1/**", lambda route: route.abort())
    leaves(phone)

    phone.page.goto(f"{phone.url}/undangan/{spent}")

    assert "Wahyu" not in phone.page.content()
    cookies = {cookie["name"] for cookie in phone.context.cookies()}
    assert not cookies & {"md_device", "md_who"}


APP = ["/lapor", "/lapor#laporan", "/lapor#setelan"]
WALK = [*APP, "/", "/data-saya", "/undangan/x", "/masuk", "/keluar", "/tinjau"]
ASKED = ["me", "reports/mine", "me/key", "register"]


def test_no_page_and_no_answer_of_one_person_is_ever_shown_to_the_next(phone: Phone, system: System) -> None:
    invited(phone, system, "Kartika Sari")
    phone.reports(a_photo(53), note=SECRET).waits_until("stored")
    [row] = phone.rows()
    own = [*WALK, f"/lacak/{row['server']['number']}"]
    seen = [_walk(phone, path) for path in own]
    assert any("Kartika" in text for text in seen)
    key = _asked(phone, "me/key")

    leaves(phone)
    invited(phone, system, "Slamet")

    shown = [_walk(phone, path) for path in own[:-1]] + [_asked(phone, path) for path in ASKED]
    for _ in range(6):
        phone.page.go_back()
        phone.page.wait_for_load_state()
        shown.append(phone.page.content())
    shown.append(phone.page.evaluate(EVERYTHING))
    names = re.compile(f"Kartika|Ratna|{row['server']['number']}|{re.escape(key)}")
    assert [found[0] for text in shown if (found := names.search(text))] == []


def _walk(phone: Phone, path: str) -> str:
    phone.page.goto(phone.url + path)
    phone.page.wait_for_timeout(200)
    return phone.page.content()


def _asked(phone: Phone, path: str) -> str:
    """An answer of the API, as the browser would give it to a careless script: from its cache if it can."""
    asked = "(path) => fetch('/api/v1/' + path, { cache: 'force-cache' }).then((answer) => answer.text())"
    return str(phone.page.evaluate(asked, path))


def test_a_page_of_the_staff_that_history_brings_back_is_read_anew_simulated(
    phone: Phone, system: System
) -> None:
    page, other = phone.page, phone.context.new_page()
    page.goto(f"{phone.url}/masuk")
    page.locator("[name=nama]").fill(Reviewer(system).login)
    page.locator("[name=sandi]").fill(PASSWORD)
    page.locator("form.card button").click()
    page.goto(f"{phone.url}/tinjau")
    other.goto(f"{phone.url}/keluar")
    other.locator("main form button").click()
    other.wait_for_url(lambda url: not url.endswith("/keluar"))

    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")

    page.wait_for_url("**/masuk*")
