"""What an agency reads of its work."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from backend.people.person import Grant, Person, Role
from backend.reports.moves import State
from backend.reports.report import Report, Step
from backend.routes import pages_officer
from tests.pages.seed import STORIES, a_report
from tests.pages.world import NOW, World

MINE = next(story for story in STORIES if story.category.startswith("SMP"))


def a_case(seed: int, state: State, days: float) -> Report:
    """Of a category DLH leads; it came into its state so long ago."""
    report = a_report(seed, now=NOW, state=state, story=MINE)
    at = NOW - timedelta(days=days)
    return replace(report, steps=(*report.steps[:-1], replace(report.steps[-1], at=at)))


def shown(page: str) -> list[str]:
    return re.findall(r'class="whole" href="/laporan/([0-9a-f-]{36})"', page)


def test_what_is_due_first_comes_first_and_says_so(world: World) -> None:
    fresh, late, done = (
        a_case(1, State.ASSIGNED, 0.1),
        a_case(2, State.ASSIGNED, 9),
        a_case(3, State.RESOLVED, 20),
    )
    world.keep([fresh, late, done])

    page = world.visitor("eko").get("/petugas").text

    assert shown(page) == [late.id, fresh.id, done.id]
    assert page.count("Lewat tenggat") == 1
    assert page.count("Paling lambat") == 1


def test_a_case_handed_to_another_agency_is_theirs(world: World) -> None:
    kept = a_case(1, State.VERIFIED, 1)
    last = kept.steps[-1]
    handed = kept.moved(Step(State.ASSIGNED, last.by, NOW, detail={"opd": "PUPRK"}))
    world.keep([handed])

    assert shown(world.visitor("eko").get("/petugas").text) == []


OTHERS = next(story for story in STORIES if story.category.startswith("AIR"))
MANY_OTHERS = 301


def test_an_old_case_is_not_lost_behind_what_others_do(world: World) -> None:
    late = a_case(1, State.ASSIGNED, 30)
    newer = (a_report(n, now=NOW, state=State.VERIFIED, story=OTHERS) for n in range(2, 2 + MANY_OTHERS))
    world.keep([late, *newer])

    assert shown(world.visitor("eko").get("/petugas").text) == [late.id]


def test_what_has_no_room_on_a_page_is_a_turn_further_and_back_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages_officer, "PAGE", 2)
    cases = [a_case(n, State.ASSIGNED, 9 - n) for n in range(1, 6)]
    world.keep(cases)
    eko = world.visitor("eko")

    first = eko.get("/petugas").text
    second = eko.get(turned(first, "next")).text
    last = eko.get(turned(second, "next")).text

    assert shown(first) + shown(second) + shown(last) == [case.id for case in cases]
    assert shown(eko.get(turned(last, "prev")).text) == shown(second)
    assert 'rel="next"' not in last
    assert 'href="/petugas">Ke awal' in last


def turned(page: str, way: str) -> str:
    found = re.search(rf'rel="{way}" href="([^"]+)"', page)
    assert found
    return found[1]


def test_a_place_that_is_none_shows_the_beginning(world: World) -> None:
    world.keep([case := a_case(1, State.ASSIGNED, 1)])

    assert shown(world.visitor("eko").get("/petugas?setelah=x_y").text) == [case.id]


def test_where_there_is_nothing_yet_it_says_what_will_come(world: World) -> None:
    page = world.visitor("eko").get("/petugas").text

    assert "Belum ada laporan untuk dinas Anda." in page
    assert "Sampah liar / dibuang sembarangan" in page
    assert '<a href="/">' in page


def test_who_works_for_the_whole_city_has_all_that_is_published(world: World) -> None:
    world.people.add(Person("p-gita", "Gita", (Grant(Role.OFFICER, "*"),), NOW, "gita"))
    others = a_report(2, now=NOW, state=State.VERIFIED, story=OTHERS)
    world.keep([a_report(3, now=NOW), others])

    assert shown(world.visitor("gita").get("/petugas").text) == [others.id]
