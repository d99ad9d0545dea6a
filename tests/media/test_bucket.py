"""What every bucket promises. The same sentences are true of a folder, of an S3 server and of the fake."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from media.bucket import Bucket, Exists, Missing
from media.folder import FolderBucket
from tests.media.memory import MemoryBucket

HERE = "originals/2026/11/0198/abc"
LEADING_ELSEWHERE = [
    *[
        "",
        "/etc/passwd",
        "../up",
        "a/../../up",
        "a//b",
        "a/",
        ".hidden",
        "a/.drafts/b",
        "a\\b",
        "a b",
        "a%2fb",
    ],
    *["é", "a\nb", "x" * 201, "a/" * 600 + "a"],
]


@pytest.fixture(params=["folder", "s3", "memory"])
def bucket(request: pytest.FixtureRequest, tmp_path: Path) -> Bucket:
    kinds: dict[str, Callable[[], Bucket]] = {
        "folder": lambda: FolderBucket(tmp_path / "bucket"),
        "s3": lambda: request.getfixturevalue("s3_bucket"),
        "memory": MemoryBucket,
    }
    return kinds[request.param]()


def race(bucket: Bucket) -> list[bytes]:
    """What eight writers wrote who were told that the key was theirs."""
    start = Barrier(8)

    def attempt(number: int) -> bytes:
        start.wait()
        mine = f"writer {number}".encode()
        try:
            bucket.put_new(HERE, mine)
        except Exists:
            return b""
        return mine

    with ThreadPoolExecutor(8) as writers:
        return [mine for mine in writers.map(attempt, range(8)) if mine]


@pytest.mark.parametrize("data", [b"", b"a photo", bytes(range(256)) * 12_000], ids=["none", "few", "3 MB"])
def test_what_is_put_comes_back_byte_for_byte(bucket: Bucket, data: bytes) -> None:
    bucket.put(HERE, data, content_type="image/jpeg")

    assert bucket.get(HERE) == data


def test_a_put_replaces_what_was_there(bucket: Bucket) -> None:
    bucket.put(HERE, b"first")
    bucket.put(HERE, b"second")

    assert bucket.get(HERE) == b"second"


def test_a_put_tells_what_is_kept_now(bucket: Bucket) -> None:
    told = bucket.put(HERE, b"a photo")

    assert told == bucket.stat(HERE)
    assert told.size == 7


def test_the_etag_changes_with_the_bytes_and_only_with_them(bucket: Bucket) -> None:
    first = bucket.put(HERE, b"one").etag
    other = bucket.put(HERE, b"two").etag
    again = bucket.put(HERE, b"one").etag

    assert first == again != other


def test_nothing_is_kept_under_an_unknown_key(bucket: Bucket) -> None:
    bucket.put(HERE, b"a photo")

    for unknown in ("nowhere", HERE + "d", HERE.rpartition("/")[0]):
        with pytest.raises(Missing):
            bucket.get(unknown)
        with pytest.raises(Missing):
            bucket.stat(unknown)


def test_a_conditional_put_takes_a_free_key(bucket: Bucket) -> None:
    told = bucket.put_new(HERE, b"a photo")

    assert bucket.get(HERE) == b"a photo"
    assert told == bucket.stat(HERE)


def test_a_conditional_put_leaves_a_taken_key_as_it_is(bucket: Bucket) -> None:
    bucket.put(HERE, b"first")

    with pytest.raises(Exists):
        bucket.put_new(HERE, b"second")
    assert bucket.get(HERE) == b"first"


@pytest.mark.parametrize("bucket", ["folder", "memory"], indirect=True)
def test_of_many_conditional_puts_at_once_one_wins(bucket: Bucket) -> None:
    winners = race(bucket)

    assert [bucket.get(HERE)] == winners


def test_swift_may_let_in_several_conditional_puts_of_one_moment_and_keeps_one(s3_bucket: Bucket) -> None:
    """It looks before it writes, not while: AWS does better. backend/city/versions.py lives with it."""
    winners = race(s3_bucket)

    assert s3_bucket.get(HERE) in winners


def test_a_reader_never_sees_half_a_put(bucket: Bucket) -> None:
    versions = [bytes([number]) * 200_000 for number in range(8)]
    bucket.put(HERE, versions[0])

    with ThreadPoolExecutor(4) as people:
        writing = [people.submit(bucket.put, HERE, version) for version in versions]
        seen = [people.submit(bucket.get, HERE) for _ in range(20)]

    assert {read.result() for read in seen} <= set(versions)
    assert all(write.result().size == 200_000 for write in writing)


def test_a_deleted_key_is_free_again(bucket: Bucket) -> None:
    bucket.put(HERE, b"a photo")
    bucket.delete(HERE)

    assert list(bucket.list("")) == []
    bucket.put_new(HERE, b"another")


def test_deleting_takes_many_keys_and_minds_no_missing_one(bucket: Bucket) -> None:
    keys = [f"incoming/r/p/{number:010d}" for number in range(12)]
    for key in keys:
        bucket.put(key, b"chunk")

    bucket.delete(*keys[:11], "incoming/r/p/none", "no/such/folder")
    bucket.delete("nothing")
    bucket.delete()

    assert list(bucket.list("")) == keys[11:]


def test_letting_go_takes_many_keys_and_minds_no_missing_one(bucket: Bucket) -> None:
    keys = [f"incoming/r/p/{number:010d}" for number in range(3)]
    for key in keys:
        bucket.put(key, b"chunk")

    bucket.let_go(*keys[:2], "incoming/r/p/none")
    bucket.let_go()

    assert list(bucket.list("")) == keys[2:]


def test_keys_are_listed_in_the_order_of_their_bytes(bucket: Bucket) -> None:
    keys = ["a-b", "a.b", "a/b", "a/b-c", "a/b.d/e", "a0", "aa/z", "b"]
    for key in reversed(keys):
        bucket.put(key, b"")

    assert list(bucket.list("")) == keys == sorted(keys)


@pytest.mark.parametrize(
    ("prefix", "found"),
    [("a/", ["a/b", "a/bc/d"]), ("a/b", ["a/b", "a/bc/d"]), ("a/bc", ["a/bc/d"]), ("x", []), ("a/b/x", [])],
)
def test_a_listing_holds_every_key_that_begins_so(bucket: Bucket, prefix: str, found: list[str]) -> None:
    for key in ("a/b", "a/bc/d", "ab"):
        bucket.put(key, b"")

    assert list(bucket.list(prefix)) == found


@pytest.mark.parametrize("key", LEADING_ELSEWHERE)
def test_a_key_that_could_lead_elsewhere_is_refused(bucket: Bucket, key: str) -> None:
    for attempt in (bucket.get, bucket.stat, bucket.delete):
        with pytest.raises(ValueError, match=r"key|segment"):
            attempt(key)
    for write in (bucket.put, bucket.put_new):
        with pytest.raises(ValueError, match=r"key|segment"):
            write(key, b"")


@pytest.mark.parametrize("prefix", ["/", "../", "a/../", ".drafts/", "a b"])
def test_a_listing_stays_inside(bucket: Bucket, prefix: str) -> None:
    with pytest.raises(ValueError, match="prefix"):
        list(bucket.list(prefix))


def test_a_bucket_that_works_passes_its_check_and_keeps_nothing_of_it(bucket: Bucket) -> None:
    bucket.check()

    assert list(bucket.list("")) == []
