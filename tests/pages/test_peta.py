"""The map of residents as the server makes it: whole without scripts."""

import re
from pathlib import Path
from typing import Any

import pytest

from backend.reports.moves import State
from backend.residents import atlas
from backend.residents.item import Cell
from tests.pages import seed
from tests.pages.seed import HOME
from tests.pages.world import NOW, World
from tests.stores.showing import mended, shown

BRIEF = {
    "category": "SMP-01", "kelurahan": HOME, "state": "verified", "excerpt": "", "photo": None,
    "before": None, "after": None, "cell": None, "rt": None, "within": "no", "me_too": 0,
    "reported_on": "2026-11-20", "changed_on": "2026-11-21",
}  # fmt: skip


def keeps(world: World, n: int, **other: Any) -> None:
    """So many reports more."""
    for one in range(n):
        item = shown(f"{len(world.showcase.kept):04}-{one}", at=Cell(117452, 136), **other)
        item.document.update({**BRIEF, "id": item.id})  # type: ignore[attr-defined]
        world.showcase.put(item, at=NOW)


def listed(page: str) -> list[str]:
    return re.findall(r'href="/laporan/([^"]+)"', page)


def test_filters_stand_in_the_address_and_in_the_form(week: World) -> None:
    page = week.visitor().get("/peta?jenis=SMP&status=open&sejak=2026-10&kelurahan=" + HOME).text
    named = re.findall(r'id="peta-chosen">([^<]*)<', page)[0].split(", ")

    assert len(re.findall(r" selected>| checked>", page)) == 4
    assert len(named) == 4
    assert "Dilaporkan sejak Oktober 2026" in named
    assert 0 < len(listed(page)) < len(listed(week.visitor().get("/peta").text))


def test_what_makes_no_sense_in_the_address_is_left_out(week: World) -> None:
    every = listed(week.visitor().get("/peta").text)

    asked = "jenis=x&status=y&sejak=2026-13&sampai=0000-00&kelurahan=z&di=1,2&setelah=w&@=q"
    assert listed(week.visitor().get(f"/peta?{asked}").text) == every


def test_the_list_goes_on_where_the_page_ends_with_the_same_filters(world: World) -> None:
    keeps(world, 45)
    place, seen = "/peta?status=open", []
    while place:
        page = world.visitor().get(place).text
        seen += listed(page)
        place = "".join(re.findall(r'rel="next" href="([^"]+)"', page)).replace("&amp;", "&")

    assert sorted(seen) == sorted(world.showcase.kept)


def test_the_list_of_a_part_of_the_map_has_only_what_lies_there(world: World) -> None:
    keeps(world, 2)

    here, there = (
        world.visitor().get(f"/peta/daftar?di={box}").text
        for box in ("117.45,0.13,117.46,0.14", "117.46,0.14,117.47,0.15")
    )

    assert (len(listed(here)), len(listed(there))) == (2, 0)
    assert "<html" not in here
    assert "Tidak ada laporan yang cocok." in there


def test_where_nothing_was_narrowed_down_there_is_nothing_to_widen(world: World) -> None:
    empty, narrowed = (world.visitor().get(place).text for place in ("/peta", "/peta?jenis=SMP"))

    assert (empty.count("Tampilkan semua"), narrowed.count("Tampilkan semua")) == (1, 2)


def test_a_thousand_reports_weigh_no_more_than_a_page_of_them(world: World) -> None:
    keeps(world, 25)
    before = len(world.visitor().get("/peta").data)
    keeps(world, 1_000)

    assert abs(len(world.visitor().get("/peta").data) - before) < 200


def test_the_drawn_map_is_the_one_that_would_be_counted_for_the_page(world: World) -> None:
    keeps(world, 45)
    keeps(world, 1, is_good_news=True)
    counted = world.visitor().get("/peta").text
    world.snapshots.put(atlas.MAP, atlas.of_map(world.showcase), at=NOW)

    assert world.visitor().get("/peta").text == counted


def test_nothing_is_counted_or_looked_for_when_everything_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(tmp_path)
    world.keep([*seed.a_season(NOW)][:3])
    for asking in ("tally", "clusters", "page", "latest"):
        monkeypatch.delattr(type(world.showcase), asking)

    page = world.visitor().get("/peta")
    again = world.visitor().get("/peta", headers={"If-None-Match": page.headers["ETag"]})

    assert (page.status_code, again.status_code) == (200, 304)
    assert len(listed(page.text)) == 3


def test_a_report_that_was_published_is_on_the_map_whose_mark_was_known(week: World) -> None:
    before = week.visitor().get("/peta")
    more = seed.a_report(77, state=State.VERIFIED, now=NOW)
    week.keep([more])

    after = week.visitor().get("/peta", headers={"If-None-Match": before.headers["ETag"]})

    assert after.status_code == 200
    assert more.id in listed(after.text)


def test_reports_whose_place_is_not_shown_are_counted_beside_the_map(world: World) -> None:
    keeps(world, 2)
    without = world.visitor().get("/peta").text
    item = shown("hidden", at=None)
    item.document.update({**BRIEF, "id": "hidden"})  # type: ignore[attr-defined]
    world.showcase.put(item, at=NOW)

    narrowed = world.visitor().get("/peta?jenis=AIR").text

    assert "tanpa titik di peta" not in without
    assert re.findall(r'id="peta-beside"( hidden)?', narrowed + world.visitor().get("/peta").text) == [
        " hidden",
        "",
    ]
    assert "ada 1 laporan lagi tanpa titik di peta" in world.visitor().get("/peta").text


def test_what_was_mended_is_told_from_what_is_open_and_from_good_news(world: World) -> None:
    keeps(world, 1)
    keeps(world, 1, is_good_news=True)
    item = mended(shown("mended", at=Cell(117452, 136)))
    item.document.update({**BRIEF, "id": "mended"})  # type: ignore[attr-defined]
    world.showcase.put(item, at=NOW)

    ways = ("open", "fixed", "good")
    assert [len(listed(world.visitor().get(f"/peta?status={one}").text)) for one in ways] == [1, 1, 1]
