"""The measures of P5 and P14 measure something: small runs of what `masdarling bench phone` runs."""

import pytest
from playwright.sync_api import Browser

from tests.bench.delivery import Scissors, cut_overhead, network_return
from tests.system import System

pytestmark = pytest.mark.browser


def test_a_returning_network_finds_the_queue_on_its_way_at_once(browser: Browser, system: System) -> None:
    back = network_return(system, browser, reports=3)

    assert 0 < back.words_s <= back.whole_s


def test_a_network_that_returns_unannounced_is_found_within_15_seconds(
    browser: Browser, system: System
) -> None:
    back = network_return(system, browser, reports=2, announced=False, away_s=8)

    assert back.words_s <= 15


def test_a_photo_cut_at_nine_tenths_costs_less_than_a_chunk(browser: Browser, system: System) -> None:
    day = cut_overhead(system, browser, reports=2, photos=1)

    assert day.cuts == 1
    assert 0 < day.cut - day.uncut < 70_000
    assert day.uncut >= day.payload


def test_scissors_fall_once_at_nine_tenths_of_a_photo() -> None:
    scissors = Scissors({"ab": 1000})
    head = "PATCH /api/v1/reports/x/photos/{} HTTP/1.1\r\nUpload-Offset: {}\r\nContent-Length: 500\r\n\r\n"

    assert scissors.aim(head.format("cd", 500).encode()) is None
    assert scissors.aim(head.format("ab", 0).encode()) is None
    assert scissors.aim(whole := head.format("ab", 500).encode()) == len(whole) + 400
    assert scissors.aim(whole) is None
