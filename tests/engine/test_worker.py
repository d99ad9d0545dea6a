"""What one process of the workers hands out, and what it sees to each minute."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from backend.programs.worker import LEASED_MAX, Worker, each_by_itself
from backend.reports.ports import Kind, Work
from backend.wiring import Parts
from tests.rules.town import Town, a_town


class Handing(Worker):
    """Beside others, at a broker that loses every message."""

    def __init__(self, town: Town) -> None:
        parts: Any = SimpleNamespace(
            outbox=town.outbox, clock=town.time, settings=SimpleNamespace(embedded=False)
        )
        self.lost = 0
        self.parts, self.hands = parts, 2
        self.outage = cast(Any, SimpleNamespace(room=lambda room: room))

    def _send(self, _kind: Kind, leases: Any) -> None:
        self.lost += len(leases)


def test_leases_that_ran_out_leave_room_for_work(tmp_path: Path) -> None:
    town = a_town(tmp_path)
    town.outbox.add([Work(Kind.ARCHIVE, f"r{n}") for n in range(2 * LEASED_MAX)], due=town.time())
    worker = Handing(town)

    first, full = len(worker.hand_out()), len(worker.hand_out())
    town.time.passes(minutes=10)

    assert (first, full, len(worker.hand_out())) == (LEASED_MAX, 0, LEASED_MAX)
    town.database.close()


def test_a_sweep_that_fails_does_not_keep_the_others_from_their_turn() -> None:
    swept: list[str] = []

    def breaks(_: Parts) -> None:
        swept.append("one")
        raise ValueError("every minute")

    def sweeps(_: Parts) -> None:
        swept.append("two")

    some: tuple[Callable[[Parts], None], ...] = (breaks, sweeps)
    with pytest.raises(ValueError, match="every minute"):
        each_by_itself(some, cast(Parts, None))

    assert swept == ["one", "two"]
