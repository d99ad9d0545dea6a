"""Where it is: by the phone, by a pin on a map that needs no network, or by kelurahan and RT alone."""

import json
from typing import Any

from playwright.sync_api import FloatRect, Page, expect

from tests.browser.conftest import Phones
from tests.browser.phone import Phone

NEVER_FOUND = "navigator.geolocation.watchPosition = () => 1"
SQUARE = [[117.45, 0.13], [117.46, 0.13], [117.46, 0.15], [117.45, 0.15], [117.45, 0.13]]
PACK = """(outlines) => new Promise((done) => {
  const opening = indexedDB.open('masdarling')
  opening.onsuccess = () => {
    const writing = opening.result.transaction(['packs'], 'readwrite')
    const newest = { checked_at: 9e15, wanted_at: 9e15 }
    writing.objectStore('packs').put({ kelurahan: 'x', v: 1, outlines, reports: [], etag: null, ...newest })
    writing.oncomplete = () => { opening.result.close(); done(true) }
  }
})"""
GUNTUNG, TELIHAN = "64.74.01.1004", "64.74.03.1002"


def sealed(phone: Phone) -> dict[str, Any]:
    """The words of the one report, as they travel."""
    phone.until(lambda: phone.rows()[0]["sealed"] is not None)
    return dict(json.loads(phone.bytes_of(phone.rows()[0]["id"]) or b""))


def chooses_what(phone: Phone) -> None:
    """Good news asks nothing but where."""
    phone.page.get_by_role("button", name="Kabar baik").click()
    phone.page.get_by_role("button", name="Gotong royong").click()


def opens_map(page: Page, button: str = "Geser pin di peta") -> None:
    page.get_by_role("button", name=button).click()
    page.locator(".pin-surface svg").wait_for()


def box_of(page: Page, what: str) -> FloatRect:
    box = page.locator(what).bounding_box()
    assert box
    return box


def drags(page: Page, start: tuple[float, float], by: tuple[int, int]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + by[0], start[1] + by[1], steps=5)
    page.mouse.up()


def test_f41_accuracy_and_age_of_the_position_are_told_and_sealed(phones: Phones) -> None:
    here = {"latitude": 0.1366, "longitude": 117.4526, "accuracy": 37}
    phone = phones(geolocation=here).opens().installed()
    phone.context.set_offline(True)

    expect(phone.page.get_by_text("Lokasi didapat, tepat sampai sekitar 37 m.")).to_be_visible()
    expect(phone.page.get_by_text("Didapat baru saja.")).to_be_visible()
    chooses_what(phone)
    phone.page.wait_for_timeout(1_500)
    phone.saves()

    where = sealed(phone)["where"]
    assert (where["lat"], where["lon"], where["accuracy_m"], where["source"]) == (0.1366, 117.4526, 37, "gps")
    assert 1 <= where["fix_age_s"] < 60


def test_f41_where_gps_is_denied_a_pin_set_by_keyboard_tells_the_place(phones: Phones) -> None:
    phone = phones(permissions=[], geolocation=None).opens().installed()
    phone.context.set_offline(True)
    page = phone.page
    chooses_what(phone)
    page.get_by_text("Lokasi tidak diizinkan").wait_for()
    page.get_by_label("Kelurahan").select_option(label="Guntung")

    opens_map(page, "Tandai di peta")
    page.get_by_text("Belum ada pin.").wait_for()
    page.keyboard.press("ArrowUp")
    page.get_by_text("Pin di sini: Guntung.").wait_for()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    page.get_by_text("Tempatnya Anda tandai di peta, di Guntung.").wait_for()
    phone.saves()

    body = sealed(phone)
    assert (body["where"]["source"], body["where"]["accuracy_m"]) == ("pin", None)
    assert body["kelurahan"] == GUNTUNG


def test_f41_while_gps_is_slow_the_person_is_told_and_the_report_is_saved_simulated(phones: Phones) -> None:
    phone = phones()
    phone.context.add_init_script(NEVER_FOUND)
    phone.page.clock.install()
    phone.opens()

    phone.page.get_by_text("Mencari lokasi…").wait_for()
    phone.page.clock.fast_forward(20_000)
    phone.page.get_by_text("Lokasi belum didapat").wait_for()
    phone.page.clock.resume()
    chooses_what(phone)
    phone.page.get_by_label("Kelurahan").select_option(label="Guntung")
    phone.saves()

    form = phone.rows()[0]["form"]
    assert (form["where"], form["kelurahan"]) == (None, GUNTUNG)


