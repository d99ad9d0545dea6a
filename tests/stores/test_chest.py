"""Where the bytes rest, over a bucket in a folder and over one on an S3 server."""

from hashlib import sha256
from pathlib import Path

import pytest

from backend.reports.ports import Chunk, ChunksLost, NotFound, Unavailable
from backend.reports.report import Report
from backend.stores.chest import BucketChest
from media import keys
from media.bucket import Bucket
from media.folder import FolderBucket
from tests.stores.making import a_report, safe, verified

PHOTO = "ab" * 32
PIECES = [b"first " * 100, b"second " * 200, b"third"]


@pytest.fixture(params=["folder", pytest.param("s3", marks=pytest.mark.service)])
def bucket(request: pytest.FixtureRequest, tmp_path: Path) -> Bucket:
    if request.param == "folder":
        return FolderBucket(tmp_path)
    kept: Bucket = request.getfixturevalue("s3_bucket")
    return kept


@pytest.fixture
def chest(bucket: Bucket) -> BucketChest:
    return BucketChest(bucket)


def put_in_pieces(chest: BucketChest, report: str = "report", photo: str = PHOTO) -> tuple[Chunk, ...]:
    chunks: list[Chunk] = []
    offset = 0
    for piece in PIECES:
        chest.keep_chunk(report, photo, offset, piece)
        chunks.append(Chunk(offset, len(piece), sha256(piece).hexdigest()))
        offset += len(piece)
    return tuple(chunks)


def test_chunks_are_joined_in_order(chest: BucketChest) -> None:
    chunks = put_in_pieces(chest)

    assert chest.join("report", PHOTO, chunks) == b"".join(PIECES)


def test_a_chunk_sent_again_replaces_the_first(chest: BucketChest) -> None:
    chest.keep_chunk("report", PHOTO, 0, b"damaged on the way")
    chunks = put_in_pieces(chest)

    assert chest.join("report", PHOTO, chunks) == b"".join(PIECES)


def test_a_chunk_that_is_gone_is_noticed(chest: BucketChest, bucket: Bucket) -> None:
    chunks = put_in_pieces(chest)
    bucket.delete(keys.chunk("report", PHOTO, chunks[1].offset))

    with pytest.raises(ChunksLost):
        chest.join("report", PHOTO, chunks)


def test_a_damaged_chunk_is_noticed(chest: BucketChest, bucket: Bucket) -> None:
    chunks = put_in_pieces(chest)
    bucket.put(keys.chunk("report", PHOTO, 0), b"other " * 100)

    with pytest.raises(ChunksLost):
        chest.join("report", PHOTO, chunks)


def test_a_gap_between_chunks_is_noticed(chest: BucketChest) -> None:
    first, _, third = put_in_pieces(chest)

    with pytest.raises(ChunksLost):
        chest.join("report", PHOTO, [first, third])


def test_chunks_are_dropped_by_photo_or_by_report(chest: BucketChest) -> None:
    put_in_pieces(chest)
    put_in_pieces(chest, photo="cd" * 32)
    put_in_pieces(chest, report="other")

    chest.drop_chunks("report", PHOTO)
    assert set(chest.incoming()) == {("other", PHOTO), ("report", "cd" * 32)}
    chest.drop_chunks("report")
    chest.drop_chunks("report")
    assert list(chest.incoming()) == [("other", PHOTO)]


def sealed(chest: BucketChest, data: bytes = b"the original") -> Report:
    report = a_report()
    chest.seal(report, report.photos[0], data)
    return report


def test_an_original_comes_back_as_it_was_sealed(chest: BucketChest) -> None:
    report = sealed(chest)

    assert chest.original(report, report.photos[0]) == b"the original"


def test_sealing_twice_is_sealing_once(chest: BucketChest, bucket: Bucket) -> None:
    report = sealed(chest)

    chest.seal(report, report.photos[0], b"the original")

    assert len(list(bucket.list("originals/"))) == 1


def test_a_damaged_original_is_mended_by_sealing_it_again(chest: BucketChest, bucket: Bucket) -> None:
    report = sealed(chest)
    [key] = bucket.list("originals/")
    bucket.put(key, b"the 0riginal")

    chest.seal(report, report.photos[0], b"the original")

    assert chest.original(report, report.photos[0]) == b"the original"


def test_what_was_never_put_in_is_not_found(chest: BucketChest) -> None:
    report = a_report()

    for look in (
        lambda: chest.original(report, report.photos[0]),
        lambda: chest.copy(report.id, PHOTO, 320),
        lambda: chest.shown(report.id, PHOTO, 320),
        lambda: chest.archived().read("reports/x/2026/11/y.json"),
    ):
        with pytest.raises(NotFound):
            look()


def test_copies_for_reviewers_and_for_residents_are_apart(chest: BucketChest) -> None:
    chest.keep_copy("report", PHOTO, 320, b"sharp")
    chest.show("report", PHOTO, 320, b"blurred")

    assert (chest.copy("report", PHOTO, 320), chest.shown("report", PHOTO, 320)) == (b"sharp", b"blurred")


def test_what_residents_saw_can_be_hidden_but_some_photos_or_all_of_it(chest: BucketChest) -> None:
    for photo in (PHOTO, "cd" * 32):
        chest.keep_copy("report", photo, 320, b"sharp")
        chest.show("report", photo, 320, b"blurred")

    chest.hide("report", but={"cd" * 32})
    with pytest.raises(NotFound):
        chest.shown("report", PHOTO, 320)
    assert chest.shown("report", "cd" * 32, 320) == b"blurred"
    chest.hide("report")
    with pytest.raises(NotFound):
        chest.shown("report", "cd" * 32, 320)
    assert chest.copy("report", PHOTO, 320) == b"sharp"


def test_an_archived_report_is_read_back_as_it_was_written(chest: BucketChest) -> None:
    report = safe(verified(a_report(photos=2, flags=("near_border",))))

    chest.write_archive(report)

    reader = chest.archived()
    assert [reader.read(key) for key in reader.ids()] == [report]


def test_a_newer_document_replaces_the_older(chest: BucketChest) -> None:
    report = a_report()
    chest.write_archive(report)

    chest.write_archive(verified(report))

    reader = chest.archived()
    assert [reader.read(key).version for key in reader.ids()] == [2]


def test_a_discarded_report_leaves_nothing_behind(chest: BucketChest, bucket: Bucket) -> None:
    report, other = sealed(chest), sealed(chest)
    photo = report.photos[0].sha256
    put_in_pieces(chest, report.id)
    chest.keep_copy(report.id, photo, 320, b"sharp")
    chest.show(report.id, photo, 320, b"blurred")
    chest.write_archive(report)

    for _ in range(2):
        chest.forget(report.id, kelurahan=report.kelurahan, received_at=report.received_at)

    assert list(bucket.list("")) == [keys.original(other.id, other.photos[0].sha256, other.received_at)]


def test_a_bucket_that_is_away_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder can be made here")
    chest = BucketChest(FolderBucket(tmp_path / "file"))

    with pytest.raises(Unavailable):
        chest.keep_chunk("report", PHOTO, 0, b"data")
    with pytest.raises(Unavailable):
        chest.write_archive(a_report())
