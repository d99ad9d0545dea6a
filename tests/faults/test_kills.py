"""SIGKILL at random points under load: all that was acknowledged is in the archive once, byte for byte."""

import random
import time
from pathlib import Path

import pytest

from tests.ledger import Checker, folder_objects
from tests.load import Crowd, all_stored
from tests.processes import kill_below
from tests.system import System, eventually, running

KILLS = 50


def checker(system: System) -> Checker:
    database = f"sqlite:///{system.data / 'masdarling.sqlite3'}"
    return Checker(database, folder_objects(system.data / "bucket"))


def kill_again_and_again(system: System, named: str, rng: random.Random) -> None:
    parent = system.programs["run"].pid
    for _ in range(KILLS):
        time.sleep(rng.uniform(0.02, 0.6))
        eventually(lambda: kill_below(parent, named=named), within=15, every=0.02, what=f"a {named} to kill")
        eventually(system.answers, within=15, what="the web process answering again")


@pytest.mark.slow
@pytest.mark.parametrize("program", ["web", "worker"])
def test_nothing_acknowledged_is_lost_or_doubled_when_a_program_is_killed_fifty_times(
    program: str, tmp_path: Path
) -> None:
    system = System(tmp_path)
    rng = random.Random(f"kills of {program}")
    with running(system):
        system.run("--empty")
        crowd = Crowd(system.port)
        crowd.join()

        with crowd.sending():
            kill_again_and_again(system, program, rng)
        for phone in crowd.members:
            eventually(
                all_stored(phone, list(phone.acknowledged.values())), within=90, what="everything stored"
            )

    check = checker(system)
    assert crowd.surprises == []
    assert check.faults(crowd.ledger) == []
    assert check.numbers_doubled() == []
    assert len(crowd.ledger) >= 20, "the crowd hardly sent anything: nothing was proved"
