"""What residents read, and the counts made of it: always those of what is shown, whatever happened before."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import select, text

from backend.reports.moves import OPEN, State
from backend.reports.ports import NotFound
from backend.residents import grid, tallies
from backend.residents.item import Cell, Item, Standing
from backend.residents.ports import Box, Place, Wanted
from backend.stores import showcase_lists
from backend.stores import showcase_tables as tables
from backend.stores.database import Database
from backend.stores.showcase import SqlShowcase
from tests.stores.making import NOON, minutes
from tests.stores.showing import KANAAN, TELIHAN, TODAY, mended, shown
from tests.stores.together import together

EVERYWHERE = Box(-(2**20), -(2**20), 2**20, 2**20)
DAYS = some.dates(date(2026, 9, 1), TODAY)
STEPS = [
    [{"state": "verified", "on": "2026-10-01"}],
    [{"state": "verified", "on": "2026-10-01"}, {"state": "in_progress", "on": "2026-10-07"}],
]
ITEMS = some.builds(
    shown,
    some.sampled_from(["a", "b", "c"]),
    kelurahan=some.sampled_from([TELIHAN, KANAAN]),
    category=some.sampled_from(["SMP-01", "SMP-02", "AIR-01"]),
    state=some.sampled_from([State.VERIFIED, State.IN_PROGRESS, State.RESOLVED, State.CLOSED_UNRESOLVED]),
    reported_on=DAYS,
    settled_on=some.none() | DAYS,
    settled_days=some.integers(0, 40),
    due_on=some.none() | DAYS,
    rt=some.sampled_from([None, "001", "012"]),
    at=some.none() | some.builds(Cell, some.integers(-9, 300), some.integers(-9, 300)),
    is_good_news=some.booleans(),
    steps=some.sampled_from(STEPS),
    amounts=some.sampled_from([{}, {"kilograms": 12}, {"trees": 3}]),
)


@pytest.fixture
def showcase(database: Database) -> SqlShowcase:
    return SqlShowcase(database)


def test_the_first_and_the_last_day_are_those_of_what_is_shown(
    showcase: SqlShowcase, database: Database
) -> None:
    assert showcase.days() is None
    for n in range(5):
        showcase.put(shown(f"{n}", reported_on=TODAY - timedelta(days=n)), at=NOON)
    showcase.remove("0", at=NOON)

    assert showcase.days() == (TODAY - timedelta(days=4), TODAY - timedelta(days=1))
    if database.read(lambda tx: tx.dialect.name) == "sqlite":
        plan = database.read(lambda tx: tx.execute(text(f"EXPLAIN QUERY PLAN {showcase_lists.LAST}")).all())
        assert "SEARCH" in repr(plan)


def test_what_is_shown_comes_back_as_it_was_drawn(showcase: SqlShowcase) -> None:
    showcase.put(item := shown(amounts={"kilograms": 40}), at=NOON)

    seen = showcase.get(item.id)
    assert (seen.document, seen.drawn_at) == (item.document, NOON)
    assert list(showcase.latest(TELIHAN, limit=5)) == [item] == [showcase.item(item.id)]


def test_what_is_open_is_listed_whether_somebody_has_to_mend_it_or_not(showcase: SqlShowcase) -> None:
    open_ones = [shown("a"), shown("b", is_good_news=True)]
    settled = [mended(shown("c")), shown("d", is_good_news=True, state=State.RESOLVED)]
    for item in (*open_ones, *settled, shown("e", kelurahan=KANAAN)):
        showcase.put(item, at=NOON)

    assert {item.id for item in showcase.latest(TELIHAN, limit=9, states=OPEN)} == {"a", "b"}


def test_what_is_removed_is_gone_with_its_counts(showcase: SqlShowcase, database: Database) -> None:
    showcase.put(item := shown(), at=NOON)

    showcase.remove(item.id, at=NOON)
    showcase.remove(item.id, at=NOON)

    with pytest.raises(NotFound):
        showcase.get(item.id)
    assert counts(database) == ({}, {})


def test_what_is_merged_leads_to_its_head_while_that_is_shown(showcase: SqlShowcase) -> None:
    showcase.put(head := shown("head"), at=NOON)
    showcase.put(member := shown("member"), at=NOON)

    showcase.remove(member.id, head=head.id, at=NOON)
    assert showcase.head(member.id) == head.id
    showcase.remove(head.id, at=NOON)

    with pytest.raises(NotFound):
        showcase.head(member.id)


def test_what_is_parted_again_leads_nowhere_but_to_itself(showcase: SqlShowcase) -> None:
    showcase.put(head := shown("head"), at=NOON)
    showcase.put(member := shown("member"), at=NOON)
    showcase.remove(member.id, head=head.id, at=NOON)

    showcase.put(member, at=minutes(1))

    with pytest.raises(NotFound):
        showcase.head(member.id)


def test_an_item_begun_before_the_kept_one_changes_nothing(showcase: SqlShowcase) -> None:
    showcase.put(now := mended(shown()), at=minutes(1))

    showcase.put(shown(), at=NOON)

    assert list(showcase.latest(None, limit=5)) == [now]
    assert showcase.tally(tallies.CITY, "standing") == {("", "fixed"): 1}


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.lists(ITEMS, max_size=12), some.lists(some.sampled_from(["a", "b", "c"]), max_size=2))
def test_counts_are_those_of_what_is_shown(database: Database, changes: list[Item], gone: list[str]) -> None:
    showcase = SqlShowcase(database)
    for report_id in ("a", "b", "c"):
        showcase.remove(report_id, at=NOON)
    for step, item in enumerate(changes):
        showcase.put(item, at=minutes(step))
    for report_id in gone:
        showcase.remove(report_id, at=NOON)

    left = {item.id: item for item in changes if item.id not in gone}.values()
    assert counts(database) == expected(left)


def test_a_report_shown_by_two_workers_at_once_counts_once(showcase: SqlShowcase, database: Database) -> None:
    items = [replace(shown(), changed_on=TODAY - timedelta(days=n)) for n in range(6)]

    failed = together(len(items), lambda place: showcase.put(items[place], at=NOON))

    assert failed == [None] * len(items)
    assert showcase.tally(tallies.CITY, "standing") == {("", "open"): 1}
    assert {weight for weight, _, _ in counts(database)[1].values()} == {1}


def test_pages_follow_one_another_without_a_gap_while_reports_come_and_change(showcase: SqlShowcase) -> None:
    items = [shown(f"{n:02}", reported_on=TODAY - timedelta(days=n // 3)) for n in range(10)]
    for item in items:
        showcase.put(item, at=NOON)
    first = showcase.page(Wanted(), limit=4)

    showcase.put(shown("99", reported_on=TODAY), at=NOON)
    showcase.put(mended(items[8]), at=minutes(1))
    last = first[-1]
    rest = showcase.page(Wanted(), after=Place(last.reported_on, last.id), limit=100)

    told = [item.id for item in (*first, *rest)]
    assert told == ["02", "01", "00", "05", "04", "03", "08", "07", "06", "09"]


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (Wanted(kelurahan=KANAAN), {"there"}),
        (Wanted(categories=["AIR-01"]), {"flood"}),
        (Wanted(standings=[Standing.FIXED]), {"mended"}),
        (Wanted(since=TODAY), {"new"}),
        (Wanted(until=TODAY - timedelta(days=60)), {"old"}),
        (Wanted(box=Box(10, 10, 20, 20)), {"far"}),
        (Wanted(kelurahan=KANAAN, categories=["AIR-01"]), set()),
    ],
)
def test_a_list_is_narrowed_down(showcase: SqlShowcase, wanted: Wanted, ids: set[str]) -> None:
    for item in (
        shown("there", kelurahan=KANAAN),
        shown("flood", category="AIR-01", group="AIR"),
        mended(shown("mended")),
        shown("new", reported_on=TODAY),
        shown("old", reported_on=TODAY - timedelta(days=90)),
        shown("far", at=Cell(20, 10)),
        shown("nowhere", at=None),
    ):
        showcase.put(item, at=NOON)

    assert {item.id for item in showcase.page(wanted)} == ids


def test_a_cluster_lies_in_the_middle_of_its_reports(showcase: SqlShowcase) -> None:
    for n, at in enumerate([Cell(8, 8), Cell(10, 8), Cell(9, 14)]):
        showcase.put(shown(str(n), at=at), at=NOON)
    showcase.put(mended(shown("3", at=Cell(9, 10))), at=NOON)

    [one] = showcase.clusters(EVERYWHERE, 3)
    assert (one.x, one.y, one.n) == (9, 10, 4)
    assert one.counts == {Standing.OPEN: 3, Standing.FIXED: 1}


def test_clusters_are_of_a_kind_of_some_months_and_of_what_is_in_view(showcase: SqlShowcase) -> None:
    showcase.put(shown("1", at=Cell(8, 8), reported_on=date(2026, 10, 1)), at=NOON)
    showcase.put(shown("2", at=Cell(80, 8), category="AIR-01", group="AIR"), at=NOON)

    def n(level: int = 0, box: Box = EVERYWHERE, kind: str = grid.ANY, months: tuple[str, ...] = ()) -> int:
        return sum(cluster.n for cluster in showcase.clusters(box, level, kind=kind, months=months))

    assert (n(), n(6), n(box=Box(0, 0, 8, 8)), n(box=Box(0, 0, 7, 7))) == (2, 2, 1, 0)
    assert (n(kind="AIR"), n(kind="SMP-01"), n(kind="SMP-02")) == (1, 1, 0)
    assert (n(months=("2026-10",)), n(months=("2026-10", "2026-11")), n(months=("2026-09",))) == (1, 2, 0)


def test_clusters_are_of_those_that_stand_so_and_good_news_stands_by_itself(showcase: SqlShowcase) -> None:
    showcase.put(shown("1", at=Cell(8, 8)), at=NOON)
    showcase.put(mended(shown("2", at=Cell(10, 8))), at=NOON)
    showcase.put(shown("3", at=Cell(9, 9), is_good_news=True), at=NOON)

    [fixed] = showcase.clusters(EVERYWHERE, 6, standings=[Standing.FIXED])
    [every] = showcase.clusters(EVERYWHERE, 6)
    assert (fixed.x, fixed.counts) == (10, {Standing.FIXED: 1})
    assert every.counts == {Standing.OPEN: 1, Standing.FIXED: 1, Standing.GOOD: 1}


def test_the_group_of_what_is_wanted_in_a_cell_is_told(showcase: SqlShowcase) -> None:
    here, there, away = Cell(8, 8), Cell(8, 9), Cell(9, 9)
    showcase.put(shown("1", at=here), at=NOON)
    showcase.put(shown("2", at=here, category="AIR-01", group="AIR"), at=NOON)
    showcase.put(shown("3", at=away, category="AIR-01", group="AIR"), at=NOON)

    assert showcase.groups_at([here, there], Wanted(categories=["SMP-01"])) == {here: "SMP"}
    assert showcase.groups_at([here, there], Wanted(standings=[Standing.FIXED])) == {}
    assert showcase.groups_at([], Wanted()) == {}


def counts(database: Database) -> tuple[Mapping[object, int], Mapping[object, tuple[int, int, int]]]:
    """Every count kept that is not zero."""
    rows = database.read(lambda tx: tx.execute(select(tables.tallies)).all())
    weights = database.read(lambda tx: tx.execute(select(tables.squares)).all())
    return (
        {tallies.Tally(*row[:4]): row.n for row in rows if row.n},
        {grid.Square(*row[:6]): tuple(row[6:]) for row in weights if row.n},
    )


def expected(items: object) -> tuple[Mapping[object, int], Mapping[object, tuple[int, int, int]]]:
    added: Counter[object] = Counter()
    weights: dict[object, tuple[int, int, int]] = {}
    for item in items:  # type: ignore[attr-defined]
        added.update(tallies.of(item))
        for square, weight in grid.of(item).items():
            n, x, y = weights.get(square, (0, 0, 0))
            weights[square] = (n + weight.n, x + weight.sum_x, y + weight.sum_y)
    return {key: n for key, n in added.items() if n}, weights
