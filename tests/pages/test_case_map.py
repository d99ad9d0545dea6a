"""The place of a case on a large map."""

import re

import pytest
from flask.testing import FlaskClient

from backend.reports.report import Report
from tests.pages.seed import STORIES, a_report
from tests.pages.world import NOW, World

NEAR, FAR = (117.4526, 0.1370), (117.4526, 0.1466)
"""Some 45 m and 1.1 km north of the case."""


@pytest.fixture
def case(world: World) -> Report:
    case, *_ = reports = [
        a_report(n, now=NOW, story=STORIES[0], at=at)
        for n, at in ((1, (117.4526, 0.1366)), (2, NEAR), (3, FAR))
    ]
    world.keep(reports)
    return case


@pytest.fixture
def rani(world: World) -> FlaskClient:
    return world.visitor("rani")


def circles(page: str, what: str) -> list[tuple[int, ...]]:
    found = re.findall(rf'class="{what}"[^>]* cx="(\d+)" cy="(\d+)" r="([\d.]+)"', page)
    return [tuple(round(float(value)) for value in circle) for circle in found]


def test_the_map_shows_how_sure_the_phone_was_and_what_is_reported_near_by(
    world: World, case: Report, rani: FlaskClient
) -> None:
    page = rani.get(f"/tinjau/{case.id}/peta").text

    [(x, y, ring)], [(_, _, sure)] = circles(page, "map-ring"), circles(page, "halo")
    assert (x, y) == (500, 500), "the case lies in the middle"
    assert sure / ring == pytest.approx(14 / 100, abs=0.01)
    pin, own = circles(page, "dot")
    assert (own[:2], pin[0]) == ((x, y), x)
    assert (y - pin[1]) / ring == pytest.approx(0.445, abs=0.02), "44 m north of it"
    assert [number for number in re.findall("MD(?:-\\w{4}){2}", page) if number != case.number] == [
        next(
            r.number
            for r in world.reports.kept.values()
            if r.envelope.where and r.envelope.where.lat == NEAR[1]
        )
    ]


def test_the_whole_kelurahan_is_one_link_away(case: Report, rani: FlaskClient) -> None:
    close = rani.get(f"/tinjau/{case.id}/peta").text
    wide = rani.get(f"/tinjau/{case.id}/peta?luas=kelurahan").text

    assert f'href="/tinjau/{case.id}/peta?luas=kelurahan"' in close
    assert f'data-map href="/tinjau/{case.id}/peta"' in wide
    [(_, _, ring)] = circles(wide, "map-ring")
    assert ring < 5 * circles(close, "map-ring")[0][2], "500 m there are less than five times 100 m here"


def test_there_is_no_map_of_nowhere_nor_of_a_kelurahan_out_of_reach(world: World, rani: FlaskClient) -> None:
    nowhere, elsewhere = a_report(1, now=NOW, at=None), a_report(2, now=NOW, kelurahan="64.74.01.1001")
    world.keep([nowhere, elsewhere])

    assert [rani.get(f"/tinjau/{report.id}/peta").status_code for report in (nowhere, elsewhere)] == [
        404,
        404,
    ]
    assert f"{nowhere.id}/peta" not in rani.get(f"/tinjau/{nowhere.id}").text
