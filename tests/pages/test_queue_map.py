"""The reports of a page of the queue on a map."""

import re

from tests.pages.seed import a_report
from tests.pages.world import NOW, World

EAST = (117.46, 0.14)


def pins(page: str) -> set[str]:
    return set(re.findall(r'data-pin="([0-9a-f-]{36})"', page))


def test_each_row_with_a_point_is_on_the_map_and_leads_to_its_case(world: World) -> None:
    world.keep(
        [one := a_report(1, now=NOW), other := a_report(2, now=NOW, at=EAST), a_report(3, now=NOW, at=None)]
    )

    page = world.visitor("rani").get("/tinjau?peta=1").text

    assert pins(page) == {one.id, other.id}
    assert f'href="/tinjau/{one.id}" data-pin="{one.id}"' in page
    assert "1 laporan tanpa titik." in page
    assert "Tutup peta" in page


def test_the_map_beside_the_list_shows_the_same_rows(world: World) -> None:
    world.keep([near := a_report(1, now=NOW), a_report(2, now=NOW, photos=0)])
    visitor = world.visitor("rani")

    listed, drawn = visitor.get("/tinjau?foto=1").text, visitor.get("/tinjau/peta?foto=1").text

    assert 'data-map="/tinjau/peta?foto=1"' in listed
    assert (pins(listed), pins(drawn)) == (set(), {near.id})


def test_nobody_sees_points_of_another_kelurahan(world: World) -> None:
    world.keep([a_report(1, now=NOW, kelurahan="64.74.01.1001")])

    assert pins(world.visitor("rani").get("/tinjau/peta").text) == set()


def test_reports_of_one_spot_are_seen_with_the_streets_around_it(world: World) -> None:
    world.keep([a_report(1, now=NOW), a_report(2, now=NOW)])

    page = world.visitor("rani").get("/tinjau/peta").text

    assert set(re.findall(r'class="pin-dot" cx="(\d+)" cy="(\d+)"', page)) == {("500", "500")}
