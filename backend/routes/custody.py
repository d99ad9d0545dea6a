"""How much of a report the server holds, as it is told to the phone that sends it."""

from typing import Any

from backend.reports.ports import Held
from backend.reports.report import Custody, Photo
from backend.routes.marker import API
from sync.envelope import PHOTO_BYTES_MAX
from sync.upload import CHUNK_MAX

LIMITS = {"chunk_max": CHUNK_MAX, "photo_max": PHOTO_BYTES_MAX}
"""Bytes."""


class Clash(Exception):
    """The id is taken by a report of other bytes: this one can never be kept under it."""


class Whole(Exception):
    """Too late to discard it: it is no longer only the sender's."""


def told(held: Held) -> dict[str, Any]:
    """Of the report as it was sealed: photos of later answers are told with those."""
    own = [photo for photo in held.photos if not photo.reply]
    state = held.custody
    if state is Custody.PARTIAL and all(photo.complete_at for photo in own):
        state = Custody.COMPLETE
    return {
        "api": API,
        "id": held.id,
        "digest": held.digest,
        "number": held.number,
        "state": state.value,
        "photos": [of(photo) for photo in own],
        "limits": LIMITS,
    }


def of(photo: Photo) -> dict[str, Any]:
    return {
        "sha256": photo.sha256,
        "offset": photo.offset,
        "complete": photo.complete_at is not None,
        "stored": photo.stored_at is not None,
    }
