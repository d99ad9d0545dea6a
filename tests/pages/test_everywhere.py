"""Residents' pages everywhere: narrow and wide, without scripts, in both languages, in both themes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from tests.pages.addresses import residents
from tests.pages.looked_at import faults
from tests.pages.site import SMALL_TARGETS, Site, a_week, in_theme, violations

pytestmark = pytest.mark.browser

CAME_FOR = {
    "home": ".map a",
    "find": ".places a",
    "find-none": ".notice[role=status]",
    "kelurahan": ".report-list a",
    "kelurahan-empty": ".empty",
    "kelurahan-season": ".pulse-counts .standing-n",
    "rt": ".report-list a",
    "card": "dl dd",
    "notice": "figure svg",
    "map": "#peta-list a",
    "map-narrowed": "#peta-list",
    "map-empty": "#peta-list",
    "open-data": "form button",
    "ogc": "main ol a",
    "ogc-landing": "main ul a",
    "report": "form[action$=saya-juga] button",
    "report-fixed": ".compare img",
    "report-closed": "form[action$=beres] button",
    "report-said": "#suara [role=status]",
    "followed-fixed": ".steps li",
    "track": "#nomor",
    "track-typo": "[role=alert]",
    "followed": ".steps li",
    "follow-city": "input[type=email]",
    "follow-rt": "input[type=email]",
    "follow-report": "input[type=email]",
    "follow": "#surat [role=status]",
    "follow-point": "#jarak",
    "letters": "form button",
    "simple": "main a, main button",
    "simple-form": "form button",
    "privacy": "main h2",
    "about": "main h2",
    "report-sensitive": ".steps li",
    "not-found": "main .button",
}
"""What stands on each page, with a script or without."""
NOT_THERE = ("/tidak-ada", "/lacak/MD-0000-0001")
"""Their own answer is a 404: of what there is not, and of a number with a slip."""
WIDTHS = {320: 640, 360: 740, 768: 1024, 1366: 768}
"""Pixels, with the height that goes with them."""
WAYS = [(language, scripts) for language in ("id-ID", "en-US") for scripts in (True, False)]


@dataclass
class Window:
    """A browser's window that is opened once, and what it complained of."""

    page: Page
    language: str
    has_scripts: bool
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._says)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("requestfailed", self._fails)

    def opens(self, path: str) -> None:
        self.complaints.clear()
        self.page.goto(path)
        if self.has_scripts and self.page.locator("#peta[data-styles]").count():
            self.page.keyboard.press("Shift")  # somebody is there: the map moves
            self.page.locator(".leaflet-container").wait_for()

    def _says(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not self._is_missing(message):
            self.complaints.append(message.text)

    def _is_missing(self, message: ConsoleMessage) -> bool:
        """That a page of what there is not came with a 404, as it should."""
        itself = message.location["url"] == self.page.url and self.page.url.endswith(NOT_THERE)
        return itself and message.text.startswith("Failed to load resource")

    def _fails(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # of the page before, which was left
            self.complaints.append(f"{request.url}: {request.failure}")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with a_week(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="module", params=WAYS, ids=["id", "id-plain", "en", "en-plain"])
def window(request: pytest.FixtureRequest, site: Site, browser: Browser) -> Iterator[Window]:
    language, scripts = request.param
    context = browser.new_context(
        base_url=site.base, locale=language, java_script_enabled=scripts, service_workers="block"
    )
    yield Window(context.new_page(), language[:2], scripts)
    context.close()


def test_the_list_of_pages_is_whole(site: Site) -> None:
    assert set(residents(site.world)) == set(CAME_FOR)


@pytest.mark.parametrize("name", CAME_FOR)
def test_a_page_is_whole_at_every_width(window: Window, site: Site, name: str) -> None:
    window.opens(site.pages[name])
    page = window.page

    found = {}
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        found[width] = faults(page)

    assert {width: told for width, told in found.items() if told} == {}
    assert page.locator("html").get_attribute("lang") == window.language
    assert page.locator(CAME_FOR[name]).first.is_visible()
    assert window.complaints == []


@pytest.fixture(scope="module", params=CAME_FOR)
def opened(request: pytest.FixtureRequest, site: Site, browser: Browser) -> Iterator[Page]:
    """A page with all that folds open, for all that is asked about it."""
    with site.visit(browser, site.pages[request.param], locale="en-US") as page:
        Window(page, "en", has_scripts=True).opens(site.pages[request.param])
        page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")
        yield page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_has_nothing_to_object_to(opened: Page, scheme: Literal["light", "dark"]) -> None:
    in_theme(opened, scheme)

    found = {}
    for width in (360, 1366):
        opened.set_viewport_size({"width": width, "height": WIDTHS[width]})
        found[width] = violations(opened)

    assert {width: told for width, told in found.items() if told} == {}


def test_targets_are_as_large_as_a_thumb(opened: Page) -> None:
    assert opened.evaluate(SMALL_TARGETS) == []
