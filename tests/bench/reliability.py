"""R1 and R6 of the scoreboard, with a real browser: `masdarling bench chaos`."""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Playwright

from backend.bench.figures import Figure
from tests.bench import chaos, killed_browser
from tests.bench.saying import tell
from tests.ledger import Checker, folder_objects
from tests.proxy import bad_network
from tests.services.chromium import ARGUMENTS, CHROMIUM
from tests.system import System, running

A_DAY = chaos.Plan(reports=40, photos=2, cuts=200, kills=3)
"""Of one phone. Another one goes on where it ends, until there were cuts enough."""


def figures(playwright: Playwright, place: Path, asked: argparse.Namespace) -> Sequence[Figure]:
    return [
        *_bad_days(playwright, place / "chaos", asked.cuts),
        *_killed(playwright, place / "killed", asked.kills),
    ]


def _bad_days(playwright: Playwright, place: Path, cuts: int) -> Sequence[Figure]:
    if not cuts:
        return []
    days = chaos.Outcome()
    system = System(place)
    checker = Checker(f"sqlite:///{place / 'masdarling.sqlite3'}", folder_objects(place / "bucket"))
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
    with running(system):
        system.run("--empty")
        while days.cuts < cuts:
            seed = 1 + days.reports
            days += chaos.run(system, checker, browser, replace(A_DAY, seed=seed))
            tell(f"{days.cuts} of {cuts} cuts, {len(days.faults)} faults, {len(days.refusals)} refusals")
    browser.close()
    for fault in [*days.faults, *days.refusals][:20]:
        tell(fault)
    return [
        Figure("R1", "random cuts of a browser's queue", days.cuts, "", None, 2_000),
        Figure("R1", "reports delivered through them", days.reports, ""),
        Figure("R1", "answers lost; web killed", days.lost_answers, "", None, None, "kills", days.kills),
        Figure("R1", "reports lost, doubled or wrong", len(days.faults), "", 0),
        Figure("R1", "4xx answers to an honest phone", len(days.refusals), "", 0),
        Figure("R1", "bytes on the wire over those sealed", 1 + days.overhead, "x", 1.10),
    ]


def _killed(playwright: Playwright, place: Path, kills: int) -> Sequence[Figure]:
    if not kills:
        return []
    system = System(place / "system")
    with running(system):
        system.run("--empty")
        with bad_network(system.port) as network:
            outcome = killed_browser.run(playwright, network, place / "profile", kills=kills, told=tell)
    for lost in outcome.lost[:20]:
        tell(f"lost: {lost}")
    return [
        Figure("R6", "SIGKILLs of the browser right after saving", outcome.kills, "", None, 500),
        Figure("R6", "reports lost by them", len(outcome.lost), "", 0),
    ]
