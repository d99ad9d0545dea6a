"""What of the map is looked at."""

from datetime import date

import pytest

from backend.residents import seen
from backend.residents.ports import Box
from tests.stores.showing import TODAY

CITY = Box(117382, 14, 117567, 215)


@pytest.mark.parametrize(("zoom", "level"), [(0, 6), (10, 6), (12, 4), (15, 1), (16, 0), (19, 0)])
def test_squares_stay_as_large_as_a_thumb(zoom: int, level: int) -> None:
    assert seen.level(Box(117450, 130, 117460, 140), zoom) == level


def test_a_large_box_is_told_in_larger_squares_whatever_zoom_is_claimed() -> None:
    assert seen.level(CITY, 19) == 4
    assert seen.level(Box(-180_000, -90_000, 180_000, 90_000), 19) == 6


def test_all_time_is_no_list_of_months() -> None:
    assert seen.months(None, None, TODAY) == ()


@pytest.mark.parametrize(
    ("since", "until", "first", "last", "n"),
    [
        (date(2026, 10, 1), None, "2026-10", "2026-11", 2),
        (date(2025, 12, 31), date(2026, 1, 1), "2025-12", "2026-01", 2),
        (None, date(2026, 9, 30), "2021-10", "2026-09", 60),
        (date(1, 1, 1), None, "2021-12", "2026-11", 60),
        (date(2027, 1, 1), None, "2026-11", "2026-11", 1),
        (date(2026, 9, 1), date(2026, 3, 1), "2026-03", "2026-03", 1),
    ],
)
def test_a_period_is_told_in_months(
    since: date | None, until: date | None, first: str, last: str, n: int
) -> None:
    months = seen.months(since, until, TODAY)

    assert (months[0], months[-1], len(months)) == (first, last, n)