def test_f41_where_gps_is_wrong_the_pin_is_dragged_to_the_place_and_can_go_back(phone: Phone) -> None:
    page = phone.page
    phone.context.set_offline(True)
    phone.until(lambda: page.locator("#kelurahan").input_value() == TELIHAN)
    opens_map(page)
    page.get_by_text("Pin di lokasi HP. Gunung Telihan.").wait_for()

    pin = box_of(page, ".pin-body")
    drags(page, (pin["x"] + 15, pin["y"] + 20), (0, -48))
    page.get_by_text("120 m ke utara dari lokasi HP. Gunung Telihan.").wait_for()
    pinned = phone.drafts()[0]["form"]["where"]
    page.locator("pin-map").get_by_role("button", name="Kembali ke lokasi HP").click()
    page.get_by_text("Pin di lokasi HP.").wait_for()
    page.get_by_role("button", name="Selesai").click()

    assert (pinned["source"], pinned["lon"], round(pinned["lat"], 4)) == ("pin", 117.4526, 0.1377)
    phone.until(lambda: phone.drafts()[0]["form"]["where"]["source"] == "gps")
    assert phone.drafts()[0]["form"]["where"]["accuracy_m"] == 12


def test_f41_where_gps_is_wrong_the_kelurahan_chosen_by_hand_goes_without_its_point(phone: Phone) -> None:
    page = phone.page
    phone.until(lambda: page.locator("#kelurahan").input_value() == TELIHAN)
    chooses_what(phone)
    phone.context.set_offline(True)

    page.get_by_label("Kelurahan").select_option(label="Guntung")
    page.get_by_text("Menurut HP tempat ini di Gunung Telihan").wait_for()
    page.get_by_role("button", name="Jangan pakai titik itu").click()
    page.get_by_text("tanpa titik lokasi").wait_for()
    phone.saves()

    body = sealed(phone)
    assert (body["where"], body["kelurahan"]) == (None, GUNTUNG)


def test_a_tap_sets_the_pin_and_escape_takes_everything_back(phone: Phone) -> None:
    page = phone.page
    phone.until(lambda: page.locator("#kelurahan").input_value() == TELIHAN)
    opens_map(page)
    box = box_of(page, ".pin-surface")

    page.mouse.click(box["x"] + 60, box["y"] + box["height"] - 80)
    page.get_by_text("barat daya dari lokasi HP").wait_for()
    page.keyboard.press("Escape")

    page.get_by_text("Lokasi didapat").wait_for()
    expect(page.locator("pin-map")).to_have_count(0)
    phone.until(lambda: phone.drafts()[0]["form"]["where"]["source"] == "gps")


def test_pulling_the_map_moves_no_pin(phone: Phone) -> None:
    page = phone.page
    phone.until(lambda: page.locator("#kelurahan").input_value() == TELIHAN)
    opens_map(page)
    before, surface = box_of(page, ".pin-body"), box_of(page, ".pin-surface")

    drags(page, (surface["x"] + 90, surface["y"] + 60), (-70, 90))

    after = box_of(page, ".pin-body")
    assert (round(after["x"] - before["x"]), round(after["y"] - before["y"])) == (-70, 90)
    expect(page.get_by_text("Pin di lokasi HP.")).to_be_visible()


def test_outlines_the_phone_carries_tell_the_kelurahan_and_a_point_at_sea_is_fine(phone: Phone) -> None:
    page = phone.page
    page.evaluate(PACK, {GUNTUNG: {"type": "Polygon", "coordinates": [SQUARE]}})
    phone.opens()
    phone.until(lambda: page.locator("#kelurahan").input_value() == GUNTUNG)
    opens_map(page)

    page.locator(".pin-land.is-here").wait_for()
    for _ in range(4):
        page.get_by_role("button", name="Perkecil").click()
    for _ in range(7):
        page.locator(".pin-surface").press("Shift+ArrowRight")
    page.get_by_text("Di luar batas kelurahan, terdekat").wait_for()
    page.get_by_role("button", name="Selesai").click()

    phone.until(lambda: phone.drafts()[0]["form"]["where"]["lon"] > 117.46)
    assert phone.drafts()[0]["form"]["kelurahan"] != ""
