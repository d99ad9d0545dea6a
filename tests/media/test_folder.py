"""A bucket in a folder: what it costs, and what is left when the machine fails."""

import hashlib
import os
import random
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import FrameType

import pytest

from media.bucket import Full, Unavailable
from media.flush import Together, flush_around, flush_path
from media.folder import FolderBucket

ROOT = Path(__file__).parents[2]
FLUSHES = {flush_path.__code__, flush_around.__code__}
WRITER = """
import sys, hashlib
from pathlib import Path
from media.folder import FolderBucket
bucket, number = FolderBucket(Path(sys.argv[1])), 0
while True:
    data = hashlib.sha256(str(number).encode()).digest() * 5000
    bucket.put(f"a/{number % 7}/{number}", data)
    print(number, flush=True)
    number += 1
"""


@pytest.fixture
def bucket(tmp_path: Path) -> FolderBucket:
    return FolderBucket(tmp_path / "bucket")


def flushes_of(work: Callable[[], object]) -> int:
    """How often the disk is flushed, in this thread."""
    counted = 0

    def look(frame: FrameType, event: str, _: object) -> None:
        nonlocal counted
        counted += event == "call" and frame.f_code in FLUSHES

    sys.setprofile(look)
    try:
        work()
    finally:
        sys.setprofile(None)
    return counted


def test_a_put_costs_two_flushes_whatever_folders_it_needs(bucket: FolderBucket) -> None:
    bucket.put("other", b"")

    assert flushes_of(lambda: bucket.put("incoming/r/p/0", b"chunk")) == 2
    assert flushes_of(lambda: bucket.put("incoming/r/p/1", b"chunk")) == 2
    assert flushes_of(lambda: bucket.put_new("incoming/r/p/2", b"chunk")) == 2
    assert flushes_of(lambda: bucket.put("incoming/r/p/0", b"again")) == 2


def test_a_delete_costs_one_flush_for_any_number_of_keys(bucket: FolderBucket) -> None:
    for number in range(5):
        bucket.put(f"a/{number}", b"")

    assert flushes_of(lambda: bucket.delete(*(f"a/{number}" for number in range(5)))) == 1
    assert flushes_of(lambda: bucket.delete("a/0")) == 0


def test_letting_go_costs_no_flush(bucket: FolderBucket) -> None:
    bucket.put("a/1", b"")

    assert flushes_of(lambda: bucket.let_go("a/1")) == 0
    assert list(bucket.list("")) == []


def test_who_comes_while_another_is_being_settled_is_settled_together_with_the_rest() -> None:
    batches: list[list[int]] = []
    first_is_in, all_wait = threading.Event(), threading.Event()

    def settle(batch: object) -> None:
        batches.append(sorted(batch))  # type: ignore[call-overload]
        first_is_in.set()
        all_wait.wait(10)

    together: Together[int] = Together(settle)
    with ThreadPoolExecutor(8) as people:
        joins = [people.submit(together.join, 0)]
        first_is_in.wait(10)
        joins += [people.submit(together.join, number) for number in range(1, 8)]
        while len(together._line) < 7:  # noqa: SLF001 - nothing else tells that all of them wait
            time.sleep(0.001)
        all_wait.set()
        for join in joins:
            join.result(10)

    assert batches == [[0], [1, 2, 3, 4, 5, 6, 7]]


def test_everybody_who_waited_hears_of_a_failure() -> None:
    def settle(_: object) -> None:
        raise OSError("the disk is gone")

    together: Together[int] = Together(settle)

    with ThreadPoolExecutor(4) as people:
        heard = [people.submit(together.join, number).exception(10) for number in range(4)]
    assert [str(failure) for failure in heard] == ["the disk is gone"] * 4


