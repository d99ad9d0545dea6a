"""A house for each test, and whoever builds one with other settings."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.http.house import House, Visitor, a_house

Build = Callable[..., House]


@pytest.fixture
def build(tmp_path: Path) -> Iterator[Build]:
    built: list[House] = []

    def build(**settings: Any) -> House:
        built.append(a_house(tmp_path, **settings))
        return built[-1]

    yield build
    for house in built:
        house.shuts()


@pytest.fixture
def house(build: Build) -> House:
    return build()


@pytest.fixture
def phone(house: House) -> Visitor:
    return house.phone()
