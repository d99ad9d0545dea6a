"""Small copies of photos, drawn by Pillow."""

from collections.abc import Mapping, Sequence

from backend.reports.look import Box, Look
from backend.reports.ports import Unusable
from media import cover, likeness, photo, privacy, quality


class PillowDarkroom:
    """See backend.reports.ports.Darkroom."""

    def copies(self, data: bytes) -> Mapping[int, bytes]:
        try:
            return photo.copies(data)
        except photo.Unusable as cause:
            raise Unusable(str(cause)) from cause

    def full(self, original: bytes) -> bytes:
        try:
            return photo.full(original)
        except photo.Unusable as cause:
            raise Unusable(str(cause)) from cause

    def stamp(self, copy: bytes) -> bytes:
        try:
            return photo.stamp(copy)
        except photo.Unusable as cause:
            raise Unusable(str(cause)) from cause

    def across(self, copy: bytes, width: int) -> bytes:
        try:
            return photo.across(copy, width)
        except photo.Unusable as cause:
            raise Unusable(str(cause)) from cause

    def look(self, copy: bytes) -> Look:
        try:
            picture = photo.picture(copy)
        except photo.Unusable as cause:
            raise Unusable(str(cause)) from cause
        found = privacy.finds(picture)
        boxes = None if found is None else tuple(_box(find) for find in found)
        return Look(likeness.likeness(picture), quality.faults(picture), boxes)

    def covered(self, copy: bytes, boxes: Sequence[Box], sizes: Sequence[int]) -> Mapping[int, bytes]:
        try:
            return cover.covered(copy, [(box.x, box.y, box.width, box.height) for box in boxes], sizes)
        except photo.Unusable as cause:
            raise Unusable(str(cause)) from cause


def _box(find: privacy.Find) -> Box:
    """Rounded as it is kept."""
    x, y, width, height = (round(length, 4) for length in find[1:])
    return Box(x, y, width, height, find.kind)