def test_one_put_that_fails_among_many_does_not_fail_its_neighbours(bucket: FolderBucket) -> None:
    bucket.put("a/b", b"a file where a folder would have to be")
    keys = [*(f"good/{number}" for number in range(40)), *(f"a/b/{number}" for number in range(10))]

    def put(key: str) -> bool:
        try:
            bucket.put(key, b"x")
        except Unavailable:
            return False
        return True

    with ThreadPoolExecutor(16) as people:
        kept = list(people.map(put, keys))

    assert kept == [True] * 40 + [False] * 10
    assert list(bucket.list("good/")) == sorted(keys[:40])


def test_a_full_disk_is_full_and_leaves_nothing_behind(bucket: FolderBucket, tmp_path: Path) -> None:
    bucket.put("a/kept", b"before")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))  # as good as a full disk: the write breaks off
    try:
        with pytest.raises(Full):
            bucket.put("a/kept", bytes(200_000))
        with pytest.raises(Full):
            bucket.put_new("a/new", bytes(200_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert bucket.get("a/kept") == b"before"
    assert [path.name for path in (tmp_path / "bucket").rglob("*") if path.is_file()] == ["kept"]


def test_a_folder_that_cannot_be_made_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    bucket = FolderBucket(tmp_path / "file")

    with pytest.raises(Unavailable, match="file"):
        bucket.check()


@pytest.mark.parametrize("life_s", [0.4, 0.55, 0.7])
def test_a_writer_that_is_killed_leaves_only_whole_objects(tmp_path: Path, life_s: float) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout
        writer.stdout.readline()
        time.sleep(random.Random(life_s).uniform(0.05, life_s))
        writer.send_signal(signal.SIGKILL)
        told = 1 + sum(1 for _ in writer.stdout)

    bucket = FolderBucket(tmp_path)
    found = {key: bucket.get(key) for key in bucket.list("")}
    for key, data in found.items():
        assert data == hashlib.sha256(key.rpartition("/")[2].encode()).digest() * 5000
    assert told <= len(found) <= told + 1


def test_what_a_kill_left_long_ago_is_removed_and_work_in_progress_is_not(tmp_path: Path) -> None:
    drafts = tmp_path / ".drafts"
    drafts.mkdir()
    for name, age_s in (("old", 7200), ("young", 60)):
        (drafts / name).write_bytes(b"half")
        os.utime(drafts / name, (time.time() - age_s,) * 2)

    FolderBucket(tmp_path).put("a", b"")

    assert [path.name for path in drafts.iterdir()] == ["young"]


def test_drafts_are_not_in_the_bucket(tmp_path: Path) -> None:
    bucket = FolderBucket(tmp_path)
    bucket.put("a", b"")
    (tmp_path / ".drafts" / "half").write_bytes(b"half")

    assert list(bucket.list("")) == ["a"]


def test_empty_folders_go_away_with_their_last_key(bucket: FolderBucket, tmp_path: Path) -> None:
    for key in ("incoming/r/p/0", "incoming/r/q/0"):
        bucket.put(key, b"")

    bucket.delete("incoming/r/p/0")
    left = {path.name for path in (tmp_path / "bucket/incoming/r").iterdir()}
    bucket.delete("incoming/r/q/0")

    assert left == {"q"}
    assert [path.name for path in (tmp_path / "bucket").iterdir()] == [".drafts"]


def test_folders_that_come_and_go_under_many_hands_lose_nothing(bucket: FolderBucket) -> None:
    def come_and_go(name: int) -> None:
        for turn in range(40):
            bucket.put(f"busy/{turn % 2}/{name}", b"x")
            bucket.delete(f"busy/{turn % 2}/{name}")
        bucket.put(f"busy/0/{name}", b"stays")

    with ThreadPoolExecutor(8) as people:
        list(people.map(come_and_go, range(8)))

    assert list(bucket.list("busy/")) == [f"busy/0/{name}" for name in range(8)]


def test_only_the_owner_may_look_into_the_bucket(bucket: FolderBucket, tmp_path: Path) -> None:
    bucket.put("originals/2026/photo", b"private")

    assert (tmp_path / "bucket").stat().st_mode & 0o077 == 0
    assert (tmp_path / "bucket/originals/2026/photo").stat().st_mode & 0o077 == 0
