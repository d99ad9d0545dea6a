"""A reviewer at work in a real browser: decisions held, taken back, sent, and made without a network."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from backend.reports.moves import State
from backend.reports.report import Actor, Step
from tests.pages.seed import STORIES, a_report
from tests.pages.site import DESK, Site, served
from tests.pages.world import NOW, World
from tests.system import eventually

pytestmark = pytest.mark.browser

DEWI = Actor("reviewer", "p-dewi", "Dewi")
IN_BONTANG = {"latitude": 0.137, "longitude": 117.453, "accuracy": 8.0}


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = World(tmp_path, built=True)
    world.keep(
        (a_report(n, now=NOW, hours=20 - n, photos=2, story=STORIES[0]) for n in range(1, 5)),
        with_pictures=True,
    )
    return world


@pytest.fixture
def site(world: World) -> Iterator[Site]:
    with served(world) as site:
        yield site


def queue(site: Site) -> list[str]:
    """Ids as they lie before a reviewer: due together, so in order of receipt."""
    return [report.id for report in sorted(site.world.reports.kept.values(), key=lambda one: one.received_at)]


def states(site: Site) -> list[str]:
    return [site.world.reports.kept[key].state.value for key in queue(site)]


def is_at(page: Page, report_id: str) -> None:
    expect(page.locator("article.case")).to_have_attribute("data-report", report_id)


def test_a_decision_shows_the_next_case_can_be_taken_back_and_is_sent_when_the_page_is_left(
    site: Site, browser: Browser
) -> None:
    first, second, third, _ = queue(site)
    with site.visit(browser, f"/tinjau/{first}@rani", DESK) as page:
        page.locator("input[name=publish]").first.check()
        page.keyboard.press("1")
        is_at(page, second)
        page.keyboard.press("z")
        is_at(page, first)
        expect(page.locator("input[name=publish]").first, "what was chosen is still there").to_be_checked()
        assert states(site) == ["received"] * 4

        page.keyboard.press("1")
        is_at(page, second)
        page.keyboard.press("3")  # reject: its form opens
        page.keyboard.press("2")  # the second reason
        page.keyboard.press("Enter")
        is_at(page, third)
        page.goto("/tinjau")

    eventually(lambda: states(site) == ["verified", "rejected", "received", "received"])
    verified = site.world.reports.kept[first]
    assert [photo.public for photo in verified.photos] == [True, False]


def test_after_ten_seconds_a_decision_is_sent_and_a_colleague_s_is_explained(
    site: Site, browser: Browser
) -> None:
    first, second, *_ = queue(site)
    reports = site.world.reports
    with site.visit(browser, "/tinjau@rani", DESK) as page:
        page.clock.install()
        page.goto(f"/tinjau/{first}")
        reports.append(reports.kept[first].moved(Step(State.REJECTED, DEWI, NOW, "not_found", "Sudah dicek")))
        page.keyboard.press("1")
        is_at(page, second)
        assert page.locator(".refusal").count() == 0
        page.clock.fast_forward(11_000)

        card = page.locator(".refusal")
        expect(card).to_contain_text("Dewi lebih dulu memutuskan laporan ini.")
        expect(card).to_contain_text("Sudah dicek")
        card.get_by_role("link", name="Putuskan lagi").click()
        is_at(page, first)

    assert reports.kept[first].steps[-1].by.id == "p-dewi"


def test_what_is_undone_after_its_answer_was_lost_is_undone_at_the_server_and_told_of(
    site: Site, browser: Browser
) -> None:
    first, second, third, _ = queue(site)
    reports = site.world.reports
    with site.visit(browser, "/tinjau@rani", DESK) as page:
        page.clock.install()
        page.goto(f"/tinjau/{first}")
        page.route("**/tinjau/*", unanswered)
        for case in (second, third):
            page.keyboard.press("1")
            is_at(page, case)
        page.clock.fast_forward(11_000)
        expect(page.locator(".still-here")).to_contain_text("2 putusan belum terkirim")
        assert states(site)[:2] == ["verified", "received"]
        page.keyboard.press("z")  # the second never left
        is_at(page, second)
        page.keyboard.press("z")
        expect(page.locator(".undoing")).to_contain_text(f"Sedang diurungkan: {reports.kept[first].number}")
        is_at(page, second)

        page.unroute("**/tinjau/*")
        page.evaluate("dispatchEvent(new Event('online'))")
        expect(page.locator(".refusal")).to_contain_text("sudah diurungkan.")
        expect(page.locator(".undoing")).to_have_count(0)
        assert [step.state.value for step in reports.kept[first].steps[1:]] == ["verified", "received"]
        page.locator(".refusal").get_by_role("button", name="Tutup").click()

        # Once more, and a colleague decides before it is known.
        page.route("**/tinjau/*", unanswered)
        page.keyboard.press("1")
        is_at(page, third)
        page.clock.fast_forward(11_000)
        expect(page.locator(".still-here")).to_contain_text("1 putusan belum terkirim")
        assert states(site)[1] == "verified"
        page.get_by_role("button", name=f"Urungkan {reports.kept[second].number}").click()
        expect(page.locator(".undoing")).to_have_count(1)
        page.keyboard.press("z")  # the same wish
        expect(page.locator(".undoing")).to_have_count(1)
        reports.append(reports.kept[second].moved(Step(State.REJECTED, DEWI, NOW, "not_found")))
        page.unroute("**/tinjau/*")
        page.evaluate("dispatchEvent(new Event('online'))")
        card = page.locator(".refusal")
        expect(card).to_contain_text("Tidak jadi diurungkan.")
        expect(card).to_contain_text("Dewi lebih dulu memutuskan laporan ini.")
        assert states(site)[:2] == ["received", "rejected"]


def unanswered(route: Route) -> None:
    """The server has it, and nobody hears so."""
    if route.request.method == "POST":
        route.fetch()
        return route.abort()
    return route.continue_()


def holder(page: Page) -> Locator:
    """What is said of who has the case. The words for whom it is not lie hidden beside."""
    return page.locator("#pegangan > :visible")


def test_two_reviewers_read_who_has_the_case_and_whoever_loses_it_is_told(
    site: Site, browser: Browser
) -> None:
    first, second, *_ = queue(site)
    with site.visit(browser, f"/tinjau/{first}@rani", DESK) as rani:
        expect(holder(rani)).to_contain_text("Kasus ini Anda pegang sampai")
        with site.visit(browser, f"/tinjau/{second}@dewi", DESK) as dewi:
            dewi.keyboard.press("k")
            is_at(dewi, first)
            expect(holder(dewi)).to_contain_text("Rani Wulandari sedang membuka kasus ini sampai")
            dewi.get_by_role("button", name="Ambil alih").click()
            expect(holder(dewi)).to_contain_text("Kasus ini Anda pegang sampai")
            rani.bring_to_front()
            rani.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
            expect(holder(rani)).to_contain_text("Dewi mengambil alih kasus ini")
            dewi.goto("/tinjau")
        rani.get_by_role("button", name="Ambil kembali").click()
        expect(holder(rani)).to_contain_text("Kasus ini Anda pegang sampai")
        rani.keyboard.press("j")
        is_at(rani, second)
        eventually(lambda: list(site.world.holds.kept) == [second])


def test_on_a_phone_one_tap_publishes_only_where_nothing_is_to_be_looked_at_first(
    site: Site, browser: Browser
) -> None:
    first, second, *_ = queue(site)
    site.world.keep([strange := a_report(5, now=NOW, hours=200, flags=("outside_city",))])
    with site.visit(browser, f"/tinjau/{strange.id}@rani") as page:
        bar = page.get_by_role("navigation", name="Putusan")
        bar.get_by_text("Verifikasi").click()
        expect(page.get_by_role("heading", name="Putusan")).to_be_focused()
        is_at(page, strange.id)

        bar.get_by_text("Lewati").click()
        is_at(page, first)
        bar.get_by_text("Tolak").click()
        bar.get_by_text("Verifikasi").click()
        expect(page.get_by_role("heading", name="Putusan")).to_be_focused()
        is_at(page, first)

        page.locator("#tolak summary").click()
        bar.get_by_text("Verifikasi").click()
        is_at(page, second)


def test_keys_go_through_the_queue_both_ways_and_say_where_it_ends(site: Site, browser: Browser) -> None:
    first, second, third, last = queue(site)
    with site.visit(browser, f"/tinjau/{third}@rani", DESK) as page:
        page.keyboard.press("k")
        is_at(page, second)
        page.keyboard.press("k")
        is_at(page, first)
        page.keyboard.press("k")
        expect(page.locator(".queue-end")).to_contain_text("Ini kasus pertama di antrean.")
        page.keyboard.press("1")  # verified: no longer among the neighbours, although it is not sent yet
        is_at(page, second)
        expect(page.locator(".queue-end")).to_have_count(0)
        page.keyboard.press("k")
        expect(page.locator(".queue-end")).to_contain_text("Ini kasus pertama di antrean.")
        for case in (third, last):
            page.keyboard.press("j")
            is_at(page, case)
        page.keyboard.press("j")
        expect(page.locator(".queue-end")).to_contain_text("Ini kasus terakhir di antrean.")
        page.get_by_role("link", name="Kembali ke antrean").click()
        expect(page).to_have_url(re.compile("/tinjau\\?"))


def test_keys_are_silent_while_somebody_writes_and_can_be_turned_off(site: Site, browser: Browser) -> None:
    first, second, *_ = queue(site)
    with site.visit(browser, f"/tinjau/{first}@rani", DESK) as page:
        page.keyboard.press("e")
        page.get_by_role("button", name="Patokan").click()
        expect(page.get_by_label("Dengan kata Anda sendiri")).to_have_value(re.compile("patokan terdekat"))
        page.get_by_label("Dengan kata Anda sendiri").fill("")
        page.keyboard.type("jeruk 1")
        is_at(page, first)
        expect(page.locator("#tanya")).to_have_value("jeruk 1")

        page.locator("h1").click()
        page.keyboard.press("?")
        page.get_by_label("Pakai tombol cepat").uncheck()
        page.keyboard.press("Escape")
        page.keyboard.press("j")
        page.reload()
        page.keyboard.press("j")
        is_at(page, first)

        page.keyboard.press("?")
        page.get_by_label("Pakai tombol cepat").check()
        page.keyboard.press("Escape")
        page.keyboard.press("j")
        is_at(page, second)


def test_two_photos_lie_side_by_side_large_and_turned(site: Site, browser: Browser) -> None:
    with site.visit(browser, f"/tinjau/{queue(site)[0]}@rani", DESK) as page:
        page.locator("a[data-zoom]").first.click()
        page.get_by_role("button", name="Bandingkan").click()
        page.get_by_role("button", name="Putar").click()
        page.keyboard.press("Escape")
        page.locator("a[data-zoom]").first.click()
        page.get_by_role("button", name="Bandingkan").click()
        page.get_by_role("button", name="Perbesar").click()
        shown = page.locator(".pane img").evaluate_all(
            "(all) => all.map((img) => [img.src, img.style.transform])"
        )

    [(left, plain), (right, large)] = shown
    assert left != right
    assert "scale(1)" in plain
    assert "scale(1.4)" in large


def test_a_likely_duplicate_s_photo_lies_beside_the_own_and_a_swipe_shows_the_next(
    site: Site, browser: Browser
) -> None:
    first, *_ = queue(site)
    with site.visit(browser, f"/tinjau/{first}@rani", DESK) as page:
        page.keyboard.press("m")
        page.get_by_role("link", name="Bandingkan foto").first.click()
        own, other = page.locator(".pane img").all()
        expect(own).to_have_attribute("src", re.compile(f"/reports/{first}/"))
        before = other.get_attribute("src")
        assert before
        assert first not in before

        box = other.bounding_box()
        assert box
        page.mouse.move(box["x"] + 300, box["y"] + 200)
        page.mouse.down()
        page.mouse.move(box["x"] + 100, box["y"] + 205, steps=4)
        page.mouse.up()
        expect(other).not_to_have_attribute("src", before)
        expect(other).to_have_attribute("src", re.compile(before.split("/")[4]))
        page.keyboard.press("Escape")
        expect(page.locator("dialog[open]")).to_have_count(0)


def test_the_map_is_enlarged_over_the_case_and_closed_by_escape(site: Site, browser: Browser) -> None:
    with site.visit(browser, f"/tinjau/{queue(site)[0]}@rani", DESK) as page:
        opener = page.get_by_role("link", name="Perbesar peta")
        opener.press("Enter")
        expect(page.locator("dialog[open] .map-pane")).to_be_focused()
        page.keyboard.press("+")
        expect(page.locator("dialog[open] .map")).to_have_attribute("style", re.compile(r"scale\(1\.4\)"))
        page.get_by_role("link", name="Lihat seluruh").click()
        expect(page.get_by_role("link", name="Lihat dari dekat")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("dialog[open]")).to_have_count(0)
        expect(opener).to_be_focused()


def test_cases_taken_along_are_decided_without_a_network_or_a_server(world: World, browser: Browser) -> None:
    with served(world) as site, site.visit(browser, "/tinjau/lapangan@rani") as page:
        page.context.grant_permissions(["geolocation"])
        page.context.set_geolocation(IN_BONTANG)  # type: ignore[arg-type]  # Playwright's own dictionary
        page.get_by_role("button", name="Bawa ke HP ini").click()
        expect(page.get_by_role("status").first).to_contain_text("4 kasus di HP ini")
        eventually(lambda: page.evaluate("navigator.serviceWorker.controller !== null"))

        page.context.set_offline(True)
        page.reload()
        expect(page.locator("#dibawa li")).to_have_count(4)
        page.locator("#dibawa a").first.click()
        expect(page.locator("article.case img").first).to_have_js_property("naturalWidth", 320)
        page.get_by_role("button", name="Verifikasi", exact=True).click()
        is_at(page, queue(site)[1])
        assert states(site) == ["received"] * 4
        # What a page sends while it is left (keepalive) slips past Chromium's pretended lack of a network.
        page.goto("/tinjau/lapangan")
        expect(page.locator("#dibawa .chip", has_text="Terverifikasi")).to_have_count(1)

        page.context.set_offline(False)
        page.reload()
        eventually(lambda: states(site).count("verified") == 1)


def test_in_the_field_the_bar_below_leads_to_the_verdicts_of_the_same_case(
    world: World, browser: Browser
) -> None:
    world.keep([strange := a_report(5, now=NOW, hours=200, flags=("outside_city",))], with_pictures=True)
    with served(world) as site, site.visit(browser, "/tinjau/lapangan@rani") as page:
        page.get_by_role("button", name="Bawa ke HP ini").click()
        expect(page.get_by_role("status").first).to_contain_text("5 kasus di HP ini")
        page.locator(f"#dibawa a[href='#{strange.id}']").click()
        is_at(page, strange.id)

        page.get_by_role("link", name="Putusan").click()
        expect(page.get_by_role("heading", name="Putusan")).to_be_focused()
        expect(page.get_by_role("heading", name="Putusan")).to_be_in_viewport()
        page.get_by_role("link", name="petunjuk penting").click()
        expect(page.get_by_role("heading", name="Petunjuk mesin")).to_be_in_viewport()
        page.get_by_role("navigation", name="Putusan").get_by_role("link", name="Tolak").click()
        expect(page.locator("#tolak summary")).to_be_focused()

        is_at(page, strange.id)
        expect(page.locator("article.case")).to_be_visible()
        expect(page).to_have_url(re.compile(f"#{strange.id}$"))


def test_a_full_phone_in_the_field_keeps_the_case_open_and_one_that_is_gone_leads_to_the_list(
    site: Site, browser: Browser
) -> None:
    with site.visit(browser, "/tinjau/lapangan@rani") as page:
        page.get_by_role("button", name="Bawa ke HP ini").click()
        expect(page.get_by_role("status").first).to_contain_text("4 kasus di HP ini")
        page.locator("#dibawa a").first.click()
        is_at(page, queue(site)[0])
        page.evaluate(FULL)
        page.context.set_offline(True)

        page.get_by_role("button", name="Verifikasi", exact=True).click()
        expect(page.get_by_role("alert")).to_contain_text("Perangkat ini penuh")
        is_at(page, queue(site)[0])
        page.get_by_role("alert").get_by_role("button", name="Tutup").click()
        page.evaluate(GONE)
        page.keyboard.press("j")
        expect(page.locator("#keadaan")).to_have_text("Kasus itu tidak ada lagi di HP ini.")
        expect(page.get_by_role("heading", name="Di lapangan")).to_be_visible()


FULL = """() => {
  const { put } = IDBObjectStore.prototype
  IDBObjectStore.prototype.put = function (row) {
    if (this.name === 'decisions') throw new DOMException('', 'QuotaExceededError')
    return put.call(this, row)
  }
}"""
GONE = """() => new Promise((done) => {
  indexedDB.open('masdarling').onsuccess = ({ target: { result: database } }) => {
    const tx = database.transaction(['cases'], 'readwrite')
    tx.objectStore('cases').clear()
    tx.oncomplete = () => (database.close(), done())
  }
})"""
"""As another tab of the same person does by *Hapus dari HP ini*."""


def test_signing_out_takes_the_cases_along(site: Site, browser: Browser) -> None:
    with site.visit(browser, "/tinjau/lapangan@rani") as page:
        page.get_by_role("button", name="Bawa ke HP ini").click()
        expect(page.get_by_role("status").first).to_contain_text("4 kasus di HP ini")
        page.goto("/keluar")
        page.get_by_role("button", name="Keluar").click()
        page.wait_for_url(lambda url: not url.endswith("/keluar"))
        left = page.evaluate(LEFT)
        kept = page.evaluate("caches.has('field')")

    assert (left, kept) == ([0, 0], False)


LEFT = """() => new Promise((done) => {
  indexedDB.open('masdarling').onsuccess = ({ target: { result: database } }) => {
    const tx = database.transaction(['cases', 'pictures'])
    const counts = ['cases', 'pictures'].map((name) => tx.objectStore(name).count())
    tx.oncomplete = () => done(counts.map(({ result }) => result))
  }
})"""
