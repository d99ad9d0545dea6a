"""P8: what the small copies of a photo cost, beside decoding it alone and beside the obvious way."""

import io
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageOps

from backend.bench.figures import Figure, median
from backend.bench.parcel import scene
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
    found.append(Figure("P8", "peak memory, 12 megapixels", _peak(scratch), "MB", 120))
    return found


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


def _peak(scratch: Path) -> float:
    """Largest memory of a fresh process that draws the copies of one large photo, in MB."""
    original = scratch / "camera.jpg"
    original.write_bytes(scene(*CAMERA[:2], size=CAMERA[2]))
    program = [sys.executable, "-m", "backend.bench.photo", str(original)]
    done = subprocess.run(program, capture_output=True, text=True, check=True)  # noqa: S603 - this very module
    return float(done.stdout)


def main() -> None:
    """Draw the copies of the photo named on the command line and say the peak memory in MB."""
    photo.copies(Path(sys.argv[1]).read_bytes())
    # Not getrusage: Linux hands the maximum of the program that started this one down to it.
    status = Path("/proc/self/status").read_text()
    peak = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    sys.stdout.write(f"{int(peak.split()[1]) / 1024}\n")


if __name__ == "__main__":
    main()
