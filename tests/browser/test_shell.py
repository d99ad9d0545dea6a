"""The app opens without a network, says so in two languages, is small, and can be installed."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from tests.bench.first_load import first_load
from tests.browser.conftest import Phones
from tests.browser.phone import LIKE_A_PHONE, Phone
from tests.proxy import BadNetwork
from tests.services.chromium import ARGUMENTS, CHROMIUM
from tests.system import System

pytestmark = pytest.mark.browser

JS_MAX, ALL_MAX = 45_000, 90_000
"""Bytes over the wire until the form stands, at a first visit (P1)."""


def test_after_one_visit_the_app_opens_with_the_server_gone(phone: Phone, network: BadNetwork) -> None:
    network.mode = "refuse"
    network.cut()

    phone.opens()

    phone.page.get_by_role("button", name="Sampah", exact=True).wait_for()
    expect(phone.page.locator("#kelurahan option")).to_have_count(16)


def test_a_page_that_is_not_kept_leads_to_the_app(phone: Phone) -> None:
    phone.context.set_offline(True)

    phone.page.goto(f"{phone.url}/tentang")

    phone.page.get_by_role("heading", name="Tidak ada jaringan").wait_for()
    phone.page.get_by_role("link", name="Buat laporan").click()
    phone.page.get_by_role("heading", name="Laporan baru").wait_for()


def test_the_language_is_switched_without_a_network_and_stays(phone: Phone) -> None:
    phone.context.set_offline(True)

    phone.page.get_by_role("button", name="Ganti ke bahasa Inggris").click()
    phone.page.get_by_role("heading", name="New report").wait_for()
    phone.page.reload()

    phone.page.get_by_role("heading", name="New report").wait_for()
    assert phone.page.evaluate("document.documentElement.lang") == "en"


def test_a_first_page_whose_scripts_are_gone_says_so_and_leads_on(phones: Phones) -> None:
    phone = phones()
    phone.context.route("**/aset/shell-*.js", lambda route: route.fulfill(status=404))
    phone.page.goto(f"{phone.url}/lapor")

    told = phone.page.get_by_role("alert")
    told.get_by_text("Aplikasi tidak bisa dibuka").wait_for()
    assert told.get_by_role("link", name="formulir sederhana").get_attribute("href") == "/lapor/sederhana"

    phone.context.unroute("**/aset/shell-*.js")
    told.get_by_role("link", name="Muat ulang").click()
    phone.stands()
    expect(phone.page.get_by_text("Aplikasi tidak bisa dibuka")).to_have_count(0)


def test_the_first_load_is_small(phones: Phones) -> None:
    phone = phones()

    load = first_load(phone)

    assert 10_000 < load.scripts <= JS_MAX
    assert load.everything <= ALL_MAX


def test_the_app_can_be_installed(playwright: Playwright, system: System, tmp_path: Path) -> None:
    context = playwright.chromium.launch_persistent_context(
        str(tmp_path), executable_path=CHROMIUM, args=list(ARGUMENTS), **LIKE_A_PHONE
    )
    phone = Phone(context, context.pages[0], system.url).opens().installed()
    link = context.new_cdp_session(phone.page)

    manifest = link.send("Page.getAppManifest")
    hindrances = link.send("Page.getInstallabilityErrors")["installabilityErrors"]

    assert manifest["errors"] == []
    document = json.loads(manifest["data"])
    assert document["start_url"] == "/lapor"
    assert {shot["form_factor"] for shot in document["screenshots"]} == {"narrow", "wide"}
    assert hindrances == []
    context.close()


def test_every_shortcut_of_the_installed_app_leads_to_what_it_names(phone: Phone) -> None:
    shortcuts = phone.page.request.get(f"{phone.url}/manifest.webmanifest").json()["shortcuts"]
    leads = {
        "Lapor": "Laporan baru",
        "Laporan saya": "Laporan saya",
        "Peta kelurahan": "Yang berubah dalam 7 hari",
    }

    assert [shortcut["name"] for shortcut in shortcuts] == list(leads)

    for shortcut in shortcuts:
        phone.page.goto("about:blank")
        phone.page.goto(phone.url + shortcut["url"])
        expect(phone.page.get_by_role("heading", name=leads[shortcut["name"]])).to_be_in_viewport()
