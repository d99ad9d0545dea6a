"""What a week changed, told apart in three ways that rank nobody."""

import pytest

from backend.residents import week
from backend.residents.week import Change


@pytest.mark.parametrize(
    ("counts", "kind"),
    [
        ({"n": 40, "came": 0, "fixed": 0, "closed": 0}, Change.QUIET),
        ({"n": 40, "came": 9, "fixed": 1, "closed": 2}, Change.FIXED),
        ({"n": 1, "came": 1, "fixed": 0, "closed": 0}, Change.NEWS),
        ({"n": 1, "came": 0, "fixed": 0, "closed": 1}, Change.NEWS),
        ({}, Change.QUIET),
    ],
)
def test_what_was_fixed_colours_first_and_what_is_open_never(counts: dict[str, int], kind: Change) -> None:
    assert week.of(counts) is kind


def test_what_was_closed_is_not_told_as_fixed() -> None:
    assert week.told({"n": 7, "came": 2, "fixed": 0, "closed": 1}) == [("came", 2), ("closed", 1)]


def test_the_city_s_week_is_that_of_its_kelurahan() -> None:
    city = week.together([{"fixed": 1, "came": 2}, {"fixed": 3}, {}])

    assert week.told(city) == [("fixed", 4), ("came", 2)]
