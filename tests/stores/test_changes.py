"""What became public or changed is kept as it is shown, in the order in which it was seen."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Select, text
from sqlalchemy.engine import Connection

from backend.reports.moves import State
from backend.residents.item import Cell
from backend.residents.topic import CITY, Topic
from backend.stores.changes import SqlChanges, latest
from backend.stores.database import Database
from backend.stores.public import PublicDatabase
from backend.stores.showcase import SqlShowcase
from tests.stores.making import NOON, minutes
from tests.stores.showing import KANAAN, TELIHAN, TODAY, mended, shown
from tests.stores.together import together


@pytest.fixture
def showcase(database: Database) -> SqlShowcase:
    return SqlShowcase(database)


@pytest.fixture
def changes(database: Database) -> SqlChanges:
    return SqlChanges(PublicDatabase(database))


def test_what_becomes_public_and_each_state_after_it_is_a_change(
    showcase: SqlShowcase, changes: SqlChanges
) -> None:
    for minute, item in enumerate([shown(), shown(state=State.IN_PROGRESS), mended(shown())]):
        showcase.put(item, at=minutes(minute))

    told = changes.since(0)
    assert [(change.was, change.state) for change in told] == [
        (None, State.VERIFIED),
        (State.VERIFIED, State.IN_PROGRESS),
        (State.IN_PROGRESS, State.RESOLVED),
    ]
    assert [change.number for change in told] == sorted(change.number for change in told)
    assert changes.newest() == told[-1].number


def test_words_that_changed_and_a_drawing_begun_before_are_no_change(
    showcase: SqlShowcase, changes: SqlChanges
) -> None:
    showcase.put(shown(), at=minutes(1))

    showcase.put(shown(opd="PUPR"), at=minutes(2))
    showcase.put(mended(shown()), at=NOON)

    assert [change.state for change in changes.since(0)] == [State.VERIFIED]


def test_what_is_unpublished_takes_its_changes_along_and_their_numbers_never_come_back(
    showcase: SqlShowcase, changes: SqlChanges
) -> None:
    showcase.put(shown(), at=NOON)
    last = changes.newest()

    showcase.remove(shown().id, at=NOON)
    showcase.put(shown("other"), at=NOON)

    assert [change.report for change in changes.since(0)] == ["other"]
    assert changes.newest() > last


def test_no_change_tells_more_of_a_place_than_its_report_does_now(
    showcase: SqlShowcase, changes: SqlChanges
) -> None:
    showcase.put(shown(), at=NOON)

    showcase.put(kept_back := replace(shown(), kelurahan=KANAAN, category="LMB-02", at=None), at=minutes(1))

    [change] = changes.since(0)
    assert (change.kelurahan, change.category, change.at) == (kept_back.kelurahan, "LMB-02", None)


@pytest.mark.parametrize(
    ("topic", "told"),
    [
        (CITY, ["rt", "near", "there", "here"]),
        (Topic(kelurahan=TELIHAN), ["rt", "near", "here"]),
        (Topic(kelurahan=TELIHAN, rt="12"), ["rt"]),
        (Topic(report="there"), ["there"]),
        (Topic(at=Cell(117452, 136), radius_m=300), ["near", "here"]),
    ],
)
def test_each_way_to_follow_finds_what_it_tells(
    showcase: SqlShowcase, changes: SqlChanges, topic: Topic, told: list[str]
) -> None:
    in_rt = shown("rt", rt="12", at=None)
    near, far = shown("near", at=Cell(117453, 137)), shown("there", kelurahan=KANAAN, at=Cell(117456, 136))
    for item in (shown("here"), far, near, in_rt):
        showcase.put(item, at=NOON)

    found = changes.lately(topic, limit=10)

    assert [one.change.report for one in found] == told
    assert all(topic.tells(one.change) for one in found)
    assert [c.report for c in reversed(changes.since(0)) if topic.tells(c)] == told


@pytest.mark.parametrize("middle", [Cell(0, 0), Cell(-179_999, -89_999), Cell(179_999, 89_999)])
def test_what_is_far_away_is_not_near_however_far(
    showcase: SqlShowcase, changes: SqlChanges, middle: Cell
) -> None:
    showcase.put(shown("here"), at=NOON)

    assert changes.lately(Topic(at=middle, radius_m=3_000), limit=10) == []


def test_what_changed_around_a_point_is_found_by_its_place(showcase: SqlShowcase, database: Database) -> None:
    showcase.put(shown(), at=NOON)
    query = latest(Topic(at=Cell(117452, 136), radius_m=300), 50)

    assert "ix_changes_near" in database.read(lambda tx: _plan(tx, query))


def _plan(tx: Connection, query: Select[Any]) -> str:
    explain = "EXPLAIN QUERY PLAN"
    if tx.dialect.name == "postgresql":
        explain = "EXPLAIN"
        tx.execute(text("SET LOCAL enable_seqscan = off"))
    asked = query.compile(tx.engine, compile_kwargs={"literal_binds": True})
    return " ".join(str(row) for row in tx.execute(text(f"{explain} {asked}")))


def test_the_last_day_comes_first_with_the_document_as_it_stands_now(
    showcase: SqlShowcase, changes: SqlChanges
) -> None:
    showcase.put(shown("new", changed_on=TODAY), at=NOON)
    showcase.put(shown("old", changed_on=date(2026, 1, 2)), at=NOON)

    first, last = changes.lately(CITY, limit=2)

    assert (first.change.report, last.change.report) == ("new", "old")
    assert first.document == shown("new").document


def test_no_number_is_seen_before_a_smaller_one(showcase: SqlShowcase, changes: SqlChanges) -> None:
    seen: list[list[int]] = []

    def publish(place: int) -> None:
        showcase.put(shown(f"{place}"), at=NOON)
        seen.append([change.number for change in changes.since(0)])

    assert together(6, publish) == [None] * 6

    longest = max(seen, key=len)
    assert all(numbers == longest[: len(numbers)] for numbers in seen)
