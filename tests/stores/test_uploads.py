"""Photos on their way in."""

import pytest

from backend.reports.ports import NotFound, PhotoLost, PhotoStored, WrongOffset
from backend.reports.report import Custody, Report
from backend.stores.outbox import SqlOutbox
from backend.stores.reports import SqlReports
from tests.stores.making import HALF, NOON, SIZE, a_chunk, a_report, minutes, sends_photos, store
from tests.stores.together import together


def kept(reports: SqlReports, *, photos: int = 1) -> tuple[Report, str]:
    """A report that is kept, and the hash of its first photo."""
    report = a_report(photos=photos)
    reports.add(report)
    return report, report.photos[0].sha256


def test_a_photo_grows_chunk_by_chunk(reports: SqlReports) -> None:
    report, photo = kept(reports)

    first = reports.add_chunk(report.id, photo, a_chunk(0, HALF), last=False, at=minutes(1))
    second = reports.add_chunk(report.id, photo, a_chunk(HALF, HALF), last=True, at=minutes(2))

    assert (first.offset, first.complete, first.custody) == (HALF, False, Custody.PARTIAL)
    assert (second.offset, second.complete, second.custody) == (SIZE, True, Custody.COMPLETE)
    assert reports.chunks(report.id, photo) == (a_chunk(0, HALF), a_chunk(HALF, HALF))
    [now] = reports.get(report.id).photos
    assert (now.offset, now.complete_at) == (SIZE, minutes(2))


def test_a_report_is_complete_with_its_last_photo(reports: SqlReports) -> None:
    report, _ = kept(reports, photos=2)

    sends_photos(reports, report, [1])
    halfway = reports.held(report.id).custody
    sends_photos(reports, report, [0])

    assert (halfway, reports.held(report.id).custody) == (Custody.PARTIAL, Custody.COMPLETE)
    assert reports.get(report.id).complete_at == NOON


def test_two_photos_completed_at_the_same_moment_complete_the_report(reports: SqlReports) -> None:
    report, _ = kept(reports, photos=5)

    together(5, lambda place: sends_photos(reports, report, [place]))

    assert reports.held(report.id).custody == Custody.COMPLETE


def test_of_five_identical_chunks_at_once_one_counts(reports: SqlReports) -> None:
    report, photo = kept(reports)

    outcomes = together(
        5,
        lambda _: reports.add_chunk(report.id, photo, a_chunk(0, HALF), last=False, at=NOON),
    )

    refused = [outcome for outcome in outcomes if outcome]
    assert [type(outcome) for outcome in refused] == [WrongOffset] * 4
    assert {outcome.offset for outcome in refused if isinstance(outcome, WrongOffset)} == {HALF}
    assert reports.chunks(report.id, photo) == (a_chunk(0, HALF),)


def test_a_chunk_in_the_wrong_place_is_told_the_right_one(reports: SqlReports) -> None:
    report, photo = kept(reports)
    reports.add_chunk(report.id, photo, a_chunk(0, HALF), last=False, at=NOON)

    with pytest.raises(WrongOffset) as refused:
        reports.add_chunk(report.id, photo, a_chunk(HALF + 1, 10), last=False, at=NOON)

    assert (refused.value.offset, refused.value.complete) == (HALF, False)


def test_a_complete_photo_takes_no_more(reports: SqlReports) -> None:
    report, photo = kept(reports)
    sends_photos(reports, report)

    with pytest.raises(WrongOffset) as refused:
        reports.add_chunk(report.id, photo, a_chunk(SIZE, 1), last=True, at=NOON)

    assert (refused.value.offset, refused.value.complete) == (SIZE, True)


def test_the_work_comes_with_the_last_chunk_only(reports: SqlReports, outbox: SqlOutbox) -> None:
    report, photo = kept(reports)

    reports.add_chunk(report.id, photo, a_chunk(0, HALF), last=False, at=NOON, work=[store(report)])
    before = outbox.backlog()["due"]
    reports.add_chunk(report.id, photo, a_chunk(HALF, HALF), last=True, at=NOON, work=[store(report)])

    assert (before, outbox.backlog()["due"]) == (0, 1)


@pytest.mark.parametrize("missing", ["report", "photo"])
def test_a_chunk_of_nothing_is_not_found(reports: SqlReports, missing: str) -> None:
    report, photo = kept(reports)
    place = {"report": ("nobody", photo), "photo": (report.id, "0" * 64)}[missing]

    with pytest.raises(NotFound):
        reports.add_chunk(*place, a_chunk(), last=True, at=NOON)


def test_a_photo_that_starts_over_forgets_its_chunks(reports: SqlReports) -> None:
    report, photo = kept(reports)
    reports.add_chunk(report.id, photo, a_chunk(0, HALF), last=False, at=NOON)

    reports.start_over(report.id, photo)

    assert reports.held(report.id).photos[0].offset == 0
    assert reports.chunks(report.id, photo) == ()
    assert reports.add_chunk(report.id, photo, a_chunk(0, HALF), last=False, at=NOON).offset == HALF


def test_starting_over_spares_a_complete_photo(reports: SqlReports) -> None:
    report, photo = kept(reports)
    sends_photos(reports, report)

    reports.start_over(report.id, photo)

    assert reports.held(report.id).custody == Custody.COMPLETE
    assert reports.chunks(report.id, photo) == (a_chunk(),)


def test_a_stored_photo_is_not_lost_again(reports: SqlReports, outbox: SqlOutbox) -> None:
    report, photo = kept(reports)
    sends_photos(reports, report)
    [lease] = outbox.claim(1, lease_s=20, now=NOON)
    outbox.finish(lease, [PhotoStored(report.id, photo, NOON), PhotoLost(report.id, photo)])

    assert reports.held(report.id).photos[0].offset == SIZE


def test_starting_over_what_is_not_kept_changes_nothing(reports: SqlReports) -> None:
    reports.start_over("nobody", "0" * 64)


def test_a_stored_photo_needs_its_chunks_no_longer(reports: SqlReports, outbox: SqlOutbox) -> None:
    report, photo = kept(reports)
    sends_photos(reports, report)
    [lease] = outbox.claim(1, lease_s=20, now=NOON)

    outbox.finish(lease, [PhotoStored(report.id, photo, minutes(3))])

    assert reports.chunks(report.id, photo) == ()
    assert reports.held(report.id).photos[0].stored_at == minutes(3)


def test_a_lost_photo_makes_its_report_partial_until_it_is_sent_again(
    reports: SqlReports, outbox: SqlOutbox
) -> None:
    report, photo = kept(reports, photos=2)
    sends_photos(reports, report)
    lease, _ = outbox.claim(2, lease_s=20, now=NOON)

    outbox.finish(lease, [PhotoLost(report.id, photo), PhotoLost(report.id, photo)])

    lost = reports.get(report.id)
    assert (lost.custody, [p.offset for p in lost.photos]) == (Custody.PARTIAL, [0, SIZE])
    assert reports.chunks(report.id, photo) == ()
    sends_photos(reports, report, [0])
    assert reports.held(report.id).custody == Custody.COMPLETE
