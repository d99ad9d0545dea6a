"""What the sweep finds."""

import pytest

from backend.reports import lost
from backend.reports.ports import Kind, Progress, Work, WrongOffset
from backend.reports.report import Custody
from tests.rules.town import Parcel, Town, a_parcel, a_picture, sha256

PICTURE, OTHER = a_picture(200_000, seed=1), a_picture(seed=2)
HALF = 100_000


@pytest.fixture
def parcel(town: Town) -> Parcel:
    """One photo is here, of the other a half."""
    parcel = a_parcel(OTHER, PICTURE)
    town.receives(parcel)
    town.takes(parcel, OTHER)
    town.takes(parcel, PICTURE, 0, HALF)
    return parcel


def unarchived(town: Town) -> int:
    return lost.unarchived(reports=town.reports, outbox=town.outbox, clock=town.time)


def abandoned(town: Town) -> int:
    return lost.abandoned(reports=town.reports, chest=town.chest, clock=town.time)


def strays(town: Town) -> int:
    return lost.strays(reports=town.reports, chest=town.chest, clock=town.time)


# Documents that are missing


def test_a_report_without_a_document_gets_one_after_a_quarter_of_an_hour(town: Town, parcel: Parcel) -> None:
    town.works()
    town.time.passes(minutes=15)
    assert unarchived(town) == 0

    town.time.passes(seconds=1)
    assert unarchived(town) == 1
    town.works()

    assert town.archived(parcel).custody is Custody.PARTIAL
    assert unarchived(town) == 0


def test_a_report_whose_work_was_lost_is_found(town: Town) -> None:
    parcel = a_parcel()
    town.receives(parcel)
    for lease in town.leases():
        town.outbox.finish(lease)
    town.time.passes(hours=1)

    assert unarchived(town) == 1
    town.works()

    assert town.reports.held(parcel.id).custody is Custody.STORED


def test_a_report_that_is_archived_is_left_alone(town: Town) -> None:
    town.has(OTHER)
    town.time.passes(days=1)

    assert unarchived(town) == 0
    assert town.works() == []


# Photos nobody completed


def test_chunks_nobody_completed_for_a_month_are_let_go(town: Town, parcel: Parcel) -> None:
    town.works()
    town.time.passes(days=30)
    assert abandoned(town) == 0

    town.time.passes(seconds=1)
    assert abandoned(town) == 1

    assert town.keys("incoming/") == []
    assert town.reports.get(parcel.id).envelope.note == "Menumpuk di belakang pasar"
    assert [photo.offset for photo in town.reports.held(parcel.id).photos] == [len(OTHER), 0]
    assert abandoned(town) == 0


def test_a_photo_that_is_complete_is_not_let_go_although_others_are(town: Town, parcel: Parcel) -> None:
    """Its work may be waiting for a person."""
    town.time.passes(days=31)

    abandoned(town)
    town.works()

    assert town.reports.held(parcel.id).photos[0].stored_at == town.time()


def test_a_phone_that_comes_back_after_a_month_starts_that_photo_over(town: Town, parcel: Parcel) -> None:
    town.works()
    town.time.passes(days=31)
    abandoned(town)

    with pytest.raises(WrongOffset) as told:
        town.takes(parcel, PICTURE, HALF)
    progress = town.takes(parcel, PICTURE)

    assert told.value.offset == 0
    assert progress == Progress(len(PICTURE), complete=True, custody=Custody.COMPLETE)


def test_bytes_go_before_their_rows_so_that_a_killed_sweep_finds_them_again(
    town: Town, parcel: Parcel
) -> None:
    town.works()
    town.time.passes(days=31)

    class Killed(BaseException):
        pass

    def killed() -> None:
        raise Killed

    town.chest.after["drop_chunks"] = killed
    with pytest.raises(Killed):
        abandoned(town)

    assert abandoned(town) == 1
    assert town.reports.held(parcel.id).photos[1].offset == 0


def test_a_report_discarded_under_the_sweeps_hands_is_no_trouble(town: Town, parcel: Parcel) -> None:
    town.time.passes(days=31)
    find = town.reports.abandoned

    def found_and_gone(*when: object) -> tuple[str, ...]:
        ids = find(*when)  # type: ignore[arg-type]
        town.discards(parcel)
        return ids

    town.reports.abandoned = found_and_gone  # type: ignore[method-assign, assignment]

    assert abandoned(town) == 0


# Chunks that belong to nothing


def kept_but_never_acknowledged(town: Town, report_id: str, picture: bytes) -> None:
    """A process was killed between keeping a chunk and acknowledging it."""
    town.chest.keep_chunk(report_id, sha256(picture), 0, picture[:HALF])


def test_chunks_on_their_way_are_no_strays(town: Town, parcel: Parcel) -> None:
    new = a_parcel(a_picture(seed=3))
    town.receives(new)
    kept_but_never_acknowledged(town, new.id, a_picture(seed=3))
    before = town.keys()

    assert strays(town) == 0
    assert town.keys() == before
    town.time.passes(days=30)
    assert strays(town) == 0
    town.works()
    assert town.reports.held(parcel.id).photos[0].stored_at


def test_chunks_of_a_report_that_is_gone_are_strays(town: Town, parcel: Parcel) -> None:
    town.discards(parcel)
    town.works()
    kept_but_never_acknowledged(town, parcel.id, PICTURE)

    assert strays(town) == 1
    assert town.keys() == []


def test_chunks_of_a_photo_that_is_sealed_are_strays(town: Town) -> None:
    parcel = town.has(OTHER)
    kept_but_never_acknowledged(town, parcel.id, OTHER)

    assert strays(town) == 1
    assert town.keys("incoming/") == []


def test_a_chunk_never_acknowledged_is_a_stray_after_a_month(town: Town) -> None:
    parcel = a_parcel(OTHER)
    town.receives(parcel)
    kept_but_never_acknowledged(town, parcel.id, OTHER)
    town.time.passes(days=30, seconds=1)

    assert strays(town) == 1
    assert town.keys() == []
    assert town.takes(parcel, OTHER).complete


@pytest.mark.usefixtures("parcel")
def test_acknowledged_chunks_are_for_another_rule_however_old(town: Town) -> None:
    town.time.passes(days=60)

    assert strays(town) == 0
    assert len(town.keys("incoming/")) == 2


def test_chunks_of_a_photo_no_words_promise_are_left_for_a_person(town: Town, parcel: Parcel) -> None:
    kept_but_never_acknowledged(town, parcel.id, a_picture(seed=9))

    assert strays(town) == 0


def test_work_is_asked_for_once(town: Town, parcel: Parcel) -> None:
    town.works()
    town.time.passes(minutes=16)
    unarchived(town)
    unarchived(town)

    assert [lease.work for lease in town.leases()] == [Work(Kind.ARCHIVE, parcel.id)]
