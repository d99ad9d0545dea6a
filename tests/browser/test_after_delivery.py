"""What becomes of a report is told on the phone, offline too, and a question about it is answered there."""

import pytest
from playwright.sync_api import expect

from tests.browser.asking import Reviewer, replies
from tests.browser.conftest import Phones
from tests.browser.phone import Phone, a_photo, originals
from tests.proxy import BadNetwork
from tests.system import System, eventually

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def reviewer(system: System) -> Reviewer:
    return Reviewer(system)


@pytest.fixture
def asked(phone: Phone, reviewer: Reviewer) -> str:
    """The id of a report that lies in the archive, and about which somebody asks."""
    phone.reports(a_photo(1)).waits_until("stored")
    [row] = phone.rows()
    reviewer.decides(row["id"], "ask", version=1, words="Di sebelah mana jembatan?")
    return str(row["id"])


def hears(phone: Phone, words: str) -> None:
    """Until the list tells so; the news comes when the app is opened."""
    phone.lists().page.reload()
    phone.stands().page.get_by_text(words).first.wait_for()


def answers(phone: Phone, words: str, *photos: bytes) -> None:
    phone.page.get_by_role("link", name="Jawab").click()
    phone.page.get_by_label("Jawaban Anda").fill(words)
    if photos:
        phone.takes(*photos)
        phone.page.locator(".album-photo img").first.wait_for()
    phone.page.get_by_role("button", name="Simpan jawaban").click()
    phone.page.get_by_role("heading", name="Laporan saya").wait_for()


def test_what_became_of_a_report_is_there_without_a_network(
    phone: Phone, asked: str, reviewer: Reviewer
) -> None:
    reviewer.decides(asked, "reject", version=2, reason="not_found", words="Sudah dicek dua kali")
    hears(phone, "Ditolak")

    phone.context.set_offline(True)
    phone.page.reload()

    phone.stands().page.get_by_text("Sudah dicek dua kali").wait_for()
    phone.page.get_by_text("tidak ditemukan").wait_for()
    phone.page.get_by_text("Kabar dari server").wait_for()


def test_a_question_is_answered_without_a_network_with_words_and_a_photo(
    phone: Phone, asked: str, reviewer: Reviewer, system: System
) -> None:
    hears(phone, "Di sebelah mana jembatan?")
    phone.context.set_offline(True)
    answers(phone, "Sebelah kiri, dekat pasar", a_photo(2))
    phone.page.reload()
    phone.stands().page.get_by_text("Jawaban tersimpan di HP ini").wait_for()

    phone.context.set_offline(False)

    phone.until(lambda: [reply["state"] for reply in replies(phone)] == ["stored"])
    [photo] = replies(phone)[0]["sealed"]["photos"]
    assert photo["sha256"] in originals(system.data, asked)
    page = reviewer.reads(f"/tinjau/{asked}")
    assert "Sebelah kiri, dekat pasar" in page
    assert "Dari jawaban pelapor" in page
    assert "Dijawab" in reviewer.line_of(asked, "received")


def test_an_answer_that_waits_is_counted_wherever_reports_are(phone: Phone, asked: str) -> None:
    hears(phone, "Di sebelah mana jembatan?")
    phone.context.set_offline(True)
    answers(phone, "Sebelah kiri")

    page = phone.page
    page.get_by_text("1 jawaban belum terkirim.").wait_for()
    page.get_by_role("link", name="Laporan saya, 1 belum terkirim").wait_for()
    page.get_by_role("link", name="Belum terkirim 1").click()
    expect(page.locator(f"#report-{asked}")).to_have_count(1)
    page.get_by_role("button", name="Kirim sekarang").wait_for()
    phone.context.set_offline(False)
    page.get_by_text("Semua laporan sudah di server.").wait_for()


def test_an_answer_whose_first_answer_is_lost_is_there_once(
    phone: Phone, asked: str, network: BadNetwork, reviewer: Reviewer
) -> None:
    hears(phone, "Di sebelah mana jembatan?")
    phone.context.set_offline(True)
    answers(phone, "Sebelah kiri", a_photo(3, 2400, 1800))
    phone.until(lambda: replies(phone)[0]["sealed"])
    network.up_rate = 150_000
    network.cut_after = 60_000
    network.lose_answers = 1

    phone.context.set_offline(False)

    phone.until(lambda: [reply["state"] for reply in replies(phone)] == ["stored"], within=60)
    assert network.cuts == 1
    assert reviewer.reads(f"/tinjau/{asked}").count('tight reply">') == 1


def test_an_answer_that_comes_too_late_says_so_and_keeps_its_words(
    phone: Phone, asked: str, reviewer: Reviewer
) -> None:
    hears(phone, "Di sebelah mana jembatan?")
    phone.context.set_offline(True)
    answers(phone, "Sebelah kiri")
    reviewer.decides(asked, "verify", version=2)

    phone.context.set_offline(False)

    phone.until(lambda: [reply["state"] for reply in replies(phone)] == ["blocked"])
    phone.page.get_by_text("sudah diputuskan").wait_for()
    phone.page.get_by_text("Sebelah kiri").wait_for()
    phone.page.get_by_role("button", name="Hapus jawaban ini").click()
    phone.until(lambda: replies(phone) == [])


def test_a_killed_page_continues_the_answer_where_it_was(phone: Phone, asked: str) -> None:
    hears(phone, "Di sebelah mana jembatan?")
    phone.page.get_by_role("link", name="Jawab").click()
    phone.page.get_by_label("Jawaban Anda").fill("Sebelah ki")
    phone.takes(a_photo(4))
    phone.until(lambda: replies(phone) and replies(phone)[0]["words"] == "Sebelah ki")

    phone.page.goto("about:blank")
    phone.opens(f"/lapor#jawab/{asked}")

    phone.page.locator(".album-photo").wait_for()
    expect(phone.page.get_by_label("Jawaban Anda")).to_have_value("Sebelah ki")


def test_another_phone_of_nobody_sees_nothing_of_it(phones: Phones, asked: str) -> None:
    stranger = phones().opens().installed()
    stranger.lists().page.wait_for_timeout(1500)

    assert asked not in stranger.page.content()
    assert stranger.page.get_by_text("Dikirim dari HP lain").count() == 0


def test_the_queue_of_reviewers_is_told_when_photos_of_an_answer_are_on_their_way(
    phone: Phone, asked: str, reviewer: Reviewer
) -> None:
    hears(phone, "Di sebelah mana jembatan?")
    phone.context.route("**/photos/*", lambda route: route.abort())
    answers(phone, "Sebelah kiri", a_photo(5))
    phone.until(lambda: [reply["state"] for reply in replies(phone)] == ["sending"])

    assert "Foto: 0 dari 1" in reviewer.reads(f"/tinjau/{asked}")

    phone.context.unroute("**/photos/*")
    eventually(lambda: "Foto: 1 dari 1" in _after_a_moment(phone, reviewer, asked), what="the photo")


def _after_a_moment(phone: Phone, reviewer: Reviewer, asked: str) -> str:
    phone.page.wait_for_timeout(500)
    return reviewer.reads(f"/tinjau/{asked}")
