"""What a program asks for is understood wholly, or refused with the name of what was not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from backend.residents import grid
from backend.residents.data import asked
from backend.residents.item import Standing
from backend.residents.ports import Box, Place, Wanted

DAY = date(2026, 11, 20)


def test_nothing_asked_for_is_everything_a_page_at_a_time() -> None:
    assert asked.page({}) == asked.Asked(Wanted(), None, asked.LIMIT)


def test_every_filter_is_read() -> None:
    query = {
        "kelurahan": "64.74.03.1002",
        "category": "SMP-01,AIR-01",
        "state": "open,work",
        "since": "2026-11-01",
        "until": "2026-11-30",
    }

    assert asked.wanted(query) == Wanted(
        kelurahan="64.74.03.1002",
        categories=("SMP-01", "AIR-01"),
        standings=(Standing.OPEN, Standing.WORK),
        since=date(2026, 11, 1),
        until=date(2026, 11, 30),
    )


@given(
    west=some.floats(117, 118), south=some.floats(-1, 1), width=some.floats(0, 1), x=some.integers(0, 2000)
)
def test_a_box_holds_the_cells_whose_middle_it_holds(west: float, south: float, width: float, x: int) -> None:
    box = asked.wanted({"bbox": f"{west},{south},{west + width},{south + width}"}).box
    column = 117000 + x
    middle = grid.lon_lat(column, 0)["lon"]

    assert box
    if min(abs(middle - west), abs(middle - west - width)) > 1e-6:  # its very edge may go either way
        assert (box.west <= column <= box.east) == (west <= middle <= west + width)


@pytest.mark.parametrize(
    ("bbox", "box"),
    [
        ("117.4,0.1,117.402,0.101", Box(117400, 100, 117401, 100)),
        ("117.4,0.1,-5,117.402,0.101,80", Box(117400, 100, 117401, 100)),
        ("117.4,0.1,-170,0.101", Box(117400, 100, 189999, 100)),
        ("-1e300,-1e300,1e300,1e300", Box(-540000, -540000, 539999, 539999)),
    ],
)
def test_a_box_is_written_as_the_standards_allow(bbox: str, box: Box) -> None:
    assert asked.wanted({"bbox": bbox}).box == box


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("bbox", "1,2,3"), ("bbox", "a,b,c,d"), ("bbox", "1,2,3,nan"), ("bbox", "1,5,3,2"),
        ("state", "mended"), ("since", "yesterday"), ("until", "2026-11-31"), ("since", "20261101"),
        ("limit", "0"), ("limit", "-1"), ("limit", "x"), ("limit", "9" * 5000),
        ("cursor", "2026-11-20"), ("cursor", "x.0198"), ("cursor", "2026-11-20.\0"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused_by_its_name(name: str, text: str) -> None:
    with pytest.raises(asked.Unfit) as refused:
        asked.page({name: text})

    assert refused.value.name == name


def test_a_misspelt_filter_does_not_answer_with_everything() -> None:
    with pytest.raises(asked.Unfit, match="kelurhan"):
        asked.only({"kelurhan": "64.74.03.1002"}, asked.FILTERS)


def test_a_page_is_no_longer_than_pages_are() -> None:
    assert asked.page({"limit": "1000000"}).limit == asked.LIMIT_MAX


def test_a_place_comes_back_as_it_was_told() -> None:
    place = Place(DAY, "01984250-1000-7e4f-8a3b-1c2d3e4f5a6b")

    assert asked.page({"cursor": asked.cursor(place)}).after == place


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2026-11-20", (DAY, DAY)),
        ("2026-11-20T15:59:59Z", (DAY, DAY)),
        ("2026-11-20T16:00:00Z", (date(2026, 11, 21), date(2026, 11, 21))),
        ("2026-11-20/..", (DAY, None)),
        ("2026-11-20T/..", (DAY, None)),
        ("2026-11-20T00:00:00+08:00/", (DAY, None)),
        ("../2026-11-20", (None, DAY)),
        ("/2026-11-20", (None, DAY)),
        ("../..", (None, None)),
        ("2026-11-01/2026-11-20", (date(2026, 11, 1), DAY)),
    ],
)
def test_instants_and_intervals_are_days_of_bontang(text: str, days: tuple[date | None, date | None]) -> None:
    assert asked.period(text) == days


@pytest.mark.parametrize(
    "text", ["", "..", "soon", "2026-11-20/2026-11-01", "2026-11-20T10:00:00", "a/b/c", "2026-11-20/x"]
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(asked.Unfit):
        asked.period(text)
