"""Every route and method, asked by everybody about everything: each answers as the table of roles says."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy

import pytest

from tests.doors.askers import ASKERS, at_the_house
from tests.doors.expecting import expected
from tests.doors.knocking import Cell, Outcome, knock, routes
from tests.doors.things import Thing, furnish
from tests.http.house import House, a_house

CELLS_MIN = 2_000


@pytest.fixture
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    house = a_house(tmp_path_factory.mktemp("house"), reports_per_hour=1_000, strangers_per_hour=1_000)
    yield house
    house.shuts()


def test_whoever_asks_for_whatever_is_answered_as_the_table_of_roles_says(house: House) -> None:
    things, told, wrong = furnish(house), Counter[Outcome](), list[str]()

    for cell in cells(house, things):
        with unchanged(house):
            outcome = knock(cell, at_the_house(cell.asker, house), house)
        told[outcome] += 1
        if outcome not in expected(cell):
            wrong.append(f"{cell}: {outcome}, not {' or '.join(sorted(expected(cell)))}")

    assert not wrong, "\n".join(wrong)
    assert told.total() >= CELLS_MIN
    assert min(told[o] for o in (Outcome.PASSED, Outcome.NOTHING, Outcome.SIGN_IN)) > CELLS_MIN / 8
    assert told[Outcome.PROVE]


def cells(house: House, things: list[Thing]) -> Iterator[Cell]:
    for route in routes(house):
        for asker in ASKERS:
            for thing in route.things(things):
                yield Cell(route, asker, thing)


@contextmanager
def unchanged(house: House) -> Iterator[None]:
    """Whoever signs out, or is renamed, does so for this one request."""
    rooms = (house.people, house.parts.factors, house.parts.tries, house.parts.tickets)
    before = [{name: copy(value) for name, value in vars(room).items()} for room in rooms]
    yield
    for room, kept in zip(rooms, before, strict=True):
        vars(room).update(kept)
