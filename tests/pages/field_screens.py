"""What a reviewer sees in the field, with cases on the phone."""

from playwright.sync_api import Page

from tests.pages.case_screens import Act
from tests.pages.site import Site


def taken(_: Site, page: Page) -> None:
    page.locator("[data-does=take]").click()
    page.locator("#dibawa img.case-thumb").first.wait_for()


def case(site: Site, page: Page) -> None:
    """One of them is open, as it would be without a network."""
    taken(site, page)
    page.locator("#dibawa a.whole").first.click()
    page.locator("#kasus h1").wait_for()


SCREENS: dict[str, Act] = {"field-taken": taken, "field-case": case}
"""From the page of the field."""
