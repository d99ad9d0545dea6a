"""A reviewer's list in a real browser, while reports come in and colleagues decide."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect

from backend.reports.moves import State
from backend.reports.report import Actor, Step
from tests.pages.seed import STORIES, a_report
from tests.pages.site import DESK, PHONE, Site, served, violations
from tests.pages.world import NOW, World

pytestmark = pytest.mark.browser

DEWI = Actor("reviewer", "p-dewi", "Dewi")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    world = World(tmp_path_factory.mktemp("site"), built=True)
    world.arranges()
    world.keep(a_report(n, now=NOW, hours=30, story=STORIES[0]) for n in range(1, 9))
    with served(world) as site:
        yield site


def test_what_comes_in_is_told_and_no_row_moves_under_the_finger(site: Site, browser: Browser) -> None:
    world, soon = site.world, NOW + timedelta(minutes=1)
    with site.visit(browser, "/tinjau@rani", PHONE) as page:
        page.clock.install()
        page.goto("/tinjau?foto=1")
        expect(page.locator("[data-count=terlambat]")).to_have_text("0")
        rows = page.locator(".case-row")
        rows.nth(3).scroll_into_view_if_needed()
        first = (rows.nth(3).locator("a.whole").get_attribute("href") or "")[8:44]
        before = rows.nth(4).bounding_box()

        world.keep([a_report(20, now=soon, hours=0), a_report(21, now=soon, hours=0)])
        world.reports.append(world.reports.kept[first].moved(Step(State.VERIFIED, DEWI, soon)))
        page.clock.fast_forward(15_000)

        pill = page.get_by_role("status").get_by_role("link")
        expect(pill).to_contain_text("2 laporan baru")
        expect(rows.nth(3).locator(".live-row")).to_have_text("Terverifikasi, oleh Dewi")
        assert rows.nth(4).bounding_box() == before
        assert rows.count() == 8, "what a colleague decided is marked, not removed"
        assert violations(page) == []

        pill.click()
        expect(page.locator(".case-row")).to_have_count(2)
        expect(page.locator(".filter-chip", has_text="Masuk sejak")).to_be_visible()


def test_on_a_phone_the_first_report_and_the_chosen_tab_are_in_sight(site: Site, browser: Browser) -> None:
    with site.visit(browser, "/tinjau@rani", PHONE) as page:
        expect(page.get_by_label("Pilih halaman ini")).to_be_visible()
        row = page.locator(".case-row").first.bounding_box()
        assert row
        assert row["y"] < 520
        expect(page.get_by_role("button", name="Ambil 20")).to_have_accessible_description(
            "Menyisihkan 20 laporan untuk Anda 60 menit."
        )

        page.goto("/tinjau?keadaan=rejected")
        expect(page.get_by_role("link", name="Ditolak")).to_be_in_viewport(ratio=1)


def test_on_a_wide_screen_the_map_lies_beside_the_list_and_knows_its_rows(
    site: Site, browser: Browser
) -> None:
    with site.visit(browser, "/tinjau@rani", DESK) as page:
        row, pin = page.locator(".case-row").nth(1), page.locator(".queue-map .is-marked")
        expect(page.locator("[data-pin]").first).to_be_attached()

        row.locator("a.whole").focus()
        shown = (row.locator("a.whole").get_attribute("href") or "")[8:44]
        expect(pin).to_have_attribute("data-pin", shown)
        page.locator("h1").click()
        expect(pin).to_have_count(0)

        list_box, map_box = page.locator("ul.queue").bounding_box(), page.locator("#peta").bounding_box()
        assert list_box
        assert map_box
        assert map_box["x"] >= list_box["x"] + list_box["width"]
        assert violations(page) == []
    with site.visit(browser, "/tinjau@rani", PHONE) as page:
        expect(page.locator("[data-count=terlambat]")).to_have_text("0")
        assert page.locator("script[src*=queue-map]").count() == 0
