"""When the queue waits, for how long, and what it says meanwhile."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from playwright.sync_api import Request, Response, Route

from tests.browser.conftest import Archive, Phones
from tests.browser.phone import Phone, a_photo
from tests.proxy import BadNetwork
from tests.system import System, running

pytestmark = pytest.mark.browser

SMALL = (320, 240)
WRITES = {"PUT", "PATCH", "HEAD", "DELETE"}
"""What the queue sends; what is open near by is only read, and may be read meanwhile."""


def asked_of(phone: Phone) -> list[tuple[float, str]]:
    """When the phone asks anything of the API from now on, and by which method."""
    asked: list[tuple[float, str]] = []

    def note(request: Request) -> None:
        if "/api/v1/" in request.url:
            asked.append((time.monotonic(), request.method))

    phone.context.on("request", note)
    return asked


@contextmanager
def nothing_can_be_kept(system: System) -> Iterator[None]:
    """A file where the folder of what comes in was; every other test has it back."""
    incoming = system.data / "bucket" / "incoming"
    aside = incoming.rename(incoming.with_name("aside")) if incoming.exists() else None
    incoming.touch()
    try:
        yield
    finally:
        incoming.unlink()
        if aside:
            aside.rename(incoming)


def test_f14_a_store_that_asks_for_patience_is_left_alone_by_the_whole_queue(
    phone: Phone, system: System, archive: Archive
) -> None:
    phone.context.set_offline(True)
    for number in range(3):
        phone.reports(a_photo(200 + number, *SMALL))
    phone.sealed()
    refused: list[tuple[float, str]] = []

    def note(answer: Response) -> None:
        if answer.status == 503:
            refused.append((time.monotonic(), answer.headers["retry-after"]))

    phone.context.on("response", note)
    asked = asked_of(phone)

    with nothing_can_be_kept(system):
        phone.context.set_offline(False)
        phone.until(lambda: refused)
        phone.page.wait_for_timeout(1000)
    told_at, told = refused[0]
    phone.lists().page.get_by_text("Server meminta kami menunggu").wait_for()
    phone.waits_until("stored")

    later = [at for at, method in asked if method in WRITES and at > refused[-1][0] + 0.2]
    assert int(told) >= 1
    assert len(refused) <= 2  # both were under way
    assert min(later) - told_at >= int(told) - 0.5
    archive.has(phone)


@pytest.fixture
def strict(tmp_path: Path) -> Iterator[System]:
    """A city that takes one report an hour from each phone."""
    with running(System(tmp_path, {"MASDARLING_REPORTS_PER_HOUR": "1"})) as system:
        system.run("--empty")
        yield system


MORE_THAN_SLIP_THROUGH = 5
"""Two processes count, each for itself, and of two that come to one at once both may pass."""


def test_f14_a_limit_is_obeyed_even_by_a_tap_and_says_until_when(phones: Phones, strict: System) -> None:
    phone = phones()
    phone.url = strict.url
    phone.opens().installed()
    phone.context.set_offline(True)
    for _ in range(MORE_THAN_SLIP_THROUGH):
        phone.reports()
    phone.sealed()
    statuses: list[int] = []
    phone.context.on("response", lambda answer: statuses.append(answer.status))

    phone.context.set_offline(False)
    phone.until(lambda: 429 in statuses)
    phone.lists().page.get_by_text(
        "Server meminta kami menunggu sampai pukul"
    ).wait_for()  # it is written down
    phone.page.wait_for_timeout(300)  # what was under way has an answer
    asked = asked_of(phone)
    phone.page.evaluate("dispatchEvent(new Event('online'))")
    phone.page.reload()
    phone.lists().page.get_by_text("Server meminta kami menunggu sampai pukul").wait_for()
    phone.page.wait_for_timeout(1500)

    assert asked == []
    assert min(phone.states()) == "queued"
    assert phone.page.get_by_role("button", name="Kirim sekarang").count() == 0


@pytest.mark.parametrize("years", [-5, 5])
def test_f31_a_clock_five_years_off_keeps_order_and_times_right_at_the_server(
    phones: Phones, system: System, archive: Archive, years: int
) -> None:
    phone = phones()
    phone.page.clock.install(time=datetime.now(UTC) + timedelta(days=365 * years))
    phone.opens().installed()
    phone.context.set_offline(True)
    phone.reports()
    phone.page.wait_for_timeout(1200)
    phone.reports(a_photo(210, *SMALL)).sealed()
    first, second = (row["id"] for row in phone.rows())

    phone.context.set_offline(False)

    phone.waits_until("stored")
    archive.has(phone)
    engine = sa.create_engine(f"sqlite:///{system.data / 'masdarling.sqlite3'}", poolclass=sa.NullPool)
    with engine.connect() as link:
        rows = link.execute(sa.text("SELECT id, captured_estimate FROM reports")).all()
    engine.dispose()
    found = {str(row.id): row.captured_estimate for row in rows}
    times = [_instant(found[report]) for report in (first, second)]
    assert times == sorted(times)
    assert all(abs(datetime.now(UTC) - captured) < timedelta(minutes=2) for captured in times)


def _instant(kept: object) -> datetime:
    """As SQLite keeps it: microseconds since 1970, or text."""
    if isinstance(kept, int):
        return datetime.fromtimestamp(kept / 1_000_000, UTC)
    return datetime.fromisoformat(str(kept)).replace(tzinfo=UTC)


def test_f36_a_server_that_takes_and_never_answers_is_given_up_and_asked_again(
    phones: Phones, network: BadNetwork, archive: Archive
) -> None:
    phone = phones()
    phone.page.clock.install()
    phone.opens().installed()
    network.mode = "hole"
    phone.reports(a_photo(220, *SMALL)).sealed()
    phone.page.wait_for_timeout(500)
    assert phone.states() == ["queued"]

    phone.page.clock.fast_forward(25_000)  # longer than the phone's patience
    phone.lists().page.get_by_text("Server belum terjangkau").wait_for()
    assert phone.states() == ["queued"]
    network.mode = "ok"

    phone.waits_until("stored")
    archive.has(phone)


ON_MOBILE_DATA = """Object.defineProperty(Navigator.prototype, 'connection', {
  get: () => (globalThis.line ??= Object.assign(new EventTarget(), { type: 'cellular' })) })"""
KEEP_WIFI_ONLY = """new Promise((done) => {
  const opening = indexedDB.open('masdarling')
  opening.onsuccess = () => {
    const tx = opening.result.transaction('facts', 'readwrite')
    tx.objectStore('facts').put({ name: 'wifi_only', value: true })
    tx.oncomplete = () => { opening.result.close(); done() }
  }
})"""


@pytest.fixture
def thrifty(phones: Phones) -> Phone:
    """On mobile data, photos over Wi-Fi only; a report has been saved."""
    phone = phones()
    phone.context.add_init_script(ON_MOBILE_DATA)
    phone.opens().installed()
    phone.page.evaluate(KEEP_WIFI_ONLY)
    return phone.reports(a_photo(230, *SMALL)).waits_until("sending")


def test_photos_wait_for_wifi_and_go_by_themselves_when_it_comes_simulated(
    thrifty: Phone, archive: Archive
) -> None:
    thrifty.lists().page.get_by_text("Fotonya menunggu Wi-Fi").first.wait_for()
    report = thrifty.rows()[0]["id"]
    assert archive.digests(report)

    thrifty.page.evaluate("line.type = 'wifi'; line.dispatchEvent(new Event('change'))")

    thrifty.waits_until("stored")
    archive.has(thrifty)


def test_photos_that_wait_for_wifi_go_this_once_when_the_person_says_so_simulated(
    thrifty: Phone, archive: Archive
) -> None:
    thrifty.lists().page.get_by_role("button", name="Kirim foto sekarang").click()
    thrifty.waits_until("stored")
    archive.has(thrifty)

    thrifty.opens("/lapor#").page.get_by_role("heading", name="Laporan baru").wait_for()
    thrifty.reports(a_photo(231, *SMALL)).waits_until("sending", "stored")

    assert "sending" in thrifty.states()


def test_somebody_else_signs_in_while_the_queue_is_on_its_way(
    phone: Phone, system: System, archive: Archive
) -> None:
    """Between two requests of one delivery: the server refuses what is sent as the one who left."""
    ani, budi = (_invited(system, name) for name in ("Ani", "Budi"))
    _accepts(phone, ani)
    phone.opens()
    phone.context.set_offline(True)
    phone.reports(a_photo(240, *SMALL)).sealed()
    report = phone.rows()[0]["id"]
    statuses: list[tuple[str, int]] = []
    phone.context.on(
        "response", lambda a: statuses.append((a.request.method, a.status)) if "/reports/" in a.url else None
    )

    def hand_over(route: Route) -> None:
        phone.context.clear_cookies()
        made = phone.context.request.post(
            phone.url + budi, form={"nama": "Budi", "setuju": "ya"}, headers={"Origin": phone.url}
        )
        assert made.ok
        route.continue_()

    phone.context.route("**/api/v1/reports/*/photos/*", hand_over, times=1)
    phone.context.set_offline(False)

    phone.until(lambda: ("PATCH", 403) in statuses)
    phone.page.wait_for_timeout(1500)  # the page is drawn anew for the other person
    phone.stands().until(lambda: phone.page.evaluate(KEPT_FOR_ITS_OWNER, report))
    assert archive.digests(report)
    assert not list((system.data / "bucket" / "incoming").glob(f"{report}/*/*"))


KEPT_FOR_ITS_OWNER = """(report) => new Promise((done) => {
  const opening = indexedDB.open('masdarling')
  opening.onsuccess = () => {
    const tx = opening.result.transaction(['reports', 'vault'])
    const row = tx.objectStore('reports').get(report)
    const sealed = tx.objectStore('vault').count()
    tx.oncomplete = () => {
      opening.result.close()
      done(row.result ? row.result.state === 'paused_auth' : sealed.result > 0)
    }
  }
})"""
"""Paused in the open, or sealed away: not sent, and not gone."""


def _invited(system: System, name: str) -> str:
    made = system.facts("invite", "--role", "volunteer", "--kelurahan", "64.74.03.1002", "--name", name)
    return "/undangan/" + str(made["link"]).split("/undangan/")[1]


def _accepts(phone: Phone, link: str) -> None:
    phone.page.goto(phone.url + link)
    phone.page.get_by_role("checkbox").check()
    phone.page.locator("form.card button").click()
    phone.page.wait_for_load_state()
