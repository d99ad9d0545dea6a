"""Public pages that were looked at open without a network, and say how old they are."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.pages import seed
from tests.pages.site import Site, served
from tests.pages.world import NOW, World
from tests.system import eventually

pytestmark = pytest.mark.browser

KEPT = "async (path) => !!(await (await caches.open('seen')).match(path, { ignoreVary: true }))"
LATER = """async ([path, days]) => {
  const cache = await caches.open('seen')
  const kept = await cache.match(path, { ignoreVary: true })
  const headers = new Headers(kept.headers)
  headers.set('Masdarling-Kept', new Date(Date.now() - days * 864e5).toISOString())
  await cache.put(path, new Response(await kept.blob(), { headers }))
}"""
"""As if the phone had lain for so many days."""
SHOWN = "[...document.images].filter((one) => one.complete && one.naturalWidth).length"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    world = World(tmp_path_factory.mktemp("site"), built=True)
    world.keep(seed.a_week(NOW), with_pictures=True)
    with served(world) as site:
        yield site


def is_kept(page: Page, path: str) -> bool:
    return bool(page.evaluate(KEPT, path))


def looks(page: Page, path: str) -> None:
    """Open it, and wait until it would open without a network."""
    page.goto(path)
    eventually(lambda: is_kept(page, path))


def test_what_was_looked_at_opens_without_a_network_with_its_age_until_it_is_taken_back(
    site: Site, browser: Browser
) -> None:
    report, home = site.pages["report"], site.pages["kelurahan"]
    told, name = "Keadaan 3 hari yang lalu – tanpa jaringan.", "Tidak ada jaringan"
    with site.visit(browser, home) as page:
        expect(page.locator(".is-seen")).to_have_count(0)
        eventually(lambda: is_kept(page, home))  # the first page of all, before there was a worker
        looks(page, report)
        page.wait_for_function(SHOWN)
        page.evaluate(LATER, [home, 3])

        page.context.set_offline(True)
        page.goto(home)
        expect(page.get_by_role("status").filter(has_text=told)).to_be_visible()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(246, 241, 230)"
        page.goto(f"{report}?suara=beres")
        expect(page.locator(".is-seen")).to_contain_text("tanpa jaringan")
        page.wait_for_function(SHOWN)

        page.goto("/kelurahan/64.74.01.1004")
        expect(page.get_by_role("heading", name=name)).to_be_visible()
        page.locator(f'.seen-pages a[href="{home}"]').click()
        expect(page.locator(".is-seen")).to_contain_text(told)

        page.context.set_offline(False)
        page.locator(".is-seen a").click()
        expect(page.locator(".is-seen")).to_have_count(0)
        site.world.showcase.remove(report.rpartition("/")[2], at=site.world.now)
        page.goto(report)
        eventually(lambda: not is_kept(page, report))
        page.context.set_offline(True)
        page.goto(report)
        expect(page.get_by_role("heading", name=name)).to_be_visible()


@pytest.mark.parametrize(("pixels", "width"), [(2, 720), (3, 1280)])
def test_the_copy_of_a_photo_that_the_phone_took_stays_with_its_page(
    site: Site, browser: Browser, pixels: int, width: int
) -> None:
    report = site.pages["report-fixed"]
    size: ViewportSize = {"width": 360, "height": 740}
    context = browser.new_context(viewport=size, device_scale_factor=pixels, base_url=site.base)
    page = context.new_page()
    page.goto("/")
    eventually(lambda: is_kept(page, "/"))
    looks(page, report)
    page.wait_for_function("[...document.images].every((one) => one.complete && one.naturalWidth)")
    taken = page.evaluate("[...document.images].map((one) => new URL(one.currentSrc).pathname)")
    eventually(lambda: all(is_kept(page, path) for path in taken))

    for _ in range(2):  # what no page needs is cleared away by then
        looks(page, site.pages["kelurahan"])

    assert {path.rpartition("/")[2] for path in taken} == {f"{width}.webp"}
    assert all(is_kept(page, path) for path in taken)
    context.close()
