"""P8: what the small copies of a photo cost, beside decoding alone and the obvious way; and a look at one."""

import io
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageOps

from backend.bench.figures import Figure, median
from backend.bench.parcel import scene
from backend.stores.darkroom import PillowDarkroom
from media import photo

PHONE = (1600, 1200, 200_000)
CAMERA = (4000, 3000, 3_500_000)


def figures(scratch: Path, *, repetitions: int, told: Callable[[str], None]) -> list[Figure]:
    """CPU milliseconds of one core, ours and the references in turn."""
    told("photos")
    found = []
    for (width, height, size), goal in ((PHONE, 10.0), (CAMERA, 60.0)):
        data = scene(width, height, size=size)
        ways = (photo.copies, _decode, _naive)
        ours, decode, naive = _in_turn(ways, data, repetitions * 4)
        what = f"copies of {width}x{height}, {len(data) // 1000} kB"
        found.append(Figure("P8", what, ours, "ms CPU", goal, None, "decoding alone", decode))
        found.append(Figure("", what, ours, "ms CPU", None, None, "the obvious way", naive))
    original = scratch / "camera.jpg"
    original.write_bytes(scene(*CAMERA[:2], size=CAMERA[2]))
    found.append(Figure("P8", "peak memory, 12 megapixels", _peak("copies", original), "MB", 120))
    return [*found, *_look(original, repetitions)]


def _look(original: Path, repetitions: int) -> list[Figure]:
    """What a machine's look at one photo takes: it is taken when nothing else waits, and never delays."""
    copy = photo.copies(scene(*PHONE[:2], size=PHONE[2]))[max(photo.SIZES)]
    darkroom, spent = PillowDarkroom(), []
    for _ in range(repetitions):
        begin = _cpu_with_children()
        darkroom.look(copy)
        spent.append((_cpu_with_children() - begin) * 1000)
    what = "a machine's look (faces, plates, light, likeness)"
    return [
        Figure("", what, median(spent), "ms CPU"),
        Figure("", "peak memory of the process that looks", _peak("look", original), "MB", 120),
    ]


def _cpu_with_children() -> float:
    return sum(os.times()[:4])


def _in_turn(ways: tuple[Callable[[bytes], object], ...], data: bytes, repetitions: int) -> list[float]:
    spent: list[list[float]] = [[] for _ in ways]
    for _ in range(repetitions):
        for way, times in zip(ways, spent, strict=True):
            begin = time.process_time()
            way(data)
            times.append((time.process_time() - begin) * 1000)
    return [median(times) for times in spent]


def _decode(data: bytes) -> None:
    with Image.open(io.BytesIO(data)) as image:
        image.load()


def _naive(data: bytes) -> None:
    with Image.open(io.BytesIO(data)) as image:
        upright = ImageOps.exif_transpose(image).convert("RGB")
    for size in photo.SIZES:
        copy = upright.copy()
        copy.thumbnail((size, size), Image.Resampling.LANCZOS)
        copy.save(io.BytesIO(), "WEBP")


def _peak(what: str, original: Path) -> float:
    """Largest memory (MB) of a fresh process that does it with one large photo."""
    program = [sys.executable, "-m", "backend.bench.photo", what, str(original)]
    done = subprocess.run(program, capture_output=True, text=True, check=True)  # noqa: S603 - this very module
    return float(done.stdout)


def main(what: str, original: Path) -> None:
    """Do it with the photo; say the peak memory in MB, of this process or of the one that looks for it."""
    copies = photo.copies(original.read_bytes())
    # Not getrusage: Linux hands the maximum of the program that started this one down to it.
    status = Path("/proc/self/status").read_text()
    peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:"))
    if what == "look":
        PillowDarkroom().look(copies[max(photo.SIZES)])
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    sys.stdout.write(f"{peak / 1024}\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
