"""What the phone keeps, and what the browser does to it: failures 21, 22 and 32 of the field."""

import re
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Archive, Phones
from tests.browser.phone import Phone, a_photo
from tests.proxy import BadNetwork
from tests.system import System, eventually

pytestmark = pytest.mark.browser

ASKS = "navigator.storage.persist = () => { localStorage.asked = 'yes'; return Promise.resolve(false) }"
"""A browser that makes no promise, and notes that it was asked for one."""

HOLDS = """
  window.connections = []
  const opened = IDBFactory.prototype.open
  IDBFactory.prototype.open = function (...how) {
    const request = opened.apply(this, how)
    request.addEventListener('success', () => window.connections.push(request.result))
    return request
  }"""
"""Keeps every connection to a database at hand, so that a test can close one under the app, as iOS does."""


def evicts(phone: Phone) -> None:
    """The browser clears the database of the site and leaves the rest, as it does on a full phone."""
    link = phone.context.new_cdp_session(phone.page)
    link.send("Storage.clearDataForOrigin", {"origin": phone.url, "storageTypes": "indexeddb"})


def losses(system: System) -> float:
    """Reports lost on phones, as the server counts them."""
    with urlopen(f"{system.url}/metrics") as answer:  # noqa: S310 -- our own
        found = re.search(r"^masdarling_lost_on_phones (.*)$", answer.read().decode(), re.MULTILINE)
    assert found
    return float(found[1])


def test_f21_what_the_browser_evicted_is_told_with_its_number_and_counted_once(
    phones: Phones, system: System, network: BadNetwork
) -> None:
    phone = phones()
    phone.context.add_init_script(ASKS)
    phone.opens().installed()
    network.mode = "refuse"
    network.cut()
    phone.reports(a_photo(1))
    phone.reports().sealed()
    assert phone.page.evaluate("localStorage.asked") == "yes"
    before = losses(system)

    phone.page.goto("about:blank")
    evicts(phone)
    network.mode = "ok"
    phone.opens()

    phone.page.get_by_text("2 laporan yang belum terkirim hilang dari HP ini.").wait_for()
    eventually(lambda: losses(system) == before + 2, what="the count at the server")
    phone.page.get_by_role("button", name="Saya mengerti").click()
    phone.page.reload()
    phone.stands().page.wait_for_load_state("networkidle")
    assert phone.page.get_by_text("hilang dari HP ini").count() == 0
    assert losses(system) == before + 2


def test_f21_when_all_was_cleared_the_server_still_knows_what_waited(phones: Phones, system: System) -> None:
    phone = phones().opens().installed()
    phone.meets("**/photos/*", lambda route: route.fulfill(status=413, json={"api": "masdarling/1"}))
    with phone.page.expect_response("**/me/waiting"):
        phone.reports(a_photo(2)).waits_until("blocked")
    before = losses(system)

    phone.page.evaluate("localStorage.clear()")
    phone.page.goto("about:blank")
    evicts(phone)
    phone.opens()

    phone.page.get_by_text("1 laporan yang belum terkirim hilang dari HP ini.").wait_for()
    eventually(lambda: losses(system) == before + 1, what="the count at the server")


def test_f22_a_connection_to_the_database_that_the_system_drops_is_opened_again(
    phones: Phones, network: BadNetwork, archive: Archive
) -> None:
    phone = phones()
    phone.context.add_init_script(HOLDS)
    phone.opens().installed()
    network.mode = "refuse"
    network.cut()
    phone.reports(a_photo(3)).sealed()

    phone.page.evaluate("window.connections.forEach((connection) => connection.close())")
    phone.page.get_by_role("link", name="Laporan saya").click()

    phone.page.get_by_role("heading", name="Sampah liar").wait_for()
    assert phone.page.get_by_text("Belum ada laporan").count() == 0
    phone.page.evaluate("window.connections.forEach((connection) => connection.close())")
    network.mode = "ok"
    phone.waits_until("stored")
    archive.has(phone)


def test_f22_a_database_that_cannot_be_opened_is_not_an_empty_queue_simulated(phones: Phones) -> None:
    phone = phones().opens().installed()
    phone.context.set_offline(True)
    phone.reports()
    phone.context.add_init_script(
        """IDBFactory.prototype.open = () => {
          const request = new EventTarget()
          request.error = new DOMException('Connection to Indexed Database server lost', 'UnknownError')
          setTimeout(() => request.onerror?.(new Event('error')))
          return request
        }"""
    )

    phone.page.goto(f"{phone.url}/lapor?lagi#laporan")

    phone.page.get_by_text("Penyimpanan HP tidak bisa dibuka. Laporan Anda tidak dihapus.").wait_for()
    assert phone.page.get_by_text("Belum ada laporan").count() == 0
    assert phone.page.get_by_text("hilang dari HP ini").count() == 0


def test_f32_a_private_window_works_and_says_that_closing_it_loses_drafts_simulated(
    phones: Phones, archive: Archive
) -> None:
    phone = phones()
    phone.context.add_init_script("Object.defineProperty(navigator, 'storage', { value: undefined })")
    phone.opens()

    phone.page.get_by_text("Anda memakai jendela penyamaran.").wait_for()
    phone.page.get_by_role("button", name="Saya mengerti").click()
    phone.reports(a_photo(4)).waits_until("stored")

    expect(phone.page.get_by_text("jendela penyamaran")).to_have_count(0)
    archive.has(phone)
