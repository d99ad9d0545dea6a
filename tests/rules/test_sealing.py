"""A complete photo is sealed, and drawn small."""

from datetime import timedelta

import pytest

from backend.reports.ports import Chunk, Kind, LeaseLost, NotFound, Unavailable, Work
from backend.reports.report import Custody, Photo
from tests.rules.town import BUDI, KIB, NOON, Parcel, Town, a_parcel, a_picture, sha256

PICTURE = a_picture(200 * KIB)


@pytest.fixture
def parcel(town: Town) -> Parcel:
    """Complete, and nothing done yet."""
    return town.has(PICTURE, work=False)


def the_photo(town: Town, parcel: Parcel) -> Photo:
    return town.reports.get(parcel.id).photos[0]


def original(parcel: Parcel, picture: bytes = PICTURE) -> str:
    return f"originals/2026/11/{parcel.id}/{sha256(picture)}"


def test_the_original_lies_in_the_bucket_byte_for_byte(town: Town, parcel: Parcel) -> None:
    town.works()

    assert town.bucket.get(original(parcel)) == PICTURE
    assert town.keys("incoming/") == []
    assert the_photo(town, parcel).stored_at == NOON


def test_pieces_are_put_together_in_order(town: Town) -> None:
    parcel = a_parcel(PICTURE)
    town.receives(parcel)
    for start in range(0, 200 * KIB, 50 * KIB):
        town.takes(parcel, PICTURE, start, start + 50 * KIB)

    town.works()

    assert town.bucket.get(original(parcel)) == PICTURE


def test_what_follows_is_the_archive_and_the_small_copies(town: Town, parcel: Parcel) -> None:
    photo = sha256(PICTURE)

    done = town.works()

    assert done[0] == Work(Kind.STORE, parcel.id, photo)
    assert set(done[1:-1]) == {Work(Kind.ARCHIVE, parcel.id), Work(Kind.DERIVE, parcel.id, photo)}
    assert done[-1] == Work(Kind.LOOK, parcel.id, photo)
    assert town.reports.get(parcel.id).custody is Custody.STORED


def test_sealing_twice_changes_nothing(town: Town, parcel: Parcel) -> None:
    town.works()
    before = town.reports.get(parcel.id)
    town.time.passes(hours=1)

    town.outbox.add([Work(Kind.STORE, parcel.id, sha256(PICTURE))], due=NOON)
    done = town.works()

    assert town.reports.get(parcel.id) == before
    assert Work(Kind.ARCHIVE, parcel.id) in done
    assert Work(Kind.DERIVE, parcel.id, sha256(PICTURE)) not in done


@pytest.mark.parametrize("when", ["seal", "drop_chunks"])
def test_a_worker_killed_after_sealing_is_followed_by_one_that_finishes(
    town: Town, parcel: Parcel, when: str
) -> None:
    class Killed(BaseException):
        pass

    def killed() -> None:
        raise Killed

    town.chest.after[when] = killed
    with pytest.raises(Killed):
        town.works()
    town.time.passes(seconds=21)
    town.works()

    assert town.bucket.get(original(parcel)) == PICTURE
    assert town.reports.get(parcel.id).custody is Custody.STORED
    assert town.keys("incoming/") == []


def test_a_photo_whose_chunks_are_lost_starts_over(town: Town, parcel: Parcel) -> None:
    town.bucket.kept.clear()

    town.works()

    photo = the_photo(town, parcel)
    assert (photo.offset, photo.complete_at, photo.stored_at) == (0, None, None)
    assert town.reports.held(parcel.id).custody is Custody.PARTIAL
    town.takes(parcel, PICTURE)
    town.works()
    assert town.reports.held(parcel.id).custody is Custody.STORED


def test_damaged_chunks_are_removed_before_the_photo_starts_over(town: Town, parcel: Parcel) -> None:
    """Afterwards the phone may have sent new ones to the same place."""
    [key] = town.keys("incoming/")
    town.bucket.kept[key] = b"damaged"
    at_removal: list[Photo] = []
    town.chest.before["drop_chunks"] = lambda: at_removal.append(the_photo(town, parcel))

    town.works()

    assert town.keys("incoming/") == []
    assert [photo.complete_at for photo in at_removal] == [NOON]
    assert the_photo(town, parcel).offset == 0


def test_an_original_that_is_another_one_is_not_taken_for_the_photo(town: Town, parcel: Parcel) -> None:
    town.bucket.kept.clear()
    town.bucket.put(original(parcel), b"something else")

    town.works()

    assert the_photo(town, parcel).stored_at is None


def test_chunks_that_make_up_another_photo_are_not_sealed(town: Town) -> None:
    """Each is what was acknowledged, and still not the promised whole: only a fault of ours could do it."""
    parcel = a_parcel(PICTURE)
    town.receives(parcel)
    town.takes(parcel, PICTURE, 0, sent=bytes(100 * KIB))
    ends_unchecked(town, parcel, 100 * KIB, PICTURE[100 * KIB :])

    town.works()

    assert town.keys("originals/") == []
    assert the_photo(town, parcel).offset == 0


def test_one_chunk_that_is_another_photo_is_not_sealed(town: Town) -> None:
    parcel = a_parcel(PICTURE)
    town.receives(parcel)
    ends_unchecked(town, parcel, 0, a_picture(len(PICTURE), seed=9))

    town.works()

    assert town.keys("originals/") == []
    assert the_photo(town, parcel).offset == 0


