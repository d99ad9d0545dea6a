"""A sealed original in a real browser: looked at, and nothing of it is left on the disk of who looked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Playwright

from backend.routes import cookies
from tests.pages.seed import STORIES, a_report
from tests.pages.site import Site, served
from tests.pages.world import NOW, World
from tests.services.chromium import ARGUMENTS, CHROMIUM

pytestmark = pytest.mark.browser

SLICE = slice(2_000, 2_064)
"""Of a picture: enough to tell it by, and beyond what all of a kind begin with."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    world = World(tmp_path / "world", built=True)
    world.keep([a_report(1, now=NOW, photos=1, story=STORIES[0])], with_pictures=True)
    with served(world) as site:
        yield site


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return tmp_path / "profile"


@pytest.fixture
def context(site: Site, profile: Path, playwright: Playwright) -> Iterator[BrowserContext]:
    """Rani's own browser, with a disk of its own, under whose pages the service worker is at work."""
    browser = playwright.chromium.launch_persistent_context(
        profile, executable_path=CHROMIUM, args=list(ARGUMENTS), base_url=site.base, locale="id-ID"
    )
    token = site.world.session_of("rani")
    browser.add_cookies([{"name": cookies.SESSION, "value": token, "url": site.base}])
    yield browser
    browser.close()


def test_a_photo_that_was_opened_lies_neither_in_the_browser_s_cache_nor_with_the_service_worker(
    site: Site, profile: Path, context: BrowserContext
) -> None:
    page = context.pages[0]
    page.goto("/lapor")
    page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
    [report] = site.world.reports.kept
    page.goto(f"/tinjau/{report}")
    page.get_by_text("Buka foto asli").click()
    page.get_by_label("Mengapa perlu dibuka?").select_option("detail")
    page.get_by_label("Jelaskan singkat").fill("Nomor tiang")
    with context.expect_page() as opened, context.expect_event("response") as told:
        page.get_by_role("button", name="Buka dan catat").click()
    opened.value.wait_for_load_state()

    shown = told.value
    assert (shown.status, shown.from_service_worker) == (200, False)
    assert opened.value.evaluate("document.images[0].naturalWidth") > 0
    kept = "caches.keys().then((n) => Promise.all(n.map((k) => caches.open(k).then((c) => c.keys()))))"
    addresses = page.evaluate(f"{kept}.then((lists) => lists.flat().map(({{ url }}) => url))")
    assert addresses
    assert [url for url in addresses if "/asli" in url or "/photos/" in url] == []

    original = site.world.parts.darkroom.full(_copy(site, 1280))
    context.close()
    assert is_on_disk(profile, _copy(site, 1280)), "the copies may be kept: this would find what is"
    assert not is_on_disk(profile, original)
    assert [e.entry.detail["words"] for e in site.world.audit.kept] == ["Nomor tiang"]


def _copy(site: Site, size: int) -> bytes:
    return next(data for (_, _, its), data in site.world.chest.copies.items() if its == size)


def is_on_disk(folder: Path, picture: bytes) -> bool:
    return any(picture[SLICE] in file.read_bytes() for file in folder.rglob("*") if file.is_file())
