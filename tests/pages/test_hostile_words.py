"""What harmful people typed, shown to each role in a real browser: nothing of it runs (scoreboard S4)."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, BrowserContext

from backend.reports.report import Report
from backend.routes import cookies
from tests.hostile.words import ALL_MARKUP, HOSTILE, MARK
from tests.pages import seed
from tests.pages.site import Site, served
from tests.pages.world import NOW, STAFF, World
from tests.source import ROOT

pytestmark = pytest.mark.browser

WATCH = """window.pwned = 0; window.broken = []
for (const name of ['alert', 'confirm', 'prompt']) window[name] = () => { window.pwned = name }
document.addEventListener('securitypolicyviolation', (event) => {
  window.broken.push(event.violatedDirective)
})"""
"""Before anything of the page: what would run is caught, and what only the policy held back is told too."""
SEEN = f"""() => [
  ...(window.pwned ? ['ran: ' + window.pwned] : []),
  ...window.broken.map((what) => 'held back: ' + what),
  ...[...document.querySelectorAll('[{MARK}], a[href^="javascript:"]')].map((el) => el.outerHTML),
]"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A week in which every free word, of whomever, is hostile."""
    if not (ROOT / "pwa/dist/manifest.json").exists():
        pytest.fail("pwa/dist is missing: bin/run builds it")
    world = World(tmp_path_factory.mktemp("hostile"), built=True)
    for person in STAFF:
        world.people.persons[person.id] = replace(person, name=ALL_MARKUP)
    texts = [ALL_MARKUP, *HOSTILE.values()]
    world.keep(spoiled(report, texts[n % len(texts)]) for n, report in enumerate(seed.a_week(NOW)))
    world.invite()
    with served(world) as site:
        yield site


def spoiled(report: Report, text: str) -> Report:
    """The report with the text wherever somebody may write freely."""
    answers = {
        name: text if isinstance(said, str) else said for name, said in report.envelope.answers.items()
    }
    envelope = replace(report.envelope, note=text, rt=text[:20], answers={**answers, text[:40]: text})
    steps = [replace(step, by=replace(step.by, name=text), words=text, reason=text) for step in report.steps]
    return replace(report, envelope=envelope, steps=tuple(steps), flags=(*report.flags, text[:60]))


@pytest.fixture
def context(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=site.base, locale="id-ID")
    context.add_init_script(WATCH)
    yield context
    context.close()


@pytest.mark.parametrize("login", ["", *(person.login for person in STAFF if person.login)])
def test_nothing_that_was_typed_runs_on_any_page(context: BrowserContext, site: Site, login: str) -> None:
    if login:
        token = site.world.session_of(login)
        context.add_cookies([{"name": cookies.SESSION, "value": token, "url": site.base}])
    page = context.new_page()

    found = {}
    for name, place in site.pages.items():
        page.goto(place.partition("@")[0])
        page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")
        found[name] = page.evaluate(SEEN)

    assert {name: seen for name, seen in found.items() if seen} == {}
    assert len(found) > 20