def ends_unchecked(town: Town, parcel: Parcel, start: int, data: bytes) -> None:
    """Acknowledge the last chunk without looking at the whole."""
    photo = sha256(PICTURE)
    town.chest.keep_chunk(parcel.id, photo, start, data)
    chunk, work = Chunk(start, len(data), sha256(data)), [Work(Kind.STORE, parcel.id, photo)]
    town.reports.add_chunk(parcel.id, photo, chunk, last=True, at=NOON, work=work)


def test_a_photo_that_started_over_meanwhile_is_left_alone(town: Town, parcel: Parcel) -> None:
    [lease] = town.leases()
    town.bucket.kept.clear()
    town.outbox.add([lease.work], due=NOON)
    town.does(lease)

    assert town.works() == [lease.work]
    assert the_photo(town, parcel).stored_at is None
    assert town.outbox.backlog() == {"due": 0, "leased": 0, "dead": 0}


def test_a_bucket_that_is_away_leaves_everything_as_it_is(town: Town, parcel: Parcel) -> None:
    def away() -> None:
        raise Unavailable("the bucket does not answer")

    for call in ("join", "seal", "drop_chunks"):
        town.chest.before[call] = away
        with pytest.raises(Unavailable):
            town.works()
        assert the_photo(town, parcel).complete_at == NOON
        town.time.passes(seconds=21)

    town.works()
    assert town.reports.get(parcel.id).custody is Custody.STORED


def test_work_for_a_report_that_is_gone_is_done(town: Town) -> None:
    parcel = a_parcel(PICTURE)
    for kind in (Kind.STORE, Kind.DERIVE, Kind.ARCHIVE):
        town.outbox.add([Work(kind, parcel.id, sha256(PICTURE))], due=NOON)
    town.outbox.add([Work(Kind.PUBLISH, parcel.id)], due=NOON)

    assert len(town.works()) == 6  # pictures of links are drawn anew, of nothing
    assert town.keys() == []
    assert town.outbox.backlog() == {"due": 0, "leased": 0, "dead": 0}


# Small copies


def test_small_copies_are_drawn_for_reviewers(town: Town, parcel: Parcel) -> None:
    town.works()

    photo = the_photo(town, parcel)
    assert (photo.derived_at, photo.unusable) == (NOON, "")
    assert [town.chest.copy(parcel.id, photo.sha256, size)[:4] for size in (320, 1280)] == [b"320 ", b"1280"]
    with pytest.raises(NotFound):
        town.chest.shown(parcel.id, photo.sha256, 320)


@pytest.mark.parametrize(
    ("data", "why"), [(b"broken Half a photo", "Half a photo"), (b"broken ", "cannot be decoded")]
)
def test_a_photo_nobody_can_decode_stays_sealed_and_is_flagged(town: Town, data: bytes, why: str) -> None:
    parcel = town.has(data)

    photo = the_photo(town, parcel)
    assert photo.unusable == why
    assert photo.stored_at == photo.derived_at == NOON
    assert town.bucket.get(original(parcel, data)) == data
    assert town.archived(parcel).photos[0].unusable == why


def test_an_original_that_is_not_there_yet_is_not_drawn(town: Town, parcel: Parcel) -> None:
    town.outbox.add([Work(Kind.DERIVE, parcel.id, sha256(PICTURE))], due=NOON - timedelta(minutes=1))
    lease = next(lease for lease in town.leases() if lease.work.kind is Kind.DERIVE)

    town.does(lease)

    assert the_photo(town, parcel).derived_at is None


def test_a_worker_that_lost_its_lease_records_nothing(town: Town, parcel: Parcel) -> None:
    [lost] = town.leases()
    town.time.passes(seconds=21)
    [won] = town.leases()

    with pytest.raises(LeaseLost):
        town.does(lost)
    assert the_photo(town, parcel).stored_at is None

    town.does(won)
    town.works()
    assert the_photo(town, parcel).stored_at is not None
    assert town.reports.held(parcel.id).custody is Custody.STORED


def test_two_photos_sealed_at_the_same_moment_still_get_their_document(town: Town) -> None:
    """Each worker read the report before the other's photo was sealed."""
    other = a_picture(seed=2)
    parcel = town.has(PICTURE, other, work=False)
    first, second = town.leases()
    town.chest.after["seal"] = lambda: town.does(second)

    town.does(first)
    town.works()

    assert town.reports.get(parcel.id).custody is Custody.STORED
    assert town.reports.lines_of(BUDI)[0].photos_complete == 2


def test_what_was_handed_in_is_made_safe_before_small_copies_are_drawn(town: Town) -> None:
    first = town.has(PICTURE, work=False)
    town.time.passes(seconds=1)
    second = town.has(PICTURE, work=False)
    town.time.passes(seconds=9)

    done: list[tuple[Kind, str]] = []
    while leases := town.outbox.claim(1, lease_s=20, now=town.time()):
        town.does(leases[0])
        done.append((leases[0].work.kind, leases[0].work.report))

    assert done == [
        *[(kind, parcel.id) for parcel in (first, second) for kind in (Kind.STORE, Kind.ARCHIVE)],
        *[(kind, parcel.id) for kind in (Kind.DERIVE, Kind.LOOK) for parcel in (first, second)],
    ]
