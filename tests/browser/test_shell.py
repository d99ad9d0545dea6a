"""The app opens without a network, says so in two languages, and asks before it changes."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from playwright.sync_api import Playwright
from werkzeug.serving import make_server

from pwa.extension import PWA
from tests.browser.conftest import Phones
from tests.browser.phone import LIKE_A_PHONE, Phone
from tests.proxy import BadNetwork
from tests.services.chromium import ARGUMENTS, CHROMIUM
from tests.system import ROOT, System

pytestmark = pytest.mark.browser

DIST = ROOT / "pwa" / "dist"

JS_MAX, ALL_MAX = 45_000, 90_000
"""Bytes over the wire for the first load of /lapor (P1)."""


def test_after_one_visit_the_app_opens_with_the_server_gone(phone: Phone, network: BadNetwork) -> None:
    network.mode = "refuse"
    network.cut()

    phone.opens()

    phone.page.get_by_role("button", name="Sampah", exact=True).wait_for()
    assert phone.page.locator("#kelurahan option").count() == 16


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


def test_the_first_load_is_small(phones: Phones) -> None:
    phone = phones()
    link = phone.context.new_cdp_session(phone.page)
    link.send("Network.enable")
    urls: dict[str, str] = {}
    sizes: dict[str, int] = {}
    link.on(
        "Network.responseReceived", lambda event: urls.update({event["requestId"]: event["response"]["url"]})
    )
    link.on(
        "Network.loadingFinished",
        lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}),
    )

    phone.opens()
    phone.page.wait_for_load_state("networkidle")

    # The page's own session does not see the service worker's script and what it fetches for photos.
    later = {name: len((DIST / f"{name}.br").read_bytes()) for name in ("sw.js", built("shrink.js"))}
    total = {urls[key]: size for key, size in sizes.items() if key in urls} | later
    scripts = sum(size for url, size in total.items() if url.endswith(".js"))
    assert 10_000 < scripts <= JS_MAX
    assert sum(total.values()) <= ALL_MAX


def built(name: str) -> str:
    files: dict[str, str] = json.loads((DIST / "manifest.json").read_text())["files"]
    return files[name]


def test_the_app_can_be_installed(playwright: Playwright, system: System, tmp_path: Path) -> None:
    context = playwright.chromium.launch_persistent_context(
        str(tmp_path), executable_path=CHROMIUM, args=list(ARGUMENTS), **LIKE_A_PHONE
    )
    phone = Phone(context, context.pages[0], system.url).opens().installed()
    link = context.new_cdp_session(phone.page)

    manifest = link.send("Page.getAppManifest")
    hindrances = link.send("Page.getInstallabilityErrors")["installabilityErrors"]

    assert manifest["errors"] == []
    assert json.loads(manifest["data"])["start_url"] == "/lapor"
    assert hindrances == []
    context.close()


def test_a_new_version_asks_before_it_takes_over_and_never_over_an_open_form(
    phones: Phones, place: "Place"
) -> None:
    phone = phones()
    phone.url = place.url
    phone.opens().installed()
    phone.page.get_by_label("Keterangan").fill("sedang diisi")
    place.builds_anew()
    phone.page.evaluate("navigator.serviceWorker.getRegistration().then((r) => r.update()).then(() => 1)")
    phone.until(
        lambda: phone.page.evaluate("navigator.serviceWorker.getRegistration().then((r) => !!r.waiting)")
    )
    assert phone.page.get_by_text("Versi baru").count() == 0

    phone.page.get_by_role("link", name="Laporan saya").click()
    phone.page.get_by_text("Versi baru").wait_for()
    with phone.page.expect_navigation():
        phone.page.get_by_role("button", name="Muat ulang").click()

    phone.page.get_by_role("heading", name="Laporan saya").wait_for()
    assert [draft["form"]["note"] for draft in phone.drafts()] == ["sedang diisi"]


def test_half_a_new_version_leaves_the_old_one_working(phones: Phones, place: "Place") -> None:
    phone = phones()
    phone.url = place.url
    phone.opens().installed()
    before = phone.page.evaluate("caches.keys()")

    place.builds_anew()
    place.forgets_a_file()
    phone.page.evaluate("navigator.serviceWorker.getRegistration().then((r) => r.update()).catch(() => 0)")
    phone.until(
        lambda: phone.page.evaluate("navigator.serviceWorker.getRegistration().then((r) => !r.installing)")
    )

    assert not phone.page.evaluate("navigator.serviceWorker.getRegistration().then((r) => !!r.waiting)")
    assert set(before) <= set(phone.page.evaluate("caches.keys()"))
    phone.context.set_offline(True)
    phone.opens()


@dataclass
class Place:
    """The shell alone, on a copy of what was built: a later version can be put in its place."""

    dist: Path
    url: str = ""

    def builds_anew(self) -> None:
        worker = (self.dist / "sw.js").read_text()
        assert '"shell-"' in worker  # the family of the shell's caches
        for end in ("", ".br", ".gz"):
            (self.dist / f"sw.js{end}").unlink()
        (self.dist / "sw.js").write_text(worker.replace('"shell-"', '"shell-next-"'))

    def forgets_a_file(self) -> None:
        """The new version speaks of a file that is not there."""
        worker = (self.dist / "sw.js").read_text()
        (self.dist / "sw.js").write_text(worker.replace("/offline", "/aset/gone.css"))


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    dist = tmp_path / "dist"
    shutil.copytree(DIST, dist)
    app = Flask("place")
    app.config["PWA_DIST"] = str(dist)
    PWA(app)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield Place(dist, f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    server.server_close()
