"""How satisfied residents are is told of many together: whoever only reads finds nobody's answer."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from backend.reports.moves import State
from backend.residents import satisfaction
from backend.residents.item import Item
from tests.residents.showcase import FakeShowcase
from tests.stores.making import NOON
from tests.stores.showing import KANAAN, TELIHAN, TODAY, mended, shown

SINCE = TODAY - timedelta(days=84)
CODES = (TELIHAN, KANAAN)
COUNTS = some.lists(some.integers(0, 7), min_size=4, max_size=4)
"""Of the answers 1 to 4."""


def rated(by: Sequence[int], code: str = TELIHAN) -> Item:
    ratings = {str(rating): n for rating, n in enumerate(by, 1) if n}
    return replace(mended(shown(code, kelurahan=code)), ratings=ratings)


def next_day(before: Any, *items: Item) -> Any:
    showcase = FakeShowcase()
    for item in items:
        showcase.put(item, at=NOON)
    day = date.fromisoformat(before["day"]) + timedelta(days=1) if before else TODAY
    return satisfaction.drawn(before, showcase, CODES, day, SINCE)


def test_it_is_told_from_five_answers_on() -> None:
    four = next_day({}, rated([1, 0, 0, 3]))
    five = next_day(four, rated([1, 0, 1, 3]))

    assert satisfaction.of(four, [TELIHAN]) is None
    assert satisfaction.of(five, [TELIHAN]) == {"n": 5, "by": [1, 0, 1, 3]}


def test_answers_about_what_is_open_again_are_not_counted() -> None:
    reopened = shown("a", state=State.REOPENED, ratings={})

    assert satisfaction.of(next_day({}, reopened), CODES) is None


def test_one_more_answer_is_not_told_and_five_more_are() -> None:
    first = next_day({}, rated([0, 0, 2, 4]))
    one_more, five_more = next_day(first, rated([1, 0, 2, 4])), next_day(first, rated([1, 0, 2, 8]))

    assert satisfaction.of(one_more, [TELIHAN]) == satisfaction.of(first, [TELIHAN])
    assert satisfaction.of(five_more, [TELIHAN]) == {"n": 11, "by": [1, 0, 2, 8]}


def test_the_same_day_tells_the_same() -> None:
    first = next_day({}, rated([0, 0, 2, 4]))

    assert satisfaction.drawn(first, FakeShowcase(), CODES, TODAY, SINCE) == first


def test_the_city_less_what_a_kelurahan_tells_is_nobodys_answer() -> None:
    kept = next_day({}, rated([0, 0, 2, 4]), rated([1, 0, 0, 0], KANAAN))

    assert satisfaction.of(kept, CODES) == satisfaction.of(kept, [TELIHAN])


@given(some.lists(some.tuples(COUNTS, COUNTS), max_size=8))
def test_from_one_day_to_the_next_at_least_five_answers_differ(
    days: list[tuple[list[int], list[int]]],
) -> None:
    kept: Any = {}
    for here, there in days:
        before, kept = kept, next_day(kept, rated(here), rated(there, KANAAN))
        for code, now in kept["by"].items():
            was = before.get("by", {}).get(code, [0] * 4)
            came = sum(max(0, new - old) for old, new in zip(was, now, strict=True))
            went = sum(max(0, old - new) for old, new in zip(was, now, strict=True))
            assert not 0 < came < 5
            assert not 0 < went < 5


@given(some.lists(COUNTS, min_size=1, max_size=8))
def test_what_is_told_stays_within_four_answers_of_what_was_said(days: list[list[int]]) -> None:
    kept: Any = {}
    for by in days:
        kept = next_day(kept, rated(by))
    told = kept["by"][TELIHAN]

    assert sum(max(0, new - old) for old, new in zip(told, days[-1], strict=True)) < 5
    assert sum(max(0, old - new) for old, new in zip(told, days[-1], strict=True)) < 5
