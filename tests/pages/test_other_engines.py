"""Residents' pages in the two engines Chromium is not: without a fault, with forms and a map that work."""

from collections.abc import Iterator

import pytest

from backend.reports.moves import State
from tests.pages.addresses import residents
from tests.pages.heard import heard
from tests.pages.looked_at import FAULTS
from tests.pages.site import Site, a_week
from tests.services.driven import Browser

pytestmark = [
    pytest.mark.browser,
    # Selenium's WebKitGTK class itself uses what Selenium has deprecated.
    pytest.mark.filterwarnings("ignore:setting remote_server_addr:DeprecationWarning"),
]
ENGINES = ("firefox", "webkit")
ON_IKUTI = {"off", "denied", "unsupported", "failed"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with a_week(tmp_path_factory.mktemp("site"), around=heard) as site:
        yield site


@pytest.fixture(params=ENGINES)
def person(request: pytest.FixtureRequest, site: Site) -> Browser:
    person: Browser = request.getfixturevalue(request.param)
    person.opens(f"{site.base}/privasi")
    person.asks("(document.cookie = 'md_lang=id; Path=/')")  # whatever language the machine speaks
    return person


def test_residents_pages_work_in_another_engine(person: Browser, site: Site) -> None:
    opens_every_page(person, site)
    narrows_the_map(person, site)
    says_of_reports_what_it_sees(person, site)
    reads_what_this_browser_can_be_told(person, site)


def opens_every_page(person: Browser, site: Site) -> None:
    found = {}
    for name, path in residents(site.world).items():
        person.opens(site.base + path)
        found[name] = [*person.asks(FAULTS), *person.asks("heard")]
    assert {name: told for name, told in found.items() if told} == {}


def narrows_the_map(person: Browser, site: Site) -> None:
    person.opens(f"{site.base}/peta")
    person.asks("dispatchEvent(new PointerEvent('pointerdown'))")  # somebody is there
    person.waits("document.querySelector('#peta canvas') !== null")
    person.waits("/\\d laporan/.test(document.querySelector('#peta-news').innerText)")
    before = person.asks("document.querySelector('#peta-news').innerText")

    person.asks(
        "(() => { const list = document.querySelector('#jenis'); list.value = 'AIR';"
        " list.dispatchEvent(new Event('change', { bubbles: true })) })()"
    )

    person.waits(f"document.querySelector('#peta-news').innerText !== {before!r}")
    person.waits("location.search.includes('jenis=AIR')")
    assert person.asks("heard") == []


def says_of_reports_what_it_sees(person: Browser, site: Site) -> None:
    for state, button in ((State.VERIFIED, "Saya juga"), (State.RESOLVED, "Ya, sudah beres")):
        person.opens(f"{site.base}/laporan/{site.first(state)}")
        person.presses(button)
        person.waits("location.search.startsWith('?suara=')")
        person.waits("document.querySelector('#suara [role=status]') !== null")
        person.presses("Batalkan")
        person.waits("location.search.endsWith('-batal')")


def reads_what_this_browser_can_be_told(person: Browser, site: Site) -> None:
    person.opens(f"{site.base}{site.pages['follow-rt']}")
    shown = "[...document.querySelectorAll('[data-follow] [data-state]')].filter((one) => !one.hidden)"
    person.waits(f"{shown}.length === 1")
    assert person.asks(f"{shown}[0].dataset.state") in ON_IKUTI
    assert person.asks("heard") == []
