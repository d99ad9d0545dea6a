"""Lists of what is published: the same by whatever way they are found, and by a way that reads little."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from itertools import product

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Connection

from backend.residents.item import Cell, Item, Standing
from backend.residents.ports import Box, Place, Wanted
from backend.stores import showcase_pages as pages
from backend.stores.database import Database
from backend.stores.showcase import SqlShowcase
from tests.stores.making import NOON
from tests.stores.showing import KANAAN, TELIHAN, TODAY, mended, shown

NEAR, WIDE = Box(0, 0, 3, 3), Box(-(2**20), -(2**20), 2**20, 2**20)
EVERY = [
    Wanted(kelurahan, categories, standings, since, None, box)
    for kelurahan, categories, standings, since, box in product(
        (None, TELIHAN),
        ((), ("SMP-01",), ("SMP-01", "AIR-01", "SMP-01"), ("KES-01",)),
        ((), (Standing.FIXED,), (Standing.FIXED, Standing.OPEN)),
        (None, TODAY - timedelta(days=7)),
        (None, NEAR, WIDE),
    )
]


def items() -> Iterator[Item]:
    for n in range(40):
        item = shown(
            f"{n:02}",
            kelurahan=(TELIHAN, KANAAN)[n % 2],
            category=("SMP-01", "SMP-02", "AIR-01")[n % 3],
            at=None if n % 7 == 0 else Cell(n % 5, n // 8),
            reported_on=TODAY - timedelta(days=n // 3),
        )
        yield mended(item) if n % 4 == 0 else item


@pytest.fixture
def showcase(database: Database) -> SqlShowcase:
    kept = SqlShowcase(database)
    for item in items():
        kept.put(item, at=NOON)
    return kept


def fits(item: Item, wanted: Wanted) -> bool:
    box, at = wanted.box, item.at
    return (
        wanted.kelurahan in {None, item.kelurahan}
        and item.category in (wanted.categories or [item.category])
        and item.standing in (wanted.standings or [item.standing])
        and item.reported_on >= (wanted.since or date.min)
        and (not box or bool(at and box.west <= at.x <= box.east and box.south <= at.y <= box.north))
    )


WAYS = {"walked": -1, "either": 10, "gathered": 1_000}
"""What counts as few."""


def test_whatever_way_a_list_is_found_it_is_the_same(
    showcase: SqlShowcase, monkeypatch: pytest.MonkeyPatch
) -> None:
    newest = sorted(items(), key=lambda item: (item.reported_on, item.id), reverse=True)

    for (way, few), wanted in product(WAYS.items(), EVERY):
        monkeypatch.setattr(pages, "FEW", few)
        told = list(in_threes(showcase, wanted))

        assert told == [item.id for item in newest if fits(item, wanted)], (way, wanted)


def in_threes(showcase: SqlShowcase, wanted: Wanted) -> Iterator[str]:
    """Page after page, to the first that is not full: whoever reads them takes that for the last."""
    after = None
    while page := showcase.page(wanted, after=after, limit=3):
        yield from (item.id for item in page)
        if len(page) < 3:
            return
        after = Place(page[-1].reported_on, page[-1].id)


@pytest.mark.parametrize("few", WAYS.values())
def test_a_thousand_kinds_are_one_stretch(
    few: int, showcase: SqlShowcase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "FEW", few)
    every = [f"X-{n}" for n in range(1_000)]

    assert len(showcase.page(Wanted(categories=["SMP-01", *every]))) == 14


def test_while_all_is_counted_anew_lists_are_whole(showcase: SqlShowcase, database: Database) -> None:
    wanted = Wanted(box=NEAR)
    before = showcase.page(wanted)

    database.write(lambda tx: tx.execute(text("UPDATE published SET counted = 0")))
    showcase.recount(5)

    assert showcase.page(wanted) == before != []


PLANS = [
    ("walked", "reported", Wanted()),
    ("gathered", "reported", Wanted(since=TODAY)),
    ("walked", "in", Wanted(kelurahan=TELIHAN)),
    ("gathered", "in", Wanted(kelurahan=TELIHAN, categories=["SMP-01"], box=NEAR)),
    ("walked", "of", Wanted(categories=["SMP-01"], standings=[Standing.OPEN])),
    ("gathered", "of", Wanted(categories=["SMP-01", "AIR-01"])),
    ("gathered", "of", Wanted(categories=[*"ABCDEFGHI"])),
    ("gathered", "standing", Wanted(standings=[Standing.FIXED, Standing.OPEN])),
    ("walked", "reported", Wanted(categories=["SMP-01", "AIR-01"])),
    ("walked", "standing", Wanted(standings=[Standing.FIXED])),
    ("walked", "reported", Wanted(box=WIDE)),
    ("gathered", "within", Wanted(box=WIDE)),
]
"""By which index each is found; PostgreSQL may choose among the same by what it knows of the rows."""
SORTED = "USE TEMP B-TREE FOR ORDER BY"


def test_a_list_is_found_by_the_index_that_reads_least(
    showcase: SqlShowcase, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert showcase

    for way, index, wanted in PLANS:
        monkeypatch.setattr(pages, "FEW", WAYS[way])
        found = database.read(partial(plan, wanted=wanted))

        if found.startswith("PostgreSQL"):
            assert "Seq Scan on published" not in found, wanted
        else:
            values = {"of": wanted.categories, "standing": wanted.standings}.get(index, ["one"])
            stretches = len(values) if len(values) <= pages.STRETCHES else 1
            assert found.count(f"INDEX ix_published_{index}") == stretches, wanted
            assert (SORTED in found) == (len(values) > 1 or index == "within"), wanted


def plan(tx: Connection, wanted: Wanted) -> str:
    query = pages.found(tx, wanted, None, 20)
    name, explain = "SQLite", "EXPLAIN QUERY PLAN"
    if tx.dialect.name == "postgresql":
        name, explain = "PostgreSQL", "EXPLAIN"
        tx.execute(text("SET LOCAL enable_seqscan = off"))
    asked = query.compile(tx.engine, compile_kwargs={"literal_binds": True})
    return " ".join([name, *(str(tuple(row)) for row in tx.execute(text(f"{explain} {asked}")))])
