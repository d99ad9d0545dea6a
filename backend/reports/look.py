"""What a machine sees in a photo: hints for a person, who decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

BITS = 64
"""Of a likeness."""
ALIKE = 7
"""Bits of 64 that may differ in two pictures of one shot."""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of an upright picture: fractions of its width and height, from its top left.

    `kind` is "face" or "plate", or empty when a person drew it.
    """

    x: float
    y: float
    width: float
    height: float
    kind: str = ""

    @property
    def plain(self) -> list[float | str]:
        return [self.x, self.y, self.width, self.height, self.kind]


@dataclass(frozen=True, slots=True)
class Look:
    """`likeness` is a hash of 64 bits in hex, empty where a picture has no contrast to tell it by.

    `faults` are "dark" or "blurred". `boxes` are None when nobody could look for faces and plates.
    """

    likeness: str = ""
    faults: tuple[str, ...] = ()
    boxes: tuple[Box, ...] | None = ()

    @property
    def plain(self) -> dict[str, Any]:
        """As JSON values."""
        boxes = None if self.boxes is None else [box.plain for box in self.boxes]
        return {"likeness": self.likeness, "faults": list(self.faults), "boxes": boxes}


def from_plain(told: Mapping[str, Any]) -> Look:
    boxes = None if told["boxes"] is None else tuple(Box(*box) for box in told["boxes"])
    return Look(told["likeness"], tuple(told["faults"]), boxes)


def apart(one: str, other: str) -> int:
    """In how many of 64 bits two likenesses differ: unrelated pictures in about 32."""
    return (int(one, 16) ^ int(other, 16)).bit_count()
