"""What is reported already is hinted at without a network, and joined in on instead of being sent again."""

import json
from dataclasses import dataclass
from itertools import count
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from tests.browser.after_screens import LINE, RESOLVES
from tests.browser.asking import Reviewer
from tests.browser.conftest import Archive, Phones
from tests.browser.pack_screens import joined_long_ago
from tests.browser.phone import Phone, a_photo
from tests.proxy import BadNetwork
from tests.system import System, eventually

pytestmark = pytest.mark.browser

STORE = """(name) => new Promise((done) => {
  const opening = indexedDB.open('masdarling')
  opening.onsuccess = () => {
    const all = opening.result.transaction(name).objectStore(name).getAll()
    all.onsuccess = () => { opening.result.close(); done(all.result) }
  }
})"""


@pytest.fixture(scope="module")
def reviewer(system: System) -> Reviewer:
    return Reviewer(system)


@dataclass
class Town:
    """One open report that residents see, and what the server says of it."""

    url: str
    report: str
    kelurahan: str
    spot: dict[str, float]

    def entry(self) -> dict[str, Any] | None:
        with urlopen(f"{self.url}/api/v1/kelurahan/{self.kelurahan}/pack") as answer:  # noqa: S310 - ours
            reports = json.load(answer)["reports"]
        return next((entry for entry in reports if entry["id"] == self.report), None)

    @property
    def counted(self) -> int:
        entry = self.entry()
        return entry["me_too"] if entry else -1


SPOTS = count(1)


def somewhere() -> dict[str, float]:
    """Out of hint of what the other tests report."""
    return {"latitude": 0.1366 - 0.004 * next(SPOTS), "longitude": 117.4526, "accuracy": 12}


@pytest.fixture
def town(phones: Phones, reviewer: Reviewer, system: System) -> Town:
    spot = somewhere()
    sender = phones(geolocation=spot).opens().installed()
    sender.reports(a_photo(7), note="Menumpuk di belakang pasar").waits_until("stored")
    [row] = sender.rows()
    town = Town(system.url, row["id"], row["form"]["kelurahan"], spot)
    shown = [photo["sha256"] for photo in row["sealed"]["photos"]]
    reviewer.decides(town.report, "verify", version=1, publish=shown)
    eventually(lambda: (town.entry() or {}).get("thumb"), what="the published report in its pack")
    sender.closes()
    return town


@pytest.fixture
def neighbour(phones: Phones, town: Town) -> Phone:
    """Another phone at the same place, that has the pack and no network."""
    phone = phones(geolocation=town.spot).opens().installed()
    phone.until(lambda: knows(phone, town))
    phone.context.set_offline(True)
    return phone


def knows(phone: Phone, town: Town) -> bool:
    packs = phone.page.evaluate(STORE, "packs")
    return any(entry["id"] == town.report for pack in packs for entry in pack["reports"])


def echoes(phone: Phone) -> list[str]:
    return [echo["state"] for echo in phone.page.evaluate(STORE, "echoes")]


def joins(phone: Phone) -> None:
    phone.fills()
    phone.page.get_by_role("button", name="Saya juga").click()
    phone.page.get_by_text("Anda ikut melaporkan. Tersimpan di HP ini.").wait_for()


def test_what_is_reported_already_is_shown_before_it_is_saved_without_a_network(neighbour: Phone) -> None:
    neighbour.page.reload()
    neighbour.stands().fills()

    hint = neighbour.page.locator("duplicate-hint section")
    hint.get_by_text("Ada 1 laporan sejenis di dekat sini").wait_for()
    assert hint.get_by_role("img", name="Foto laporan itu").evaluate(
        "img => img.decode().then(() => img.naturalWidth)"
    )
    for words in (
        "Terverifikasi",
        "Menumpuk di belakang pasar",
        "dari sini · dilaporkan",
        "Data lingkungan: baru saja",
    ):
        hint.get_by_text(words).wait_for()


def test_who_only_looks_at_the_button_is_led_to_what_is_reported_already(neighbour: Phone) -> None:
    neighbour.page.reload()
    neighbour.stands().fills()

    neighbour.page.get_by_role("button", name="Mungkin sudah dilaporkan").click()

    hint = neighbour.page.get_by_role("heading", name="Ada 1 laporan sejenis di dekat sini")
    neighbour.until(lambda: (box := hint.bounding_box()) and 0 <= box["y"] < 300)
    neighbour.page.get_by_role("button", name="Bukan, ini lain").click()
    neighbour.page.get_by_text("Sudah lengkap, tinggal simpan").wait_for()


def test_saya_juga_without_a_network_is_counted_once_and_no_second_report_is_made(
    neighbour: Phone, town: Town, network: BadNetwork
) -> None:
    neighbour.takes(a_photo(8))
    joins(neighbour)
    neighbour.page.reload()
    neighbour.stands().lists().page.get_by_text("Belum terkirim", exact=True).wait_for()
    network.lose_answers = 1

    neighbour.context.set_offline(False)

    neighbour.until(lambda: echoes(neighbour) == ["told"])
    eventually(lambda: town.counted == 1, what="that one has joined in")
    neighbour.page.get_by_role("heading", name="Anda ikut melaporkan Sampah liar").wait_for()
    neighbour.page.get_by_text("1 orang ikut melaporkan").wait_for()
    neighbour.until(lambda: neighbour.rows() == neighbour.drafts() == [])


