"""A world for each test; one with a whole week in it for those that only look."""

from pathlib import Path

import pytest

from tests.pages import seed
from tests.pages.world import NOW, World


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Not to be changed."""
    world = World(tmp_path_factory.mktemp("week"))
    world.keep(seed.a_week(NOW))
    return world
