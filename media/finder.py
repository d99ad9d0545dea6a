"""A program of its own: reads one grey picture, says where faces and plates may be. See privacy.py.

In: width and height (unsigned 16-bit, big endian), then that many bytes of grey. Out: JSON, a list of
[kind, x, y, width, height] in pixels. It imports nothing of ours, so that it starts without us.
"""

import json
import os
import resource
import struct
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np

CASCADES = Path(cv2.__file__).with_name("data")
SECONDS = 20
"""Of CPU time; the largest picture it is given takes half of one."""
NEIGHBOURS = 4
"""How many windows must agree: fewer find more and err more."""
FACE_MIN, PLATE_MIN = (20, 20), (24, 8)
"""Pixels of the picture as given."""

Grey = np.ndarray
Box = tuple[str, int, int, int, int]


def cascade(name: str) -> cv2.CascadeClassifier:
    return cv2.CascadeClassifier(str(CASCADES / f"haarcascade_{name}.xml"))


def faces(grey: Grey) -> Iterator[Box]:
    """From the front, and from either side: the cascade of profiles knows one side only."""
    front, side = cascade("frontalface_alt2"), cascade("profileface")
    yield from _found("face", front, grey, step=1.1, least=FACE_MIN)
    yield from _found("face", side, grey, step=1.2, least=FACE_MIN)
    for kind, x, y, w, h in _found("face", side, cv2.flip(grey, 1), step=1.2, least=FACE_MIN):
        yield kind, grey.shape[1] - x - w, y, w, h


def plates(grey: Grey) -> Iterator[Box]:
    """Dark on light, and light on dark as plates were here until 2022."""
    known = cascade("russian_plate_number")
    for seen in (grey, cv2.bitwise_not(grey)):
        yield from _found("plate", known, seen, step=1.1, least=PLATE_MIN)


def _found(
    kind: str, known: cv2.CascadeClassifier, grey: Grey, *, step: float, least: tuple[int, int]
) -> Iterator[Box]:
    for x, y, w, h in known.detectMultiScale(grey, scaleFactor=step, minNeighbors=NEIGHBOURS, minSize=least):
        yield kind, int(x), int(y), int(w), int(h)


def main() -> None:
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    cv2.setNumThreads(1)
    width, height = struct.unpack(">HH", sys.stdin.buffer.read(4))
    grey = np.frombuffer(sys.stdin.buffer.read(width * height), np.uint8).reshape(height, width)
    look: tuple[Callable[[Grey], Iterator[Box]], ...] = (faces, plates)
    json.dump([box for found in look for box in found(grey)], sys.stdout)


if __name__ == "__main__":
    main()
