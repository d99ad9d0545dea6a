"""Files made to hurt, on their whole way: from the phone through server and worker to what is shown."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.bench.parcel import Parcel, seal
from backend.bench.phone import Phone
from tests.media.drawing import chunks
from tests.media.hostile import REFUSED, TAKEN
from tests.processes import below, words
from tests.system import System, eventually, running

SERVING = ("masdarling web", "masdarling worker")
BYTES_MAX = 12 * 1024 * 1024
"""What may be promised of one photo (protocol v1); nor can one of no bytes be."""


@pytest.fixture
def system(tmp_path: Path) -> Iterator[System]:
    with running(System(tmp_path)) as system:
        system.run("--empty")
        yield system


@pytest.mark.slow
def test_no_picture_hurts_anything_on_its_way(system: System) -> None:
    """An answer that is a fault of ours would end the delivery."""
    alive = programs(system)
    phone = Phone("127.0.0.1", system.port)
    phone.introduce()

    files = [make() for make in (*REFUSED.values(), *TAKEN.values())]
    parcels = [seal([data]) for data in files if 0 < len(data) <= BYTES_MAX]
    for parcel in parcels:
        phone.deliver(parcel)
    eventually(lambda: all(is_stored(phone, parcel) for parcel in parcels), within=120, what="the archive")
    eventually(lambda: len(copies(system)) >= 2 * len(TAKEN), within=60, what="the last copy")

    assert alive <= programs(system)
    assert {path.name: chunks(path.read_bytes()) for path in copies(system) if not is_silent(path)} == {}
    assert len(copies(system)) == 2 * len(TAKEN)


def programs(system: System) -> set[tuple[int, str]]:
    """Web and worker with their processes: one that died would come back under another number."""
    return {(pid, words(pid)) for pid in below(system.programs["run"].pid) if words(pid).startswith(SERVING)}


def is_stored(phone: Phone, parcel: Parcel) -> bool:
    return bool(phone.put(parcel)["state"] == "stored")


def copies(system: System) -> list[Path]:
    return list((system.data / "bucket" / "derived").rglob("*.webp"))


def is_silent(path: Path) -> bool:
    """A WebP of pixels and nothing else: no EXIF, XMP, profile or second frame."""
    return chunks(path.read_bytes()) == [b"VP8 "]
