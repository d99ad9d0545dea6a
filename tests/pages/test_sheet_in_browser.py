"""The sheet for the notice board as it is printed."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from backend.reports.moves import State
from tests.pages.seed import HOME, a_report
from tests.pages.site import DESK, Site, served
from tests.pages.world import NOW, World

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A kelurahan that has more to tell than a sheet holds."""
    world = World(tmp_path_factory.mktemp("site"), built=True)
    states = (State.VERIFIED, State.IN_PROGRESS, State.RESOLVED, State.CLOSED_UNRESOLVED)
    world.keep(a_report(i, state=states[i % 4], now=NOW) for i in range(80))
    with served(world) as site:
        yield site


@pytest.mark.parametrize("locale", ["id-ID", "en-US"])
@pytest.mark.parametrize("code", [HOME, "64.74.01.1004"])
def test_it_is_one_sheet_whatever_there_is_to_tell(
    site: Site, browser: Browser, locale: str, code: str
) -> None:
    with site.visit(browser, f"/kelurahan/{code}/cetak", DESK, locale=locale) as page:
        printed = page.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    assert re.search(rb"/MediaBox\s*\[\s*0 0 59[45][.\d]* 84[12]", printed)
