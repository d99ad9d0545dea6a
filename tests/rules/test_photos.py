"""A photo arrives in chunks."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from backend.reports import photos
from backend.reports.photos import WrongPhoto
from backend.reports.ports import Kind, NotFound, Progress, Work, WrongOffset
from backend.reports.report import Custody
from sync.digest import DigestMismatch
from sync.envelope import Unreadable
from tests.rules.town import BUDI, KIB, SOMEBODY, Parcel, Town, a_parcel, a_picture, sha256

PICTURE = a_picture(200 * KIB)
HALF = 100 * KIB


@pytest.fixture
def parcel(town: Town) -> Parcel:
    """Words are here, the photo is not."""
    parcel = a_parcel(PICTURE)
    town.receives(parcel)
    return parcel


def standing(town: Town, parcel: Parcel, picture: bytes = PICTURE) -> Progress:
    return photos.standing(parcel.id, sha256(picture), by=BUDI, reports=town.reports)


def test_a_photo_in_one_chunk_is_complete(town: Town, parcel: Parcel) -> None:
    progress = town.takes(parcel, PICTURE)

    assert progress == Progress(len(PICTURE), complete=True, custody=Custody.COMPLETE)
    assert standing(town, parcel) == progress
    assert town.queue.count == 1


def test_a_photo_in_pieces_stands_where_the_last_one_ended(town: Town, parcel: Parcel) -> None:
    begun = standing(town, parcel)
    first = town.takes(parcel, PICTURE, 0, HALF)
    between = standing(town, parcel)
    last = town.takes(parcel, PICTURE, HALF)

    assert begun == Progress(0, complete=False, custody=Custody.PARTIAL)
    assert first == between == Progress(HALF, complete=False, custody=Custody.PARTIAL)
    assert last == Progress(len(PICTURE), complete=True, custody=Custody.COMPLETE)


def test_only_the_last_chunk_asks_for_work(town: Town, parcel: Parcel) -> None:
    town.takes(parcel, PICTURE, 0, HALF)
    assert town.leases() == ()
    assert town.queue.count == 0

    town.takes(parcel, PICTURE, HALF)
    assert [lease.work for lease in town.leases()] == [Work(Kind.STORE, parcel.id, sha256(PICTURE))]


def test_a_report_is_complete_with_its_last_photo(town: Town) -> None:
    other = a_picture(seed=2)
    parcel = a_parcel(PICTURE, other)
    town.receives(parcel)

    first = town.takes(parcel, PICTURE)
    last = town.takes(parcel, other)

    assert (first.complete, first.custody) == (True, Custody.PARTIAL)
    assert (last.complete, last.custody) == (True, Custody.COMPLETE)


def test_the_bytes_lie_in_the_bucket_before_they_are_acknowledged(town: Town, parcel: Parcel) -> None:
    seen: list[Progress] = []
    town.chest.after["keep_chunk"] = lambda: seen.append(standing(town, parcel))

    town.takes(parcel, PICTURE, 0, HALF)

    assert seen == [Progress(0, complete=False, custody=Custody.PARTIAL)]
    assert [town.bucket.get(key) for key in town.keys("incoming/")] == [PICTURE[:HALF]]


def test_bytes_that_could_not_be_kept_are_not_acknowledged(town: Town, parcel: Parcel) -> None:
    def full() -> None:
        raise OSError("no room")

    town.chest.before["keep_chunk"] = full

    with pytest.raises(OSError, match="no room"):
        town.takes(parcel, PICTURE)
    assert standing(town, parcel).offset == 0


@pytest.mark.parametrize("offset", [0, HALF - 1, HALF + 1])
def test_a_chunk_from_elsewhere_is_told_where_the_photo_stands(
    town: Town, parcel: Parcel, offset: int
) -> None:
    town.takes(parcel, PICTURE, 0, HALF)
    before = dict(town.bucket.kept)

    with pytest.raises(WrongOffset) as told:
        town.takes(parcel, PICTURE, offset, offset + KIB)

    assert (told.value.offset, told.value.complete) == (HALF, False)
    assert standing(town, parcel).offset == HALF
    assert town.bucket.kept == before


def test_a_chunk_whose_answer_was_lost_is_acknowledged_again(town: Town, parcel: Parcel) -> None:
    first = town.takes(parcel, PICTURE, 0, HALF)
    before = dict(town.bucket.kept)

    assert town.takes(parcel, PICTURE, 0, HALF) == first
    assert town.bucket.kept == before


def test_the_last_chunk_is_acknowledged_again_even_when_the_photo_is_sealed_meanwhile(
    town: Town, parcel: Parcel
) -> None:
    town.takes(parcel, PICTURE, 0, HALF)
    first = town.takes(parcel, PICTURE, HALF)
    town.works()

    again = town.takes(parcel, PICTURE, HALF)

    assert (again.offset, again.complete) == (first.offset, True)


def test_other_bytes_for_a_complete_photo_are_told_so(town: Town, parcel: Parcel) -> None:
    town.takes(parcel, PICTURE)

    with pytest.raises(WrongOffset) as told:
        town.takes(parcel, PICTURE, HALF)

    assert (told.value.offset, told.value.complete) == (len(PICTURE), True)


def test_a_damaged_chunk_does_not_count(town: Town, parcel: Parcel) -> None:
    for digest in ("sha-256=:AAAA:", "md5=:AAAA:"):
        with pytest.raises(DigestMismatch):
            town.takes(parcel, PICTURE, digest=digest)

    assert standing(town, parcel).offset == 0
    assert town.keys("incoming/") == []


@pytest.mark.parametrize(
    ("sent", "last"),
    [(b"", False), (PICTURE + b"more", True), (PICTURE[:-1], True), (PICTURE, False), (b"x" * 199, False)],
    ids=["empty", "beyond the end", "the end too early", "the end unsaid", "far too small"],
)
def test_a_chunk_that_cannot_be_part_of_the_photo_is_refused(
    town: Town, parcel: Parcel, sent: bytes, last: bool
) -> None:
    with pytest.raises(Unreadable) as refused:
        town.takes(parcel, PICTURE, sent=sent, last=last)

    assert [problem.field for problem in refused.value.problems] == ["chunk"]
    assert standing(town, parcel).offset == 0


def test_another_photo_than_the_promised_one_starts_over(town: Town, parcel: Parcel) -> None:
    with pytest.raises(WrongPhoto):
        town.takes(parcel, PICTURE, sent=a_picture(len(PICTURE), seed=9))

    assert standing(town, parcel).offset == 0
    assert town.leases() == ()


def test_a_photo_whose_end_is_wrong_starts_over_and_may_be_sent_again(town: Town, parcel: Parcel) -> None:
    town.takes(parcel, PICTURE, 0, HALF)

    with pytest.raises(WrongPhoto):
        town.takes(parcel, PICTURE, HALF, sent=bytes(HALF))
    begun_again = standing(town, parcel)
    town.takes(parcel, PICTURE)

    assert begun_again.offset == 0
    assert standing(town, parcel).complete


def test_a_photo_whose_beginning_was_wrong_starts_over(town: Town, parcel: Parcel) -> None:
    town.takes(parcel, PICTURE, 0, sent=bytes(HALF))

    with pytest.raises(WrongPhoto):
        town.takes(parcel, PICTURE, HALF)

    assert standing(town, parcel).offset == 0


def test_a_photo_whose_chunks_the_server_lost_starts_over(town: Town, parcel: Parcel) -> None:
    town.takes(parcel, PICTURE, 0, HALF)
    town.bucket.kept.clear()

    with pytest.raises(WrongOffset) as told:
        town.takes(parcel, PICTURE, HALF)

    assert (told.value.offset, told.value.complete) == (0, False)
    assert standing(town, parcel).offset == 0


def test_five_identical_chunks_at_the_same_moment_count_once(town: Town, parcel: Parcel) -> None:
    with ThreadPoolExecutor(5) as phones:
        outcomes = list(phones.map(lambda _: town.takes(parcel, PICTURE), range(5)))

    assert outcomes == [Progress(len(PICTURE), complete=True, custody=Custody.COMPLETE)] * 5
    assert [lease.work.kind for lease in town.leases()] == [Kind.STORE]


def test_a_chunk_that_another_one_overtook_is_told_where_the_photo_stands(town: Town, parcel: Parcel) -> None:
    town.chest.after["keep_chunk"] = lambda: town.takes(parcel, PICTURE, 0, HALF + KIB)

    with pytest.raises(WrongOffset) as told:
        town.takes(parcel, PICTURE, 0, HALF)

    assert told.value.offset == HALF + KIB


def test_a_wrong_end_does_not_undo_a_photo_that_became_complete_meanwhile(town: Town, parcel: Parcel) -> None:
    town.takes(parcel, PICTURE, 0, HALF)
    town.chest.after["join"] = lambda: town.takes(parcel, PICTURE, HALF)

    with pytest.raises(WrongOffset) as told:
        town.takes(parcel, PICTURE, HALF, sent=bytes(HALF))

    assert (told.value.offset, told.value.complete) == (len(PICTURE), True)
    assert standing(town, parcel).complete


def test_a_photo_discarded_while_its_chunk_came_in_leaves_nothing_behind(town: Town, parcel: Parcel) -> None:
    def discarded() -> None:
        town.discards(parcel)
        town.works()

    town.chest.before["keep_chunk"] = discarded

    with pytest.raises(NotFound):
        town.takes(parcel, PICTURE, 0, HALF)

    assert town.keys() == []


def test_a_stranger_finds_no_photo(town: Town, parcel: Parcel) -> None:
    with pytest.raises(NotFound):
        town.takes(parcel, PICTURE, by=SOMEBODY)
    with pytest.raises(NotFound):
        photos.standing(parcel.id, sha256(PICTURE), by=SOMEBODY, reports=town.reports)

    assert town.keys() == []


def test_a_photo_that_was_not_promised_is_not_found(town: Town, parcel: Parcel) -> None:
    with pytest.raises(NotFound):
        town.takes(parcel, a_picture(seed=9))
    with pytest.raises(NotFound):
        standing(town, parcel, a_picture(seed=9))


def test_a_photo_of_a_report_nobody_sent_is_not_found(town: Town) -> None:
    with pytest.raises(NotFound):
        town.takes(a_parcel(PICTURE), PICTURE)


def test_the_same_photo_in_two_reports_is_two_photos(town: Town, parcel: Parcel) -> None:
    other = a_parcel(PICTURE)
    town.receives(other)
    town.takes(parcel, PICTURE)

    assert standing(town, other).offset == 0
