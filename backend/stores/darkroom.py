"""Small copies of photos, drawn by Pillow."""

from collections.abc import Mapping

from backend.reports.ports import Unusable
from media import photo


class PillowDarkroom:
    """See backend.reports.ports.Darkroom."""

    def copies(self, data: bytes) -> Mapping[int, bytes]:
        try:
            return photo.copies(data)
        except photo.Unusable as cause:
            raise Unusable(str(cause)) from cause

    def stamp(self, copy: bytes) -> bytes:
        try:
            return photo.stamp(copy)
        except photo.Unusable as cause:
            raise Unusable(str(cause)) from cause
