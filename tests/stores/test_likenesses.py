"""A picture that was seen before is found without reading all pictures."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Select, text
from sqlalchemy.engine import Connection

from backend.reports.look import Box, Look
from backend.reports.ports import Kind, PhotoLooked, Work
from backend.reports.report import Report
from backend.stores.bands import BANDS
from backend.stores.database import Database
from backend.stores.likenesses import BY_BAND, SqlLikenesses
from backend.stores.outbox import SqlOutbox
from backend.stores.reports import SqlReports
from tests.stores.making import NOON, a_report

SHOT = "f0f0123456789abc"


@pytest.fixture
def likenesses(database: Database) -> SqlLikenesses:
    return SqlLikenesses(database)


def kept(reports: SqlReports, *likenesses: str) -> Report:
    """A report with one photo for each."""
    report = a_report(photos=len(likenesses))
    looks = (Look(likeness) for likeness in likenesses)
    photos = tuple(replace(p, look=look) for p, look in zip(report.photos, looks, strict=True))
    reports.add(replace(report, photos=photos))
    return report


def flipped(likeness: str, *bits: int) -> str:
    return f"{int(likeness, 16) ^ sum(1 << bit for bit in bits):016x}"


@pytest.mark.parametrize(
    "bits", [(), (0,), (0, 16, 32, 48), (0, 1, 16, 17, 32, 33, 48), (8, 9, 10, 11, 40, 41, 63)]
)
def test_a_picture_up_to_seven_bits_apart_is_found(
    reports: SqlReports, likenesses: SqlLikenesses, bits: tuple[int, ...]
) -> None:
    seen = kept(reports, SHOT)

    [found] = likenesses.alike(flipped(SHOT, *bits), but="another")

    assert (found.report, found.number, found.photo) == (seen.id, seen.number, seen.photos[0].sha256)
    assert found.apart == len(bits)


def test_one_eight_bits_apart_is_another(reports: SqlReports, likenesses: SqlLikenesses) -> None:
    kept(reports, SHOT)

    assert likenesses.alike(flipped(SHOT, *range(8)), but="another") == ()


def test_a_report_is_named_once_the_likest_first_and_never_itself(
    reports: SqlReports, likenesses: SqlLikenesses
) -> None:
    near = kept(reports, flipped(SHOT, 1, 2), SHOT)
    further = kept(reports, flipped(SHOT, 60))
    own = kept(reports, SHOT)

    found = likenesses.alike(SHOT, but=own.id)

    assert [(alike.report, alike.apart) for alike in found] == [(near.id, 0), (further.id, 1)]


def test_a_picture_without_contrast_is_like_nothing(reports: SqlReports, likenesses: SqlLikenesses) -> None:
    kept(reports, "")

    assert likenesses.alike("", but="another") == ()


def test_what_a_machine_saw_is_kept_with_the_photo(
    reports: SqlReports, outbox: SqlOutbox, likenesses: SqlLikenesses
) -> None:
    report = a_report()
    photo = report.photos[0].sha256
    reports.add(report, [Work(Kind.LOOK, report.id, photo)])
    look = Look(SHOT, ("blurred",), (Box(0.1, 0.25, 0.125, 0.5, "face"),))

    [lease] = outbox.claim(1, lease_s=20, now=NOON)
    outbox.finish(lease, [PhotoLooked(report.id, photo, look)])

    assert reports.get(report.id).photos[0].look == look
    assert [alike.report for alike in likenesses.alike(SHOT, but="another")] == [report.id]


def test_no_picture_is_read_that_has_nothing_in_common(database: Database) -> None:
    """The database says how it finds them: by the index of each column."""
    plans = database.read(lambda tx: [_plan(tx, statement) for statement in BY_BAND])

    assert all(f"ix_photos_{band}" in plan for band, plan in zip(BANDS, plans, strict=True))


def _plan(tx: Connection, statement: Select[Any]) -> str:
    bound = statement.params(but="another", values=[1, 2, 3])
    asked = str(bound.compile(tx, compile_kwargs={"literal_binds": True}))
    if tx.dialect.name == "sqlite":
        return " ".join(row.detail for row in tx.execute(text(f"EXPLAIN QUERY PLAN {asked}")))
    tx.execute(text("SET LOCAL enable_seqscan = off"))  # small tables are read whole, rightly
    return " ".join(row[0] for row in tx.execute(text(f"EXPLAIN {asked}")))
