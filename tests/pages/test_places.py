"""Where a list goes on, in the address: it may be old, made up, or of a report that is no more."""

import re
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient

from backend.reports import deadlines
from backend.reports.moves import State
from backend.routes import pages_officer, pages_review
from tests.pages.seed import a_report
from tests.pages.test_officer import MINE
from tests.pages.test_queue import cases, way
from tests.pages.world import NOW, World

CASES = "/tinjau/lapangan/kasus"
DUE = int(datetime(2026, 11, 24, 8, tzinfo=UTC).timestamp())
GONE = "01980000-0000-7000-8000-000000000001"


@pytest.fixture
def rani(world: World) -> FlaskClient:
    return world.visitor("rani")


def due_together(world: World, count: int, state: State = State.RECEIVED) -> list[str]:
    """Ids in the order of receipt, which is none of their ids."""
    kept = [a_report(n, now=NOW, hours=3 - n / 10, photos=0, state=state, story=MINE) for n in range(count)]
    world.reports.due = lambda _report: datetime.fromtimestamp(DUE, UTC)
    world.keep(kept)
    assert [r.id for r in kept] != sorted(r.id for r in kept)
    return [report.id for report in kept]


def test_the_queue_goes_on_by_receipt_and_back(
    world: World, rani: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages_review, "PAGE", 3)
    order = due_together(world, 8)

    first = rani.get("/tinjau").text
    second = rani.get(way(first, "next")).text

    assert (cases(first), cases(second)) == (order[:3], order[3:6])
    assert cases(rani.get(way(second, "prev")).text) == order[:3]


def test_the_next_case_is_the_one_that_came_next(world: World, rani: FlaskClient) -> None:
    order = due_together(world, 5)
    world.reports.due = lambda report: deadlines.due(report, world.city)

    page = rani.get(f"/tinjau/{order[2]}").text

    assert _named(page, "after") == order[3:]
    assert _named(page, "before") == [order[1], order[0]]


def _named(page: str, side: str) -> list[str]:
    named: str = re.findall(f'data-{side}="([^"]*)"', page)[0]
    return named.split()


def test_an_address_names_no_time_but_the_due_date(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """An agency reads the day of a report alone."""
    monkeypatch.setattr(pages_officer, "PAGE", 2)
    order = due_together(world, 5, State.ASSIGNED)
    eko = world.visitor("eko")

    onward = way(eko.get("/petugas").text, "next")

    assert onward == f"/petugas?setelah={DUE}_{order[1]}"
    assert re.findall(r'class="whole" href="/laporan/([^"]+)"', eko.get(onward).text) == order[2:4]


def test_a_place_stays_when_its_report_moves_on(world: World, rani: FlaskClient) -> None:
    order = due_together(world, 4)
    place = f"{DUE}_{order[1]}"
    rani.post(f"/tinjau/{order[1]}", data={"verdict": "verify", "version": 1})

    assert cases(rani.get(f"/tinjau?setelah={place}").text) == order[2:]
    assert cases(rani.get(f"/tinjau?sebelum={place}").text) == order[:1]


def test_a_list_goes_on_where_a_report_was_that_is_no_more(world: World, rani: FlaskClient) -> None:
    """Those due with it are shown again: who came after it is not known any more."""
    order = due_together(world, 6)
    hours = dict(zip(order, (0, 1, 1, 2, 2, 3), strict=True))
    world.reports.due = lambda report: datetime.fromtimestamp(DUE + 3600 * hours[report.id], UTC)
    place = f"{DUE + 2 * 3600}_{GONE}"

    taken = rani.get(CASES, query_string={"setelah": place}).json

    assert taken is not None
    assert [case["id"] for case in taken["cases"]] == order[3:]
    assert cases(rani.get(f"/tinjau?setelah={place}").text) == order[3:]
    assert cases(rani.get(f"/tinjau?sebelum={place}").text) == order[:5]


NONE = ["", "x_y", f"{DUE}_x", "9" * 40 + f"_{GONE}", f"-{'9' * 12}_{GONE}", "_"]


@pytest.mark.parametrize("place", NONE)
def test_what_is_no_place_begins_anew(world: World, rani: FlaskClient, place: str) -> None:
    order = due_together(world, 3)

    taken = rani.get(CASES, query_string={"setelah": place}).json

    assert taken is not None
    assert [case["id"] for case in taken["cases"]] == order
    for side in ("setelah", "sebelum"):
        assert cases(rani.get("/tinjau", query_string={side: place}).text) == order
