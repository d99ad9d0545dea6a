"""Decisions made in the field are replayed while the server is killed: none is lost, none is made twice."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from backend.bench.parcel import seal
from backend.bench.phone import Phone
from tests.flows.conftest import Installation, on_this_machine
from tests.system import eventually

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HOME = "64.74.03.1002"
IN_BONTANG: Any = {
    "permissions": ["geolocation"],
    "geolocation": {"latitude": 0.137, "longitude": 117.453, "accuracy": 8.0},
}
PASSWORD = "kata sandi peninjau yang panjang"


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Installation]:
    with on_this_machine(tmp_path) as here:
        yield here


def a_reviewer(here: Installation, context: BrowserContext, login: str, name: str) -> Page:
    who = ("--role", "reviewer", "--scope", HOME, "--login", login, "--name", name)
    here.system.command("person", "add", *who, "--password-stdin", stdin=PASSWORD + "\n")
    page = context.new_page()
    page.goto(f"{here.system.url}/tinjau")
    page.get_by_label("Nama").fill(login)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page.get_by_role("heading", name="Tinjau laporan")).to_be_visible()
    return page


def four_reports(here: Installation) -> None:
    phone = Phone("127.0.0.1", here.system.port)
    phone.introduce()
    for _ in range(4):
        phone.deliver(seal(note="Di belakang pasar"))


def histories(here: Installation) -> dict[str, list[str]]:
    """The states of each report, one after the other, as the database has them."""
    with sqlite3.connect(here.system.data / "masdarling.sqlite3") as database:
        rows = database.execute("SELECT report, state FROM steps ORDER BY report, seq").fetchall()
    return {report: [state for key, state in rows if key == report] for report, _ in rows}


def in_order(here: Installation) -> list[str]:
    """Due together, so in order of receipt."""
    with sqlite3.connect(here.system.data / "masdarling.sqlite3") as database:
        return [report for (report,) in database.execute("SELECT id FROM reports ORDER BY received_at")]


class Blows:
    """The first decision's answer is lost with the server; the second meets a server that is killed."""

    def __init__(self, here: Installation) -> None:
        self.here = here
        self.met: list[str] = []

    def __call__(self, route: Route) -> None:
        self.met.append(route.request.url)
        if len(self.met) > 2:
            return route.continue_()
        if len(self.met) == 1:
            route.fetch()
        self.here.kill_web()
        return route.abort()


def test_a_server_killed_during_the_replay_loses_and_doubles_no_decision_made_in_the_field(
    here: Installation, browser: Browser
) -> None:
    four_reports(here)
    desk = browser.new_context(locale="id-ID")
    field = browser.new_context(locale="id-ID", service_workers="block", **IN_BONTANG)
    dewi = a_reviewer(here, desk, "dewi", "Dewi")
    budi = a_reviewer(here, field, "budi", "Budi")
    budi.goto(f"{here.system.url}/tinjau/lapangan")
    budi.get_by_role("button", name="Bawa ke HP ini").click()
    expect(budi.locator("#dibawa li")).to_have_count(4)
    field.set_offline(True)
    budi.locator("#dibawa a").first.click()
    for report in in_order(here):
        expect(budi.locator("article.case")).to_have_attribute("data-report", report)
        budi.keyboard.press("1")
    expect(budi.locator("#dibawa .chip", has_text="Terverifikasi")).to_have_count(4)

    last = in_order(here)[-1]
    dewi.evaluate(REJECT, last)
    blows = Blows(here)
    budi.route("**/tinjau/*", blows)
    field.set_offline(False)
    eventually(lambda: budi.evaluate(AGAIN) or budi.locator(".refusal").count(), within=40, every=1)

    told = histories(here)
    assert told.pop(last) == ["received", "rejected"], "what a colleague decided meanwhile is not overwritten"
    assert list(told.values()) == [["received", "verified"]] * 3
    assert len(set(blows.met)) == 4
    assert len(blows.met) >= 6, "two were sent again"
    expect(budi.locator(".refusal")).to_contain_text("Dewi lebih dulu memutuskan laporan ini.")
    budi.get_by_role("link", name="Putuskan lagi").click()
    expect(budi.locator(f"article[data-report='{last}']")).to_contain_text("Ditolak")
    for context in (desk, field):
        context.close()


REJECT = """(id) => fetch(`/tinjau/${id}`, {
  method: 'POST',
  headers: { Accept: 'application/json' },
  body: new URLSearchParams({ verdict: 'reject', version: '1', reason: 'not_found' }),
}).then((answer) => { if (answer.status !== 201) throw new Error(answer.status) })"""
AGAIN = "() => void dispatchEvent(new Event('online'))"
"""As the network comes and goes, so that nobody waits for the next try."""
