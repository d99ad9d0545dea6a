"""Covers arranged over a photo in a real browser: by mouse and key, turned and zoomed, sent when decided."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from backend.reports.look import Box, Look
from backend.reports.showing import covers
from tests.pages.seed import STORIES, a_report
from tests.pages.site import DESK, Site, served, violations
from tests.pages.world import NOW, World
from tests.system import eventually

pytestmark = pytest.mark.browser

FACE, PLATE = Box(0.3, 0.3, 0.12, 0.18, "face"), Box(0.6, 0.55, 0.2, 0.08, "plate")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    world = World(tmp_path, built=True)
    report = a_report(1, now=NOW, photos=1, story=STORIES[0])
    seen = tuple(replace(photo, look=Look("0123456789abcdef", (), (FACE, PLATE))) for photo in report.photos)
    world.keep([report], with_pictures=True)
    world.reports.kept[report.id] = replace(report, photos=seen)
    with served(world) as site:
        yield site


@pytest.fixture
def page(site: Site, browser: Browser) -> Iterator[Page]:
    [report] = site.world.reports.kept
    with site.visit(browser, f"/tinjau/{report}@rani", DESK) as page:
        page.get_by_role("button", name="Tutup wajah atau pelat").click()
        expect(page.locator(".cover-mark")).to_have_count(2)
        yield page


def boxes(page: Page) -> list[list[float]]:
    """As they lie in the editor: fractions of the picture."""
    found: list[list[float]] = page.evaluate(
        """[...document.querySelectorAll('.cover-mark')].map(({ style }) =>
             ['left', 'top', 'width', 'height'].map((side) => Math.round(10 * parseFloat(style[side])) / 1000)
           )"""
    )
    return found


def middle(mark: Locator) -> tuple[float, float]:
    box = mark.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def wide(mark: Locator) -> float:
    """Pixels of the screen."""
    box = mark.bounding_box()
    assert box
    return box["width"]


def drags(page: Page, start: tuple[float, float], way: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + way[0] / 2, start[1] + way[1] / 2)
    page.mouse.move(start[0] + way[0], start[1] + way[1])
    page.mouse.up()


def test_boxes_are_moved_stretched_drawn_removed_and_taken_back_by_mouse(page: Page) -> None:
    face, plate = page.locator(".cover-mark").all()
    before = boxes(page)
    drags(page, middle(face), (50, 0))
    moved = boxes(page)[0]
    assert (moved[0] > before[0][0], moved[1:]) == (True, before[0][1:])

    drags(page, middle(face.locator('[data-corner="1 1"]')), (40, 30))
    stretched = boxes(page)[0]
    assert stretched[:2] == moved[:2]
    assert (stretched[2] > moved[2], stretched[3] > moved[3]) == (True, True)

    x, y = middle(plate)
    drags(page, (x, y + 60), (90, 50))
    page.mouse.click(x - 200, y + 90)
    assert len(boxes(page)) == 4, "a drag draws one, a tap another"

    page.locator('.cover-dialog [data-tool="remove"]').click()
    for _ in range(5):
        page.locator('.cover-dialog [data-tool="undo"]').click()
    assert boxes(page) == before


def test_the_same_by_key_in_a_photo_that_is_turned_and_large(page: Page) -> None:
    before = boxes(page)
    page.keyboard.press("r")
    page.keyboard.press("+")
    page.keyboard.press("Tab")
    expect(page.locator(".cover-mark").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowRight")
    [x, y, width, height] = boxes(page)[0]
    assert (x > before[0][0], y) == (True, before[0][1]), "down the screen is to the right of a turned photo"
    assert (width, height > before[0][3]) == (before[0][2], True)

    page.keyboard.press("Delete")
    assert boxes(page) == before[1:]
    for _ in range(3):
        page.keyboard.press("Control+z")
    assert boxes(page) == before


def test_what_was_arranged_is_seen_as_the_server_draws_it_and_goes_with_the_verdict(
    site: Site, page: Page
) -> None:
    page.locator(".cover-mark").nth(1).focus()
    page.keyboard.press("Delete")
    page.get_by_role("button", name="Tambah kotak").click()
    with page.expect_response(lambda answer: "/covered?" in answer.url) as drawn:
        page.locator("[data-look]").click()
    assert drawn.value.status == 200
    expect(page.locator(".cover-sheet")).not_to_be_visible()
    assert violations(page) == []

    page.get_by_role("button", name="Pakai").click()
    rows = page.locator("fieldset.covers .choice")
    expect(rows).to_have_text(["Mungkin wajah (1)", "Bagian 2"])
    expect(page.locator(".cover-outline rect")).to_have_count(2)
    page.locator("input[name=publish]").check()
    page.keyboard.press("1")
    page.wait_for_url(re.compile(r"/tinjau(\?.*)?$"))

    [report] = site.world.reports.kept
    eventually(lambda: site.world.reports.kept[report].version == 2)
    after = site.world.reports.kept[report]
    chosen = covers(after, after.photos[0])
    assert [round(chosen[0].x, 3), len(chosen)] == [FACE.x, 2]
    assert json.loads(after.steps[-1].detail["covers"])


def test_leaving_the_editor_changes_nothing(page: Page) -> None:
    page.locator(".cover-mark").first.focus()
    page.keyboard.press("Delete")
    page.keyboard.press("Escape")

    expect(page.locator("fieldset.covers .choice")).to_have_count(2)
    expect(page.get_by_role("button", name="Tutup wajah atau pelat")).to_be_focused()


def test_a_corner_is_large_enough_for_a_thumb_at_every_zoom(page: Page) -> None:
    page.locator(".cover-mark").first.focus()
    sizes = []
    for _ in range(3):
        corner = page.locator(".is-chosen .cover-corner").first.bounding_box()
        assert corner
        sizes.append(min(corner["width"], corner["height"]))
        page.keyboard.press("+")

    assert min(sizes) >= 24, sizes


Fingers = dict[int, tuple[float, float]]


def touches(page: Page, *moments: Fingers) -> None:
    """Fingers come down as in the first moment, lie as in each that follows, and go."""
    hand = page.context.new_cdp_session(page)
    for kind, fingers in zip(("touchStart", *["touchMove"] * (len(moments) - 1)), moments, strict=True):
        points = [{"id": name, "x": x, "y": y} for name, (x, y) in fingers.items()]
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    hand.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_one_finger_draws_and_two_zoom_without_leaving_a_box(page: Page) -> None:
    before, face = boxes(page), page.locator(".cover-mark").first
    x, y = middle(page.locator(".cover-mark").nth(1))
    width = wide(face)

    touches(page, {0: (x, y + 60), 1: (x + 40, y + 60)}, {0: (x - 40, y + 60), 1: (x + 80, y + 60)})
    assert boxes(page) == before
    assert 2.5 < wide(face) / width < 3.5, "three times as far apart"

    touches(page, {0: (x - 40, y + 60), 1: (x + 80, y + 60)}, {0: (x, y + 60), 1: (x + 40, y + 60)})
    touches(page, {0: (x, y + 60)}, {0: (x + 20, y + 80)}, {0: (x + 60, y + 90)})
    drawn = boxes(page)
    assert drawn[:2] == before
    assert len(drawn) == 3
