"""The main job, end to end, in real browsers: captured offline, archived once, reviewed, seen."""

import hashlib
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from backend.bench.parcel import Parcel, scene
from backend.bench.phone import Kept
from tests.browser.phone import LIKE_A_PHONE, Phone
from tests.flows.conftest import Installation
from tests.proxy import BadNetwork, bad_network
from tests.system import System, eventually

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HOME = "64.74.03.1002"
PASSWORD = "kata sandi peninjau yang panjang"
CATEGORY = "Sampah liar"
NOTE = "Menumpuk di belakang pasar, bau sejak kemarin"


@pytest.fixture
def contexts() -> Iterator[list[BrowserContext]]:
    """Closed at the end, whatever happens."""
    opened: list[BrowserContext] = []
    yield opened
    for context in opened:
        context.close()


def test_a_report_made_offline_is_archived_once_reviewed_and_seen(
    installation: Installation, browser: Browser, contexts: list[BrowserContext]
) -> None:
    system = installation.system
    photos = [scene(4000, 3000, size=3_000_000, view=view) for view in (1, 2)]
    with bad_network(system.port, up_rate=150_000.0) as network:
        phone = a_volunteer(system, network, browser, contexts)

        phone.context.set_offline(True)
        phone.reports(*photos, note=NOTE)
        phone.page.reload()
        phone.stands().sealed()
        sealed = what_was_sealed(phone)
        phone.context.set_offline(False)
        through_three_cuts_and_a_kill(phone, network, installation)
        phone.waits_until("stored", "draft", within=90)

    row = the_report(phone)
    kept = Kept(sealed, set(sealed.photos), row["receipt"]["number"])
    eventually(
        lambda: not installation.checker.faults([kept]),
        what=f"a faultless archive: {faults(installation, kept)}",
    )

    a_reviewer_verifies(system, browser, contexts)

    a_resident_sees_it(system, browser, contexts)
    whoever_has_the_number_can_follow_it(system, kept.number, browser, contexts)


def a_volunteer(
    system: System, network: BadNetwork, browser: Browser, contexts: list[BrowserContext]
) -> Phone:
    """Opens the invitation, says a name, agrees; the app is there."""
    link = system.facts("invite", "--kelurahan", HOME, "--name", "Sari")["link"]
    context = browser.new_context(**LIKE_A_PHONE)
    contexts.append(context)
    phone = Phone.on(context, f"http://127.0.0.1:{network.port}")
    phone.page.goto(phone.url + re.sub(r"^https?://[^/]+", "", link))
    phone.page.get_by_label("Nama Anda").fill("Sari")
    phone.page.get_by_role("checkbox").check()
    phone.page.get_by_role("button", name="Terima").click()
    phone.page.wait_for_url("**/lapor*")
    return phone.stands().installed()


def the_report(phone: Phone) -> dict[str, Any]:
    """The one that was saved; an empty form may have begun another."""
    [row] = [row for row in phone.rows() if row["state"] != "draft"]
    return row


def what_was_sealed(phone: Phone) -> Parcel:
    """The words and photos as they lie on the phone, before anything was sent."""
    row = the_report(phone)
    words = phone.bytes_of(row["id"])
    photos = [phone.bytes_of(photo["photo"]) for photo in row["sealed"]["photos"]]
    assert words is not None
    assert len(photos) == 2
    return Parcel(row["id"], words, {hashlib.sha256(p).hexdigest(): p for p in photos if p is not None})


def through_three_cuts_and_a_kill(phone: Phone, network: BadNetwork, installation: Installation) -> None:
    """Each blow falls while bytes are on their way."""
    for blow in range(1, 4):
        network.cut_after = 45_000
        eventually(lambda: network.cut_after is None, within=60, what=f"cut {blow}: {phone.states()}")
        if blow == 2:
            installation.kill_web()
    assert network.cuts == 3


def faults(installation: Installation, kept: Kept) -> str:
    return "; ".join(installation.checker.faults([kept]))


def a_person(browser: Browser, contexts: list[BrowserContext], **how: object) -> Page:
    context = browser.new_context(locale="id-ID", timezone_id="Asia/Makassar", **how)  # type: ignore[arg-type] # by name
    contexts.append(context)
    return context.new_page()


def a_reviewer_verifies(system: System, browser: Browser, contexts: list[BrowserContext]) -> None:
    who = ("--role", "reviewer", "--scope", HOME, "--login", "budi", "--name", "Budi")
    system.command("person", "add", *who, "--password-stdin", stdin=PASSWORD + "\n")
    page = a_person(browser, contexts, viewport={"width": 1366, "height": 768})
    page.goto(f"{system.url}/tinjau")
    page.get_by_label("Nama").fill("budi")
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()

    page.get_by_role("link", name=CATEGORY).first.click()
    eventually(lambda: page.reload() and page.locator("input[name=publish]:not([disabled])").count() == 2)
    page.locator("input[name=publish]").first.check()
    page.get_by_role("button", name="Verifikasi dan terbitkan").click()

    expect(page.get_by_text("Terverifikasi").first).to_be_visible()


def a_resident_sees_it(system: System, browser: Browser, contexts: list[BrowserContext]) -> None:
    page = a_person(browser, contexts, viewport={"width": 360, "height": 740})

    def shown() -> bool:
        page.goto(f"{system.url}/kelurahan/{HOME}")
        return page.get_by_text(NOTE).count() > 0

    eventually(shown, within=5, what="the report on the kelurahan's page")
    page.get_by_role("link", name=CATEGORY).first.click()
    picture = page.locator("main img").first
    assert picture.evaluate("async (img) => { await img.decode(); return img.naturalWidth }") > 300
    assert "Sari" not in page.content(), "the sender's name is nobody's business"


def whoever_has_the_number_can_follow_it(
    system: System, number: str, browser: Browser, contexts: list[BrowserContext]
) -> None:
    page = a_person(browser, contexts)
    page.goto(f"{system.url}/lacak/{number}")
    expect(page.get_by_text("Terverifikasi").first).to_be_visible()
    expect(page.get_by_text(number).first).to_be_visible()
