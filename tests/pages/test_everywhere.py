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
WAYS = [(language, scripts) for language in ("en-US", "id-ID") for scripts in (True, False)]
SCHEMES: tuple[Literal["dark", "light"], ...] = ("dark", "light")
"""Light last: what a window opens is light."""


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


@pytest.fixture(scope="module")
def windows(site: Site, browser: Browser) -> Iterator[dict[tuple[str, bool], Window]]:
    """One for each way: to open a window takes longer than a page."""
    contexts = {
        (language, scripts): browser.new_context(
            base_url=site.base, locale=language, java_script_enabled=scripts, service_workers="block"
        )
        for language, scripts in WAYS
    }
    yield {way: Window(context.new_page(), way[0][:2], way[1]) for way, context in contexts.items()}
    for context in contexts.values():
        context.close()


@pytest.fixture(scope="module")
def window(request: pytest.FixtureRequest, site: Site, windows: dict[tuple[str, bool], Window]) -> Window:
    """With a page in it, for all that is asked about that page."""
    way, name = request.param
    windows[way].opens(site.pages[name])
    return windows[way]


VISITS = [
    pytest.param((way, name), id=f"{way[0][:2]}{'' if way[1] else '-plain'}-{name}")
    for way in WAYS
    for name in CAME_FOR
]
ONCE = VISITS[: len(CAME_FOR)]
"""The visits of the first way. At the front, for pytest to ask all its questions of one visit."""


def test_the_list_of_pages_is_whole(site: Site) -> None:
    assert set(residents(site.world)) == set(CAME_FOR)


@pytest.mark.parametrize("window", VISITS, indirect=True)
def test_a_page_is_whole_at_every_width(window: Window, request: pytest.FixtureRequest) -> None:
    page = window.page

    found = {}
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        found[width] = faults(page)

    assert {width: told for width, told in found.items() if told} == {}
    assert page.locator("html").get_attribute("lang") == window.language
    assert page.locator(CAME_FOR[request.node.callspec.params["window"][1]]).first.is_visible()
    assert window.complaints == []


@pytest.fixture
def unfolded(window: Window) -> Iterator[Page]:
    """With all that folds open, for one question."""
    window.page.evaluate(UNFOLD)
    yield window.page
    window.page.evaluate(FOLD)


UNFOLD = """document.querySelectorAll('details:not([open])').forEach((fold) => {
  fold.open = true
  fold.classList.add('was-folded')
})"""
FOLD = "document.querySelectorAll('.was-folded').forEach((fold) => { fold.open = false })"


@pytest.mark.parametrize("window", ONCE, indirect=True)
def test_axe_has_nothing_to_object_to(unfolded: Page) -> None:
    found = {}
    for scheme in SCHEMES:
        in_theme(unfolded, scheme)
        for width in (360, 1366):
            unfolded.set_viewport_size({"width": width, "height": WIDTHS[width]})
            found[scheme, width] = violations(unfolded)

    assert {where: told for where, told in found.items() if told} == {}


@pytest.mark.parametrize("window", ONCE, indirect=True)
def test_targets_are_as_large_as_a_thumb(unfolded: Page) -> None:
    unfolded.set_viewport_size({"width": 360, "height": WIDTHS[360]})

    assert unfolded.evaluate(SMALL_TARGETS) == []
