"""What a reviewer sees on the page of a case once they do something there."""

from collections.abc import Callable

from playwright.sync_api import Page

from backend.reports.moves import State
from backend.reports.ports import Hold
from tests.pages.site import Site

Act = Callable[[Site, Page], object]


def held_by_a_colleague(site: Site, page: Page) -> None:
    report = site.first(State.RECEIVED, 3)
    world = site.world
    world.holds.take(Hold(report, "p-dewi", "Dewi", world.now.replace(minute=35)), now=world.now, over=True)
    page.goto(f"/tinjau/{report}")


def keys(_: Site, page: Page) -> None:
    page.keyboard.press("?")


SCREENS: dict[str, Act] = {
    "case-held": held_by_a_colleague,
    "case-keys": keys,
}
"""From the case with five photos."""
