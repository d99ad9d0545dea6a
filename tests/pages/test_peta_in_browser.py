"""The moving map in a real browser: filters and the way back, by keyboard alone, and without a network."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.pages import seed
from tests.pages.site import DESK, PHONE, Site, in_theme, served, violations
from tests.pages.world import NOW, World

pytestmark = pytest.mark.browser
SCHEMES: tuple[Literal["dark", "light"], ...] = ("dark", "light")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    world = World(tmp_path_factory.mktemp("site"), built=True)
    world.keep(seed.a_week(NOW), with_pictures=True)
    with served(world) as site:
        yield site


@pytest.fixture
def page(site: Site, browser: Browser) -> Iterator[Page]:
    with site.visit(browser, "/peta", DESK) as page:
        touch(page)
        yield page


def touch(page: Page) -> None:
    """The map moves once somebody is there."""
    page.mouse.move(9, 9, steps=2)


def expect_reports(page: Page, n: int) -> None:
    expect(page.locator("#peta-news")).to_contain_text(f"{n} laporan")


def test_the_still_map_stands_until_somebody_touches_the_page(site: Site, browser: Browser) -> None:
    with site.visit(browser, "/peta", DESK) as page:
        page.wait_for_load_state("networkidle")
        expect(page.locator(".peta-still svg")).to_be_visible()
        expect(page.locator(".leaflet-container")).to_have_count(0)

        touch(page)

        expect_reports(page, 22)
        expect(page.locator("#peta canvas").first).to_be_visible()


def test_what_is_chosen_before_the_map_moves_waits_for_the_map_or_the_button(
    site: Site, browser: Browser
) -> None:
    with site.visit(browser, "/peta", DESK) as page:
        page.route(re.compile("/aset/peta-"), lambda _: None)  # on its way for long
        page.locator(".peta-filters > summary").click()
        page.get_by_label("Jenis").select_option("AIR")
        page.wait_for_timeout(300)
        assert page.url.endswith("/peta")

        page.unroute_all()
        expect_reports(page, 6)
        assert "jenis=AIR" in page.url
        expect(page.locator("#peta-chosen")).not_to_be_empty()

        page.go_back()
        expect_reports(page, 22)


def test_a_map_whose_styles_do_not_come_stays_still_and_comes_another_time(
    site: Site, browser: Browser
) -> None:
    with site.visit(browser, "/peta", DESK) as page:
        page.route(re.compile("/aset/peta-moving"), lambda route: route.abort())
        with page.expect_event("requestfailed"):
            touch(page)
        page.wait_for_timeout(2_100)
        expect(page.locator(".peta-still svg")).to_be_visible()
        expect(page.locator(".leaflet-container")).to_have_count(0)

        page.unroute_all()
        page.keyboard.press("Shift")

        expect_reports(page, 22)


@pytest.mark.parametrize("way", ["button", "online"])
def test_a_map_whose_shapes_do_not_come_says_so_and_is_asked_for_again(
    site: Site, browser: Browser, way: str
) -> None:
    with site.visit(browser, "/peta", DESK) as page:
        page.route(re.compile("/api/v1/kelurahan"), lambda route: route.fulfill(status=503))
        touch(page)
        expect(page.locator("#peta-news")).to_contain_text("belum bisa digeser")
        expect(page.locator(".peta-still svg")).to_be_visible()
        page.get_by_role("button", name="Coba lagi").click()
        expect(page.locator("#peta-news")).to_contain_text("belum bisa digeser")

        page.unroute_all()
        if way == "button":
            page.get_by_role("button", name="Coba lagi").click()
        else:
            page.evaluate("dispatchEvent(new Event('online'))")

        expect_reports(page, 22)
        expect(page.locator("#peta canvas").first).to_be_visible()
        expect(page.get_by_role("button", name="Coba lagi")).to_be_hidden()


def test_who_stands_on_a_link_of_the_still_map_is_led_to_the_moving_one(site: Site, browser: Browser) -> None:
    with site.visit(browser, "/peta", DESK) as page:
        page.locator(".peta-still a").first.focus()

        expect_reports(page, 22)
        expect(page.locator("#peta")).to_be_focused()


def test_a_filter_changes_map_list_and_address_and_back_undoes_it(page: Page) -> None:
    expect_reports(page, 22)
    page.locator(".peta-filters > summary").click()

    page.get_by_label("Jenis").select_option("AIR")
    expect_reports(page, 6)
    assert "jenis=AIR" in page.url
    expect(page.locator("#peta-chosen")).not_to_be_empty()
    expect(page.locator("#peta-all")).to_be_visible()

    page.go_back()
    expect_reports(page, 22)
    expect(page.get_by_label("Jenis")).to_have_value("")
    expect(page.locator("#peta-chosen")).to_be_empty()
    expect(page.locator("#peta-all")).to_be_hidden()


def test_of_one_kelurahan_the_map_comes_first_on_a_phone_and_says_what_it_shows(
    site: Site, browser: Browser
) -> None:
    with site.visit(browser, f"/peta?kelurahan={seed.HOME}", PHONE) as page:
        touch(page)
        expect(page.locator("#peta-news")).to_contain_text("Daftar hanya memuat laporan Kelurahan")
        place = page.locator("#peta").bounding_box()

    assert place
    assert place["y"] < 400


def test_a_report_is_reached_by_keyboard_alone(page: Page) -> None:
    expect_reports(page, 22)
    page.locator("#peta").focus()
    page.keyboard.press("Enter")
    cursor = page.locator(".peta-cursor")
    expect(cursor).to_be_focused()
    first = cursor.get_attribute("aria-label")

    for way in ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"):  # to where there is another one
        if cursor.get_attribute("aria-label") == first:
            page.keyboard.press(way)
    expect(cursor).not_to_have_attribute("aria-label", first or "")
    while page.locator(".peta-card:visible").count() == 0:
        page.keyboard.press("Enter")
        page.wait_for_timeout(700)

    expect(page.locator(".peta-card a").first).to_have_attribute("href", re.compile("^/laporan/"))
    for scheme in SCHEMES:
        in_theme(page, scheme)
        assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.locator(".peta-card")).to_be_hidden()
    expect(cursor).to_be_focused()


def test_where_somebody_stands_is_marked_on_the_map_and_told_to_nobody(page: Page) -> None:
    expect_reports(page, 22)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 0.13612, "longitude": 117.45219, "accuracy": 8})

    for _ in "twice":
        page.get_by_role("button", name="Ke tempat saya").click()
        expect(page.locator("#peta-news")).to_contain_text("Anda di sekitar sini")
    page.wait_for_timeout(1_000)  # the list is asked for a little later

    expect(page.locator("#peta-news")).to_contain_text("Anda di sekitar sini")
    expect(page.locator("#peta-news")).to_contain_text("laporan.")
    dot = page.locator(".peta-here").bounding_box()
    assert dot
    assert dot["width"] >= 22
    assert any("/peta/daftar" in url for url in asked)
    assert [url for url in (*asked, page.url) if "0.1361" in url or "117.4522" in url] == []
    assert "@=0.1365,117.4525,15" in page.url
    around = page.get_by_role("link", name="Ikuti sekitar sini")
    expect(around).to_have_attribute("href", "/ikuti?titik=0.1365,117.4525&radius=500")


def test_what_is_not_known_is_not_counted_as_nothing(page: Page) -> None:
    expect_reports(page, 22)
    page.route(re.compile("/cells|/daftar"), lambda route: route.fulfill(status=503))
    page.locator(".peta-filters > summary").click()

    page.get_by_label("Jenis").select_option("AIR")
    expect(page.locator("#peta-news")).to_contain_text("belum bisa diambil")
    expect(page.locator("#peta-list")).to_have_text("Daftar laporan bagian ini belum bisa diambil.")
    expect(page.locator("#peta-news")).not_to_contain_text("tidak ada")

    page.unroute_all()
    page.get_by_role("button", name="Coba lagi").click()
    expect_reports(page, 6)
    expect(page.locator("#peta-list")).not_to_contain_text("belum bisa diambil")
    expect(page.get_by_role("button", name="Coba lagi")).to_be_hidden()


def test_what_was_seen_opens_without_a_network_and_tells_its_age(site: Site, browser: Browser) -> None:
    with ExitStack() as server, browser.new_context(locale="id-ID") as context:
        other = server.enter_context(served(site.world))
        page = context.new_page()
        page.goto(f"{other.base}/lapor")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.goto(f"{other.base}/peta")
        touch(page)
        expect_reports(page, 22)
        page.wait_for_load_state("networkidle")
        server.close()  # whoever knocks now waits for ever

        page.reload()
        touch(page)

        expect(page.locator("#peta-news")).to_contain_text("terakhir dilihat")
        expect_reports(page, 22)
        expect(page.locator("#peta canvas").first).to_be_visible()
        page.goto("about:blank")  # the last page under another address
        page.goto(f"{other.base}/peta?jenis=AIR&status=open,work")
        touch(page)
        expect(page.get_by_label("Jenis")).to_have_value("AIR")
        expect(page.locator("#peta-saring input:checked")).to_have_count(2)
        expect(page.locator("#peta-list")).to_have_text(
            "Daftar laporan bagian ini belum bisa diambil.", timeout=25_000
        )
