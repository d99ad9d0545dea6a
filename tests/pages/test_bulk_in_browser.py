"""A flood morning in a real browser: twenty taken, some picked by key, decided together, and taken back."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from backend.reports.moves import State
from backend.reports.report import Actor, Step
from tests.pages.seed import STORIES, a_report
from tests.pages.site import DESK, Site, served
from tests.pages.world import NOW, World
from tests.system import eventually

pytestmark = pytest.mark.browser

DEWI = Actor("reviewer", "p-dewi", "Dewi")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Twenty-four reports of one flood, due together and so in the order of their ids."""
    world = World(tmp_path_factory.mktemp("flood"), built=True)
    world.keep(a_report(n, now=NOW, hours=20 - n / 10, photos=0, story=STORIES[4]) for n in range(1, 25))
    with served(world) as site:
        yield site


def states(site: Site, ids: list[str]) -> list[str]:
    return [site.world.reports.kept[report_id].state.value for report_id in ids]


def rows(page: Page) -> list[str]:
    shown = page.locator(".case-row:visible").evaluate_all("(all) => all.map((row) => row.dataset.report)")
    return [str(report_id) for report_id in shown]


def test_a_flood_morning(site: Site, browser: Browser) -> None:
    with site.visit(browser, "/tinjau@rani", DESK) as page:
        page.clock.install()
        page.get_by_role("button", name="Ambil 20").click()
        page.wait_for_url("**/tinjau?keadaan=received&milik=saya")
        mine = rows(page)
        assert len(mine) == 20

        # Two by keys, and with Shift as far as the fourth.
        page.keyboard.press("j")
        page.keyboard.press("x")
        for _ in range(3):
            page.keyboard.press("j")
        page.keyboard.press("Shift+X")
        expect(page.locator("#pilihan output")).to_have_text("4 dipilih")

        # Rejected together, and taken back within ten seconds: still picked, nothing was sent.
        rejects(page)
        expect(page.locator(".toast")).to_contain_text("4 laporan Ditolak")
        assert rows(page) == mine[4:]
        page.keyboard.press("z")
        expect(page.locator("#pilihan output")).to_have_text("4 dipilih")
        assert rows(page) == mine
        page.clock.fast_forward(11_000)
        assert states(site, mine) == ["received"] * 20

        # A colleague is faster with one of them: that one is refused, and said why.
        reports = site.world.reports
        reports.append(reports.kept[mine[1]].moved(Step(State.NEEDS_INFO, DEWI, NOW, "where")))
        rejects(page)
        expect(page.locator(".toast")).to_contain_text("4 laporan Ditolak")
        page.clock.fast_forward(11_000)
        summary = page.locator(".is-summary")
        expect(summary).to_contain_text("Ditolak: 3 dari 4", timeout=15_000)
        expect(summary).to_contain_text("Dewi lebih dulu memutuskan laporan ini.")
        expect(summary.get_by_role("link")).to_have_attribute("href", f"/tinjau/{mine[1]}")
        assert states(site, mine[:4]) == ["rejected", "needs_info", "rejected", "rejected"]
        assert rows(page) == [mine[1], *mine[4:]]

        # Afterwards too it is undone, and the list shows it again.
        with page.expect_event("load"):  # the page reads itself anew, and must not be left meanwhile
            summary.get_by_role("button", name="Urungkan semuanya").click()
        eventually(lambda: states(site, mine[:4]) == ["received", "needs_info", "received", "received"])
        page.goto("/tinjau")
        expect(page.locator(".is-summary")).to_contain_text("Diurungkan: 3 dari 3")
        page.locator(".is-summary").get_by_role("button", name="Tutup").click()

    assert {reports.kept[one].steps[-2].words for one in (mine[0], *mine[2:4])} == {"Latihan banjir"}


def rejects(page: Page) -> None:
    page.locator("#pilihan summary", has_text="Tolak").click()
    page.get_by_label("Laporan percobaan").check()
    page.locator("#kata-reject").fill("Latihan banjir")
    page.get_by_role("button", name="Tolak yang dipilih").click()


def test_many_are_decided_without_scripts(site: Site, browser: Browser) -> None:
    with site.visit(browser, "/tinjau@rani", scripts=False) as page:
        ids = rows(page)[-2:]
        for report_id in ids:
            page.locator(f"[data-report='{report_id}'] input").check()
        page.locator("#pilihan summary", has_text="Verifikasi").click()
        page.get_by_role("button", name="Verifikasi yang dipilih").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("2 dari 2 laporan selesai diputuskan.")

    assert states(site, ids) == ["verified", "verified"]
