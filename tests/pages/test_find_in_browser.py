"""Find my kelurahan by position, which stays on the device; follow what lies around it, rounded."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Geolocation, Page, expect

from tests.pages import seed
from tests.pages.seed import HOME
from tests.pages.site import PHONE, Site, served
from tests.pages.world import NOW, World

pytestmark = pytest.mark.browser
INSIDE: Geolocation = {"latitude": 0.1366, "longitude": 117.4526}
IN_JAKARTA: Geolocation = {"latitude": -6.2088, "longitude": 106.8456}
AT_SEA: Geolocation = {"latitude": 0.1366, "longitude": 117.75}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    world = World(tmp_path_factory.mktemp("site"), built=True)
    world.keep(seed.a_week(NOW))
    with served(world) as site:
        yield site


@pytest.fixture
def home(site: Site, browser: Browser) -> Iterator[Page]:
    with site.visit(browser, "/", PHONE) as page:
        yield page


def test_who_stands_in_a_kelurahan_is_led_there_and_nobody_is_told_where(home: Page) -> None:
    asked: list[str] = []
    home.context.grant_permissions(["geolocation"])
    home.context.set_geolocation(INSIDE)
    home.on("request", lambda request: asked.append(request.url + (request.post_data or "")))

    home.get_by_role("button", name="Pakai lokasi saya").click()

    home.wait_for_url(f"**/kelurahan/{HOME}")
    assert not [address for address in asked if "0.1366" in address or "117.45" in address]


def test_who_is_at_sea_is_shown_the_nearest_shore_as_the_server_would(site: Site, home: Page) -> None:
    home.context.grant_permissions(["geolocation"])
    home.context.set_geolocation(AT_SEA)

    home.get_by_role("button", name="Pakai lokasi saya").click()

    nearest = site.world.city.find(AT_SEA["latitude"], AT_SEA["longitude"]).kelurahan
    expect(home.locator("[data-finds] [role=status]")).to_contain_text("Yang terdekat:")
    expect(home.locator("[data-finds] [role=status] a")).to_have_attribute("href", f"/kelurahan/{nearest}")


def test_who_allows_no_position_reads_what_else_to_do(home: Page) -> None:
    home.get_by_role("button", name="Pakai lokasi saya").click()

    expect(home.locator("[data-finds] [role=status]")).to_contain_text("Lokasi tidak diizinkan.")


@pytest.fixture
def follow(site: Site, browser: Browser) -> Iterator[Page]:
    with site.visit(browser, "/ikuti", PHONE) as page:
        yield page


def test_who_follows_around_oneself_tells_no_more_than_the_square(follow: Page) -> None:
    asked: list[str] = []
    follow.context.grant_permissions(["geolocation"])
    follow.context.set_geolocation({"latitude": 0.136249, "longitude": 117.452871})
    follow.on("request", lambda request: asked.append(request.url + (request.post_data or "")))

    follow.get_by_label("Jarak").select_option("1000")
    follow.get_by_role("button", name="Pakai lokasi saya").click()

    heading = follow.get_by_role("heading", level=1)
    expect(heading).to_have_text("Ikuti: 1.000 meter di sekitar sebuah titik di Gunung Telihan")
    assert follow.url.endswith("/ikuti?titik=0.1365%2C117.4525&radius=1000")
    assert not [address for address in asked if "0.1362" in address or "117.4528" in address]


def test_who_is_in_another_city_reads_so_and_nobody_is_told_where(follow: Page) -> None:
    asked: list[str] = []
    follow.context.grant_permissions(["geolocation"])
    follow.context.set_geolocation(IN_JAKARTA)
    follow.on("request", lambda request: asked.append(request.url))

    follow.get_by_role("button", name="Pakai lokasi saya").click()

    expect(follow.locator("#sekitar [role=status]")).to_contain_text("jauh dari Bontang")
    assert [one for one in asked if "/aset/" not in one] == []


def test_who_comes_to_follow_around_oneself_is_led_to_the_form_which_comes_first(
    site: Site, browser: Browser
) -> None:
    with site.visit(browser, "/ikuti#sekitar", PHONE) as page:
        expect(page.get_by_role("region", name="Ikuti sekitar saya")).to_be_focused()
        expect(page.locator("main .card").first).to_have_attribute("data-around", re.compile(r"\d"))


def test_a_browser_without_a_position_leads_over_a_kelurahan_too(site: Site, browser: Browser) -> None:
    with site.visit(browser, "/tentang", PHONE) as page:
        page.add_init_script("delete Navigator.prototype.geolocation")
        page.goto("/ikuti#sekitar")

        part = page.get_by_role("region", name="Ikuti sekitar saya")
        expect(part).to_be_focused()
        expect(part.get_by_role("heading")).to_have_count(1)
        expect(part).to_contain_text("Browser ini tidak bisa mencari lokasi Anda")
        part.get_by_role("link", name="Pilih kelurahan").click()
        expect(page.locator("#daftar:target")).to_be_visible()


def test_without_scripts_the_way_to_follow_around_oneself_leads_over_a_kelurahan(
    site: Site, browser: Browser
) -> None:
    with site.visit(browser, "/", PHONE, scripts=False) as page:
        page.get_by_role("link", name="Ikuti sekitar saya").click()
        words = page.locator("#sekitar:target p")
        expect(words.first).to_contain_text("Buka halaman kelurahan atau RT Anda")
        expect(words.first).to_be_visible()

        words.locator("a").click()
        expect(page.locator("#daftar:target")).to_be_visible()
