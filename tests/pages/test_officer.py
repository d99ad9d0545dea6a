"""What an agency reads of its work."""

import re
from dataclasses import replace
from datetime import timedelta

from backend.reports.moves import State
from backend.reports.report import Report, Step
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
