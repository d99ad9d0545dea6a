"""How a report lies in the bucket: one JSON document that a database can be rebuilt from."""

import json
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

VERSION = 1


class NotAnArchive(Exception):
    """The bytes are not a report's document, or one of a later program."""


class _Part(BaseModel):
    # A later program may add members; they are not ours to refuse.
    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


class ArchivedStep(_Part):
    """One step: the state it led to; who took it: kind, id, name; and why."""

    state: str
    by: tuple[str, str, str]
    at: AwareDatetime
    reason: str = ""
    words: str = ""
    detail: dict[str, str] = {}


class ArchivedLook(_Part):
    """What a machine saw in a photo. A box: x, y, width, height as fractions, and of what."""

    likeness: str = ""
    faults: tuple[str, ...] = ()
    boxes: tuple[tuple[float, float, float, float, str], ...] | None = None


class ArchivedPhoto(_Part):
    """What has become of a photo. What it is stands in the sealed words."""

    sha256: str
    complete_at: AwareDatetime | None = None
    stored_at: AwareDatetime | None = None
    derived_at: AwareDatetime | None = None
    unusable: str = ""
    public: bool = False
    look: ArchivedLook | None = None


class ArchivedEcho(_Part):
    """Somebody who saw the same: device and person, and when they said so."""

    by: tuple[str, str | None]
    at: AwareDatetime


class ArchivedVoice(_Part):
    """What somebody said of a repair: that it is done (rating 0), or how satisfied they are, 1 to 4."""

    by: tuple[str, str | None]
    at: AwareDatetime
    rating: Annotated[int, Field(ge=0, le=4)] = 0
    words: str = ""


class ArchivedReply(_Part):
    """The sender's answer to a question, byte for byte; `version` is the one its step gave the report."""

    sealed: str
    version: Annotated[int, Field(ge=2)]
    received_at: AwareDatetime
    stored_at: AwareDatetime | None = None


class Document(_Part):
    """`sealed` are the words as the phone sent them, byte for byte (they are UTF-8)."""

    archive: Annotated[int, Field(ge=1)] = VERSION
    id: str
    number: str
    digest: str
    sealed: str
    sender: tuple[str, str | None]
    kelurahan: str  # that received it; where it was moved to is told by its steps
    received_at: AwareDatetime
    captured_estimate: AwareDatetime
    complete_at: AwareDatetime | None
    stored_at: AwareDatetime | None
    flags: tuple[str, ...] = ()
    custody: Literal["partial", "complete", "stored"]
    steps: Annotated[tuple[ArchivedStep, ...], Field(min_length=1)]
    photos: tuple[ArchivedPhoto, ...] = ()
    echoes: tuple[ArchivedEcho, ...] = ()
    voices: tuple[ArchivedVoice, ...] = ()
    answers: tuple[ArchivedReply, ...] = ()


def dump(document: Document) -> bytes:
    """The document as it is put into the bucket: JSON, UTF-8, one line."""
    return document.model_dump_json().encode()


def load(data: bytes) -> Document:
    """Raises NotAnArchive, with a message for whoever restores."""
    try:
        version = json.loads(data)["archive"]
    except (ValueError, KeyError, TypeError, RecursionError) as cause:
        raise NotAnArchive("it is not a report's document") from cause
    if version != VERSION:
        raise NotAnArchive(
            f"it was written as version {version!r} of the archive and this program reads version {VERSION}:"
            " restore with a newer one"
        )
    try:
        return Document.model_validate_json(data)
    except ValidationError as cause:
        raise NotAnArchive(f"{cause.error_count()} of its members are missing or wrong") from cause
