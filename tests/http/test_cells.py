"""Clusters for the map: what they tell, and that a view weighs the same whatever the number."""

import gzip
import random
from pathlib import Path

import pytest

from backend.reports.moves import State
from backend.residents.grid import Cluster
from backend.residents.item import COUNTED, Cell
from backend.residents.ports import Box
from tests.http.house import House, a_house
from tests.stores.making import NOON
from tests.stores.showing import mended, shown

FIRST_VIEW_MAX = 8_000
"""Bytes over the wire (scoreboard P10)."""
CELLS = "/api/v1/public/cells"


def full(box: Box, level: int) -> list[Cluster]:
    """Every square of the box holds some thousand reports of every standing."""
    dice, side = random.Random(7), 1 << level
    return [
        Cluster(
            x + dice.random() * side, y + dice.random() * side, {s: dice.randrange(4000) for s in COUNTED}
        )
        for x in range(box.west, box.east, side)
        for y in range(box.south, box.north, side)
    ]


@pytest.fixture
def house(tmp_path: Path) -> House:
    return a_house(tmp_path)


def asked(house: House, query: str = "") -> dict[str, object]:
    answer = house.stranger().gets(f"{CELLS}?{query}")
    assert answer.status_code == 200
    return dict(answer.json)


def test_a_single_report_tells_its_cell_how_it_stands_and_of_which_group_it_is(house: House) -> None:
    house.parts.showcase.put(shown(at=Cell(117452, 136)), at=NOON)

    told = asked(house, "bbox=117.4,0.1,117.5,0.2&z=16")

    assert told["origin"] == [117.4, 0.1]
    assert told["standings"] == ["open", "work", "fixed", "closed", "good"]
    assert told["squares"] == [[525, 365, 1, 0, 0, 0, 0, told["kinds"].index("SMP")]]  # type: ignore[attr-defined]


def test_of_several_only_the_counts_are_told(house: House) -> None:
    for n, item in enumerate([shown("1"), mended(shown("2")), shown("3", state=State.IN_PROGRESS)]):
        house.parts.showcase.put(item, at=NOON)
        assert len(asked(house)["squares"][0]) == (8 if n == 0 else 7)  # type: ignore[index]

    assert asked(house)["squares"][0][2:] == [1, 1, 1, 0, 0]  # type: ignore[index]


def test_a_view_is_narrowed_down_by_kind_state_and_month(house: House) -> None:
    house.parts.showcase.put(shown("1"), at=NOON)
    house.parts.showcase.put(mended(shown("2", category="AIR-03", group="AIR")), at=NOON)

    def n(query: str) -> int:
        squares: list[list[int]] = asked(house, query)["squares"]  # type: ignore[assignment]
        return sum(sum(square[2:7]) for square in squares)

    assert [n("kind=AIR"), n("kind=SMP-01"), n("kind=SMP-02"), n("kind=nothing")] == [1, 1, 0, 2]
    assert [n("status=fixed"), n("status=open,work"), n("status=open&status=fixed")] == [1, 1, 2]
    assert [n("since=2026-11"), n("until=2026-10"), n("since=2026-11-20&until=2026-11")] == [2, 0, 2]
    assert [n("bbox=0,0,1,1"), n("bbox=117,0,118,1"), n("bbox=nan,0,1,1"), n("bbox=1,2")] == [0, 2, 2, 2]


def test_an_unchanged_view_costs_a_304_and_may_be_kept_for_seconds(house: House) -> None:
    house.parts.showcase.put(shown(), at=NOON)
    first = house.stranger().gets(CELLS)

    again = house.stranger().gets(CELLS, headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304
    assert first.headers["Cache-Control"] == "public, max-age=5, stale-while-revalidate=30"


def test_the_first_view_is_light_however_many_reports_there_are(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house.parts.public.showcase, "clusters", lambda box, level, **_: full(box, level))

    answer = house.stranger().gets(f"{CELLS}?z=12", headers={"Accept-Encoding": "gzip"})

    assert gzip.decompress(answer.data)
    assert len(answer.data) <= FIRST_VIEW_MAX
