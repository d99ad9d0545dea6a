"""Reports read back from the archive into an empty database."""

from dataclasses import replace

import pytest

from backend.reports.moves import State
from backend.reports.ports import Taken
from backend.reports.report import Custody, Step
from backend.stores.reports import SqlReports
from tests.stores.making import (
    KANAAN,
    NOON,
    REVIEWER,
    SIZE,
    a_chunk,
    a_report,
    minutes,
    rejected,
    safe,
    verified,
)


def test_a_restored_report_equals_the_archived_one(reports: SqlReports) -> None:
    archived = safe(rejected(a_report(photos=2, flags=("near_border",)), at=minutes(9)))

    reports.restore(archived)

    assert reports.get(archived.id) == archived
    assert reports.unarchived(minutes(99)) == ()


def test_a_restored_report_stands_where_its_steps_led_it(reports: SqlReports) -> None:
    report = safe(a_report())
    moved = report.moved(
        Step(State.RECEIVED, REVIEWER, NOON, detail={"kelurahan": KANAAN, "category": "AIR-01"})
    )
    merged = moved.moved(Step(State.DUPLICATE, REVIEWER, NOON, detail={"heads": "a b"}))

    reports.restore(merged)

    assert reports.get(report.id) == merged
    [line] = reports.queue([KANAAN], [State.DUPLICATE])
    assert line.category == "AIR-01"


def test_a_restored_report_goes_on_living(reports: SqlReports) -> None:
    archived = safe(a_report())
    reports.restore(archived)

    reports.append(verified(archived))

    assert reports.published_after("", 2) == (archived.id,)
    assert reports.get(archived.id) == verified(archived)
    assert reports.unarchived(minutes(99)) == (archived.id,)


def test_a_report_is_restored_once(reports: SqlReports) -> None:
    archived = safe(a_report())
    reports.restore(archived)

    with pytest.raises(Taken):
        reports.restore(archived)

    assert reports.get(archived.id) == archived


def test_a_photo_that_was_not_sealed_starts_over(reports: SqlReports) -> None:
    report = safe(a_report(photos=2))
    sealed, on_its_way = report.photos[0], replace(report.photos[1], stored_at=None)
    archived = replace(report, photos=(sealed, on_its_way), stored_at=None)

    reports.restore(archived)

    now = reports.get(report.id)
    assert now.photos == (sealed, replace(on_its_way, offset=0, complete_at=None))
    assert (now.custody, reports.unarchived(minutes(99))) == (Custody.PARTIAL, (report.id,))
    progress = reports.add_chunk(report.id, on_its_way.sha256, a_chunk(), last=True, at=NOON)
    assert (progress.offset, progress.custody) == (SIZE, Custody.COMPLETE)
