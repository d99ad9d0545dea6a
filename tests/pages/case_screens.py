"""What a reviewer sees on the page of a case once they do something there."""

from collections.abc import Callable
from dataclasses import replace

from playwright.sync_api import Page

from backend.reports.look import Look
from backend.reports.moves import State
from backend.reports.ports import Hold
from backend.reports.report import Report
from tests.pages import seed
from tests.pages.site import Site
from tests.pages.world import NOW

Act = Callable[[Site, Page], object]


def held_by_a_colleague(site: Site, page: Page) -> None:
    report = site.first(State.RECEIVED, 3)
    world = site.world
    world.holds.take(Hold(report, "p-dewi", "Dewi", world.now.replace(minute=35)), now=world.now, over=True)
    page.goto(f"/tinjau/{report}")


def keys(_: Site, page: Page) -> None:
    page.keyboard.press("?")


def likely(site: Site, page: Page) -> None:
    """Two more tell of it, one of them with a photo like one of the case's."""
    case = site.world.reports.kept[site.first(State.RECEIVED, 5)]
    story = next(story for story in seed.STORIES if story.category == case.category)
    others = [
        seed.a_report(n, now=NOW, photos=photos, hours=hours, story=story, at=at)
        for n, photos, hours, at in ((301, 2, 30, (117.4529, 0.1369)), (302, 1, 200, (117.4521, 0.1361)))
    ]
    site.world.keep([_seen(others[0], "f" * 16), others[1]], with_pictures=True)
    site.world.reports.kept[case.id] = _seen(case, "fffffffffffffff8")
    page.reload()
    page.locator("#gabung summary").click()
    _at(page, "#gabung")


def _at(page: Page, place: str) -> None:
    """In front of somebody's eyes, below what sticks to the top."""
    page.locator(place).evaluate("(one) => scrollTo(0, one.getBoundingClientRect().top + scrollY - 100)")


def _seen(report: Report, likeness: str) -> Report:
    """Its last photo as a machine saw it."""
    *others, last = report.photos
    return replace(report, photos=(*others, replace(last, look=Look(likeness))))


def asked(_: Site, page: Page) -> None:
    page.locator("#tanyakan summary").click()
    page.get_by_role("button", name="Patokan").click()
    _at(page, "#tanyakan")


def compared(site: Site, page: Page) -> None:
    likely(site, page)
    page.get_by_role("link", name="Bandingkan foto").first.click()


def covers(_: Site, page: Page) -> None:
    """Two parts of a photo are covered, one of them chosen."""
    page.get_by_role("button", name="Tutup wajah atau pelat").first.click()
    box = page.locator(".cover-pane").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    for dx, dy in ((-60, -40), (70, 20)):
        page.mouse.click(x + dx, y + dy)


def original(_: Site, page: Page) -> None:
    """Why the original is to be opened."""
    page.locator(".unseal summary").first.click()


def mended(site: Site, page: Page) -> None:
    """Somebody shows that the place of a report of the kelurahan is mended."""
    earlier = site.world.reports.kept[site.first(State.VERIFIED, 2, within=seed.HOME)]
    proof = seed.a_report(311, now=NOW, hours=1, photos=2, flags=(f"mends:{earlier.id}",))
    site.world.keep([proof], with_pictures=True)
    page.goto(f"/tinjau/{proof.id}")


def map_large(site: Site, page: Page) -> None:
    likely(site, page)
    page.get_by_role("link", name="Perbesar peta").click()
    page.locator("dialog[open] .map-pane").wait_for()


SCREENS: dict[str, Act] = {
    "case-held": held_by_a_colleague,
    "case-keys": keys,
    "case-ask": asked,
    "case-merge": likely,
    "case-compared": compared,
    "case-covers": covers,
    "case-original": original,
    "case-map": map_large,
    "case-mended": mended,
}
"""From the case with five photos."""