def test_saya_juga_that_was_a_slip_gives_the_draft_back_with_its_photo(neighbour: Phone) -> None:
    neighbour.takes(a_photo(9)).page.locator(".album-photo img").wait_for()
    joins(neighbour)

    neighbour.page.get_by_role("button", name="Urungkan").click()

    neighbour.page.locator(".album-photo img").wait_for()
    assert echoes(neighbour) == []
    assert [row["form"]["category"] for row in neighbour.drafts()] == ["SMP-01"]


def test_what_was_begun_before_saya_juga_is_no_deleted_report_and_comes_back_with_its_undoing(
    neighbour: Phone,
) -> None:
    neighbour.takes(a_photo(10)).page.locator(".album-photo img").wait_for()
    joins(neighbour)

    neighbour.lists().page.get_by_role("heading", name="Anda ikut melaporkan Sampah liar").wait_for()
    assert neighbour.page.get_by_text("Laporan dihapus").count() == 0
    assert neighbour.page.locator("outbox-card").count() == 0
    neighbour.page.get_by_role("button", name="Batalkan ikut melaporkan Sampah liar").click()

    neighbour.page.get_by_role("button", name="Lanjutkan").click()
    neighbour.page.locator(".album-photo img").wait_for()
    assert echoes(neighbour) == []


def test_joining_in_is_taken_back_at_the_server_too(neighbour: Phone, town: Town) -> None:
    joins(neighbour)
    neighbour.context.set_offline(False)
    neighbour.until(lambda: echoes(neighbour) == ["told"])
    eventually(lambda: town.counted == 1, what="that one has joined in")

    neighbour.lists().page.get_by_role("button", name="Batalkan ikut melaporkan Sampah liar").click()

    neighbour.until(lambda: echoes(neighbour) == [])
    eventually(lambda: town.counted == 0, what="that nobody joins in any more")


def test_another_thing_near_by_is_reported_after_one_word(neighbour: Phone, archive: Archive) -> None:
    neighbour.fills()
    neighbour.page.get_by_role("button", name="Bukan, ini lain").click()
    neighbour.page.get_by_text("Baik, ini laporan lain").wait_for()
    neighbour.page.wait_for_function("() => document.activeElement.id === 'hint-noted'")
    neighbour.page.reload()
    neighbour.stands().page.get_by_text("Baik, ini laporan lain").wait_for()

    neighbour.saves().context.set_offline(False)

    neighbour.waits_until("sent", "stored")
    archive.has(neighbour)


def test_the_hint_stands_in_nobodys_way(neighbour: Phone) -> None:
    neighbour.fills()
    neighbour.page.get_by_role("heading", name="Ada 1 laporan sejenis").wait_for()

    neighbour.saves()

    assert [row["form"]["category"] for row in neighbour.rows()] == ["SMP-01"]


def test_a_report_that_is_no_longer_shown_is_let_go_with_a_sentence(
    neighbour: Phone, town: Town, reviewer: Reviewer
) -> None:
    joins(neighbour)
    reviewer.decides(town.report, "reject", version=2, reason="not_found", words="Sudah dicek")

    neighbour.context.set_offline(False)

    neighbour.until(lambda: echoes(neighbour) == ["gone"])
    neighbour.lists().page.get_by_text("Laporan itu sudah tidak ditampilkan").wait_for()
    neighbour.page.get_by_role("button", name="Hapus dari daftar").click()
    neighbour.until(lambda: echoes(neighbour) == [])


def test_what_is_open_no_more_folds_away_and_says_so_and_what_is_open_says_how_it_stands(
    phones: Phones,
) -> None:
    phone = phones()

    joined_long_ago(phone)

    section = phone.page.get_by_role("region", name="Anda ikut melaporkan")
    section.get_by_text("Sekarang: Dikerjakan").wait_for()
    folded = section.get_by_role("group")
    folded.get_by_text("Tidak ada lagi di antara laporan yang terbuka").wait_for()
    expect(folded.get_by_role("article")).to_have_count(1)
    expect(section.get_by_role("article")).to_have_count(2)


def test_ones_own_report_is_told_apart(phones: Phones, town: Town) -> None:
    phone = phones(geolocation=town.spot).opens().installed()
    mine = {**LINE, "id": town.report, "step": {"at": LINE["received_at"], "reason": "", **RESOLVES}}
    phone.context.route(
        "**/reports/mine*", lambda route: route.fulfill(json={"api": "masdarling/1", "reports": [mine]})
    )
    phone.page.reload()
    phone.stands().until(lambda: knows(phone, town))

    phone.fills().page.get_by_text("Ini laporan Anda sendiri").wait_for()

    assert phone.page.get_by_role("button", name="Saya juga").count() == 0
