"""Two tabs, the service worker, a network that is cut all the time and a server that is killed."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.bench import chaos
from tests.ledger import Checker, folder_objects
from tests.system import System, running


@pytest.mark.slow
def test_forty_reports_through_two_hundred_cuts_arrive_once_and_byte_for_byte(
    browser: Browser, tmp_path: Path
) -> None:
    system = System(tmp_path)
    checker = Checker(f"sqlite:///{tmp_path / 'masdarling.sqlite3'}", folder_objects(tmp_path / "bucket"))
    with running(system):
        system.run("--empty")

        outcome = chaos.run(system, checker, browser, chaos.Plan(reports=40, photos=2, cuts=200, kills=3))

    assert outcome.faults == []
    assert outcome.refusals == []
    assert outcome.overhead <= 0.10 * max(1, outcome.cuts / 200)  # the slower the machine, the more cuts fall
    assert (outcome.cuts >= 200, outcome.lost_answers >= 40, outcome.kills) == (True, True, 3), outcome
