"""What a reviewer sees on the page of the queue once they do something there."""

from collections.abc import Callable

from playwright.sync_api import Page

from backend.reports.moves import State
from backend.reports.ports import Hold
from tests.pages.site import Site

Act = Callable[[Site, Page], object]


def picked(site: Site, page: Page) -> None:
    """Three of the list, one of which a colleague has."""
    _colleague_has_one(site)
    page.reload()
    for box in page.locator(".pick input").all()[:3]:
        box.check()


def rejecting(site: Site, page: Page) -> None:
    picked(site, page)
    page.locator("#pilihan summary", has_text="Tolak").click()
    page.locator("#pilihan input[name=reason]").first.check()


def merging(site: Site, page: Page) -> None:
    picked(site, page)
    page.locator("#pilihan summary", has_text="Gabung").click()


def decided(site: Site, page: Page) -> None:
    """Held for ten seconds. Nothing is sent, so that the next picture shows the same list."""
    _rejects(site, page)
    page.locator(".toast").wait_for()
    page.evaluate("() => { window.fetch = () => Promise.reject(new Error('nothing is sent')) }")


def summed_up(site: Site, page: Page) -> None:
    """Two of three were rejected; the answer is made up, for the same reason."""
    first, *_, refused = [row.id for row in site.world.reports.kept.values() if row.state is State.RECEIVED][
        :3
    ]
    told = {
        "id": refused,
        "number": "MD-7F3K-Q2WX",
        "about": "Genangan",
        "title": "Dewi lebih dulu memutuskan laporan ini.",
    }
    answer = {"api": "masdarling/1", "done": [f"{first}_2"] * 2, "refused": [told]}
    page.route("**/tinjau/pilihan", lambda route: route.fulfill(json=answer))
    page.clock.install()
    _rejects(site, page)
    page.clock.fast_forward(11_000)
    page.locator(".is-summary").wait_for()


def told_on_a_page(site: Site, page: Page) -> None:
    """As without a script: three that cannot be merged into a report that does not exist."""
    merging(site, page)
    page.locator("#kepala").fill("MD-0000-0000")
    page.evaluate(PLAINLY)
    page.wait_for_url("**/tinjau/pilihan**")


PLAINLY = """() => {
  const form = document.getElementById('pilihan')
  const verdict = document.createElement('input')
  Object.assign(verdict, { type: 'hidden', name: 'verdict', value: 'merge' })
  form.append(verdict)
  form.submit()
}"""


def _rejects(site: Site, page: Page) -> None:
    rejecting(site, page)
    page.get_by_role("button", name="Tolak yang dipilih").click()


def mine(_: Site, page: Page) -> None:
    page.get_by_role("button", name="Ambil 20").click()


def keys(_: Site, page: Page) -> None:
    page.keyboard.press("?")


def _colleague_has_one(site: Site) -> None:
    world = site.world
    until = world.now.replace(minute=50)
    world.holds.take(Hold(site.first(State.RECEIVED, 3), "p-dewi", "Dewi", until), now=world.now, over=True)


SCREENS: dict[str, Act] = {
    "queue-picked": picked,
    "queue-rejecting": rejecting,
    "queue-merging": merging,
    "queue-keys": keys,
    "queue-told": told_on_a_page,
    "queue-decided": decided,
    "queue-summary": summed_up,
    "queue-mine": mine,
}
"""From the queue of a reviewer. The last changes what others would show."""
