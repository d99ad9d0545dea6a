"""Files made to hurt: refused by name, in bounded time and memory, and the process lives on."""

import json
import random
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from media.photo import Unusable, copies, tiny
from tests.media.drawing import HEIC, chunks, encoded, scene
from tests.media.hostile import REFUSED, TAKEN

ROOT = Path(__file__).parents[2]
ADDRESS_SPACE_MB = 1_200
SECONDS, MB_REFUSED, MB_TAKEN = 3, 30, 260

WHOLE = {
    "JPEG": lambda: encoded(noise(), "JPEG"),
    "progressive": lambda: encoded(noise(), "JPEG", progressive=True),
    "PNG": lambda: encoded(noise(), "PNG"),
    "WEBP": lambda: encoded(noise(), "WEBP"),
    "HEIC": HEIC.read_bytes,
}


def noise() -> Image.Image:
    """As many bytes as pixels: no part of the file can be missed."""
    return Image.frombytes("RGB", (64, 48), random.Random(1).randbytes(64 * 48 * 3))


def tried(data: bytes) -> Mapping[str, Any]:
    """What came of the file in a process of its own with little memory."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.media.trial", str(ADDRESS_SPACE_MB)],
        cwd=ROOT,
        input=data,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    report: Mapping[str, Any] = json.loads(done.stdout)
    return report


@pytest.mark.slow
@pytest.mark.parametrize("name", REFUSED)
def test_a_file_made_to_hurt_is_refused_quickly_and_in_little_memory(name: str) -> None:
    report = tried(REFUSED[name]())

    assert report["outcome"].startswith("unusable")
    assert report["seconds"] < SECONDS
    assert report["mb"] < MB_REFUSED


@pytest.mark.slow
@pytest.mark.parametrize("name", TAKEN)
def test_an_extreme_photo_is_shown_in_bounded_time_and_memory(name: str) -> None:
    report = tried(TAKEN[name]())

    assert report["outcome"].startswith("copies")
    assert report["seconds"] < SECONDS
    assert report["mb"] < MB_TAKEN


@pytest.mark.parametrize("size", [(4000, 3000), (8000, 5000)])
def test_a_jpeg_is_decoded_small_and_needs_little_memory(size: tuple[int, int]) -> None:
    report = tried(encoded(scene(*size), "JPEG", quality=92))

    assert report["outcome"].startswith("copies")
    assert report["mb"] < 45
    assert report["peak_mb"] < 120


@pytest.mark.parametrize("kind", WHOLE)
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_photo_is_unusable(kind: str, share: float) -> None:
    whole = WHOLE[kind]()

    with pytest.raises(Unusable):
        copies(whole[: int(len(whole) * share)])


def test_what_follows_a_photo_in_its_file_is_not_in_the_copy() -> None:
    polyglot = encoded(scene(), "JPEG") + b"<script>alert(1)</script>"

    made = [*copies(polyglot).values(), tiny(polyglot)]

    assert [chunks(copy) for copy in made] == [[b"VP8 "]] * 3
    assert not any(b"script" in copy for copy in made)


@pytest.mark.filterwarnings("ignore")  # Pillow warns of much that is wrong with these
@pytest.mark.parametrize("kind", WHOLE)
def test_a_damaged_photo_is_shown_or_refused_and_nothing_else(kind: str) -> None:
    chance = random.Random(kind)  # the same damage in every run
    whole = WHOLE[kind]()

    for _ in range(150):
        damaged = bytearray(whole)
        for _ in range(chance.choice([1, 4, 40])):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            made = copies(bytes(damaged))
        except Unusable:
            continue
        assert {chunks(copy)[0] for copy in made.values()} == {b"VP8 "}
