"""Where on a picture may be a face or a plate? Proposals for a person, who looks before anything is public.

OpenCV runs in a process of its own (finder.py) that lives for one picture: its memory never lies in a worker,
it is given plain grey pixels that we decoded, and whatever becomes of it, only the proposals are missing.
"""

import json
import logging
import struct
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from PIL import Image
from PIL.Image import Resampling

log = logging.getLogger(__name__)

EDGE = 640
"""Long edge in pixels of what is looked at."""
PATIENCE_S = 60.0
SAME = 0.5
"""Two finds are one when so much of the smaller lies in the other."""
PROGRAM = (sys.executable, "-I", str(Path(__file__).with_name("finder.py")))
ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}

_one_at_a_time = Lock()


class Find(NamedTuple):
    """`kind` is "face" or "plate"; the rest are fractions of the upright picture, from its top left."""

    kind: str
    x: float
    y: float
    width: float
    height: float

    @property
    def area(self) -> float:
        return self.width * self.height


def finds(picture: Image.Image, program: Sequence[str] = PROGRAM) -> tuple[Find, ...] | None:
    """The proposals, the largest first; None when nobody could look."""
    grey = picture.convert("L")
    grey.thumbnail((EDGE, EDGE), Resampling.BOX)
    asked = struct.pack(">HH", *grey.size) + grey.tobytes()
    try:
        with _one_at_a_time:
            done = subprocess.run(  # noqa: S603 - our own program; the picture goes through a pipe
                program, input=asked, capture_output=True, timeout=PATIENCE_S, env=ENVIRONMENT, check=True
            )
        boxes = json.loads(done.stdout)
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        log.warning("nobody looked for faces and plates: %s", error)
        return None
    return _once(
        Find(kind, x / grey.width, y / grey.height, width / grey.width, height / grey.height)
        for kind, x, y, width, height in boxes
    )


def _once(found: Iterable[Find]) -> tuple[Find, ...]:
    """Without what two cascades found alike."""
    kept: list[Find] = []
    for find in sorted(found, key=lambda find: find.area, reverse=True):
        if not any(_overlap(find, larger) > SAME * find.area for larger in kept):
            kept.append(find)
    return tuple(kept)


def _overlap(one: Find, other: Find) -> float:
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return max(0.0, across) * max(0.0, down)
