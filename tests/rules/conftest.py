from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rules.town import Town, a_town


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    founded = a_town(tmp_path)
    yield founded
    founded.database.close()
