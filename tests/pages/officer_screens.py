"""What an officer reads further on, and where there is nothing yet."""

from contextlib import suppress

from playwright.sync_api import Page

from backend.people.person import Grant, Person, Role
from backend.people.ports import LoginTaken
from backend.reports.ports import Charge
from backend.routes import cookies
from backend.routes.queue_places import in_address
from tests.pages.case_screens import Act
from tests.pages.site import Site
from tests.pages.world import NOW

WITHOUT_WORK = Person("p-tono", "Tono", (Grant(Role.OFFICER, "Satpol PP"),), NOW, "tono")


def further(site: Site, page: Page) -> None:
    """From the middle of what was handed over or is led, with ways back."""
    kinds = site.world.city.register().categories.values()
    led = tuple(kind.code for kind in kinds if kind.lead_opd == "DLH")
    place = site.world.reports.work_of(Charge(("DLH",), led), limit=9).after
    assert place
    page.goto(f"/petugas?setelah={in_address(place)}")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")


def empty(site: Site, page: Page) -> None:
    with suppress(LoginTaken):  # of an earlier picture
        site.world.people.add(WITHOUT_WORK)
    token = site.world.session_of("tono")
    page.context.add_cookies([{"name": cookies.SESSION, "value": token, "url": site.base}])
    page.goto("/petugas")


SCREENS: dict[str, Act] = {"officer-further": further, "officer-empty": empty}
