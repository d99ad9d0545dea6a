"""Documents drawn for residents."""

import pytest

from backend.reports.ports import NotFound
from backend.stores.snapshots import SqlSnapshots
from tests.stores.making import NOON, minutes

DOCUMENT = {"open": 3, "words": "Saluran 💧 \ud800\0", "places": [{"lat": 0.13, "lon": 117.5}], "none": None}


def test_a_snapshot_comes_back_as_it_was_drawn(snapshots: SqlSnapshots) -> None:
    snapshots.put("kelurahan/64.74.03.1002", DOCUMENT, at=NOON)

    snapshot = snapshots.get("kelurahan/64.74.03.1002")
    assert (snapshot.name, snapshot.document, snapshot.drawn_at) == (
        "kelurahan/64.74.03.1002",
        DOCUMENT,
        NOON,
    )


def test_a_newer_drawing_replaces_the_older(snapshots: SqlSnapshots) -> None:
    snapshots.put("city", {"open": 1}, at=NOON)

    snapshots.put("city", {"open": 2}, at=minutes(1))

    assert (snapshots.get("city").document, snapshots.get("city").drawn_at) == ({"open": 2}, minutes(1))


def test_a_drawing_begun_before_the_kept_one_changes_nothing(snapshots: SqlSnapshots) -> None:
    snapshots.put("city", {"open": 2}, at=minutes(1))

    snapshots.put("city", {"open": 1}, at=NOON)

    assert snapshots.get("city").document == {"open": 2}


def test_the_etag_changes_exactly_when_the_document_does(snapshots: SqlSnapshots) -> None:
    snapshots.put("city", {"a": 1, "b": 2}, at=NOON)
    first = snapshots.get("city").etag
    snapshots.put("city", {"b": 2, "a": 1}, at=minutes(1))
    same = snapshots.get("city").etag
    snapshots.put("city", {"a": 1, "b": 3}, at=minutes(2))

    assert first == same != snapshots.get("city").etag


def test_a_removed_snapshot_is_gone(snapshots: SqlSnapshots) -> None:
    snapshots.put("city", {}, at=NOON)

    snapshots.remove("city")
    snapshots.remove("city")

    with pytest.raises(NotFound):
        snapshots.get("city")
