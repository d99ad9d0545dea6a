"""Every page in a real browser: nothing axe-core objects to, nothing cut off, nothing heavy."""

import re
from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from backend.reports.moves import State
from tests.pages.addresses import others
from tests.pages.site import (
    DESK,
    NARROWEST,
    PHONE,
    SMALL_TARGETS,
    Site,
    a_week,
    in_theme,
    violations,
)

pytestmark = pytest.mark.browser

PAGES = (
    "invitation", "invitation-in-app", "invitation-in-app-ios", "invitation-over", "return-link",
    "sign-in", "sign-out", "data", "data-request", "audit-log", "retention",
    "queue", "queue-empty", "queue-map", "queue-views", "case", "case-waiting", "case-rejected",
    "case-published", "case-place", "field", "officer", "office", "people", "person", "person-new",
    "password", "password-over", "pair", "phones", "watch", "read", "read-narrowed", "read-case",
    "account", "account-reviewer", "factor", "factor-set", "prove", "prove-password", "bundles",
    "invitations", "city", "city-table", "city-form", "city-versions",
)  # fmt: skip
"""Those of residents are looked at in test_everywhere.py."""
LIGHT_PAGES = ("home", "kelurahan-season", "rt", "report", "track", "followed", "privacy")
SCRIPT_MAX, ALL_MAX = 15_000, 60_000
"""Bytes over the wire before pictures (scoreboard P1)."""
STILL_MAP_SCRIPT_MAX = 4_000
SPARES_DATA = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with a_week(tmp_path_factory.mktemp("site")) as site:
        yield site


def test_the_list_of_pages_is_whole(site: Site) -> None:
    assert tuple(others(site.world)) == PAGES


@pytest.fixture(scope="module", params=PAGES)
def page(request: pytest.FixtureRequest, site: Site, browser: Browser) -> Iterator[Page]:
    """A page, opened once for all that is asked about it."""
    with site.visit(browser, site.pages[request.param]) as page:
        yield page


def test_targets_are_as_large_as_a_thumb(page: Page) -> None:
    small = page.evaluate(SMALL_TARGETS)

    assert small == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_has_nothing_to_object_to(page: Page, scheme: Literal["light", "dark"]) -> None:
    in_theme(page, scheme)
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")

    found = violations(page)

    assert found == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_cut_off_or_needs_sideways_scrolling(site: Site, browser: Browser, name: str) -> None:
    with site.visit(browser, site.pages[name], NARROWEST, locale="en-US") as page:
        widths = {size: _width_at(page, size) for size in (NARROWEST, PHONE, DESK)}

    assert {size: width for size, width in widths.items() if width > size[0]} == {}


def _width_at(page: Page, size: tuple[int, int]) -> int:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    width: int = page.evaluate("document.documentElement.scrollWidth")
    return width


@pytest.mark.parametrize("name", LIGHT_PAGES)
def test_a_resident_s_page_is_light(site: Site, browser: Browser, name: str) -> None:
    with site.visit(browser, "/tidak-ada") as page:
        scripts, everything = weights(page, site.pages[name])

    assert scripts <= SCRIPT_MAX
    assert everything <= ALL_MAX


def test_who_spares_their_data_fetches_no_moving_map_before_they_touch_the_page(
    site: Site, browser: Browser
) -> None:
    with site.visit(browser, "/tidak-ada") as page:
        page.add_init_script(SPARES_DATA)
        scripts, everything = weights(page, site.pages["map"])

    assert scripts <= STILL_MAP_SCRIPT_MAX
    assert everything <= ALL_MAX


def weights(page: Page, path: str) -> tuple[int, int]:
    """Of scripts, and of everything but pictures, until nothing more is fetched (bytes)."""
    taken: list[Response] = []
    page.on("response", lambda response: taken.append(response))  # noqa: PLW0108 - it asks for a function
    page.goto(path)
    page.wait_for_load_state("networkidle")
    each = {response.url: wire_bytes(response) for response in taken}
    scripts = sum(bytes_ for url, bytes_ in each.items() if url.endswith(".js"))
    return scripts, sum(bytes_ for url, bytes_ in each.items() if not re.search(r"\.(webp|png)$", url))


def wire_bytes(response: Response) -> int:
    """What crossed the wire, headers too."""
    sizes = response.request.sizes()
    return sizes["responseBodySize"] + sizes["responseHeadersSize"]


def test_no_page_runs_anything_inline(site: Site, browser: Browser) -> None:
    complaints: list[str] = []
    with site.visit(browser, "/") as page:
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        for name in LIGHT_PAGES:
            page.goto(site.pages[name])

    assert complaints == []


def test_a_case_is_decided_without_scripts(site: Site, browser: Browser) -> None:
    report_id = site.first(State.RECEIVED)

    with site.visit(browser, f"/tinjau/{report_id}@rani", scripts=False) as page:
        page.locator("summary", has_text="Tolak").click()
        page.get_by_label("Laporan percobaan").check()
        page.get_by_role("button", name="Tolak").click()
        page.wait_for_url("**/tinjau/**dari=*")
        message = page.locator(".is-flash").inner_text()
        page.get_by_role("button", name="Urungkan").click()
        page.wait_for_url(f"**/tinjau/{report_id}")

    assert "Ditolak" in message
    assert site.world.reports.get(report_id).state is State.RECEIVED


def test_a_photo_opens_large_and_closes_by_escape(site: Site, browser: Browser) -> None:
    with site.visit(browser, site.pages["case"], DESK) as page:
        page.locator("a[data-zoom]").first.click()
        expect(page.locator("dialog.zoom")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("dialog.zoom")).not_to_be_visible()


def test_the_skip_link_leads_to_the_content(site: Site, browser: Browser) -> None:
    with site.visit(browser, "/", DESK) as page:
        page.keyboard.press("Tab")
        shown = page.locator(".skip").evaluate("(el) => el === document.activeElement")
        page.keyboard.press("Enter")
        expect(page.locator("#isi")).to_be_focused()

    assert shown


def test_every_kelurahan_on_the_map_is_reached_by_keyboard(site: Site, browser: Browser) -> None:
    with site.visit(browser, "/", DESK) as page:
        names = focused_names(page, ".map a")

    assert {name.partition(": ")[0] for name in names} == {
        f"Kelurahan {place.name}" for place in site.world.city.register().kelurahan.values()
    }


def focused_names(page: Page, selector: str) -> set[str]:
    """Walk once round the page with Tab; the names of what matched on the way."""
    names: set[str] = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        focused = page.locator(f"{selector}:focus")
        names |= {focused.get_attribute("aria-label") or ""} if focused.count() else set()
    return names
