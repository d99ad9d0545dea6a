"""A file of everything takes as much memory as one of a third, mapped files among it."""

import json
from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy import insert
from sqlalchemy.engine import Connection

from backend.stores.database import Database
from backend.stores.showcase_rows import of_item
from backend.stores.showcase_tables import published
from tests.stores.exported import most_mb
from tests.stores.making import NOON
from tests.stores.showing import DRAIN

FEW, MANY = 6_000, 18_000
ENDINGS = ("csv", "xlsx")
DOCUMENT = json.dumps({"me_too": 0, "note": "Menumpuk. " * 800, "photos": []})
"""8 kB: few are more than SQLite may map, many three times as much."""
MOST_MB, MORE_MB = 90, 15
"""Beyond what the process had; and what three times as many may add to it."""


def write(tx: Connection, numbers: range) -> None:
    others = {"document": DOCUMENT, "etag": "e", "drawn_at": NOON}
    items = (replace(DRAIN, id=f"{n:08x}") for n in numbers)
    tx.execute(insert(published), [{**of_item(item), **others} for item in items])


@pytest.mark.slow
def test_a_file_of_everything_takes_no_more_memory_for_more_reports(
    database: Database, database_url: str
) -> None:
    grew = {}
    for count, numbers in ((FEW, range(FEW)), (MANY, range(FEW, MANY))):
        database.write(partial(write, numbers=numbers))
        grew[count] = {ending: most_mb(database_url, ending, count) for ending in ENDINGS}

    for ending in ENDINGS:
        assert grew[MANY][ending] < MOST_MB, grew
        assert grew[MANY][ending] - grew[FEW][ending] < MORE_MB, grew
