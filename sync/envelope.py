"""What a phone seals: the words of one report and the promise of its photos (protocol v1, part 1)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

NOTE_MAX = 2_000
"""Characters."""
PHOTOS_MAX = 5
PHOTO_BYTES_MAX = 12 * 1024 * 1024
BODY_BYTES_MAX = 128 * 1024
THUMB_BYTES_MAX = 12 * 1024

type_source = Literal["gps", "pin", "none"]
type_identity = Literal["named", "confidential", "anonymous"]


@dataclass(frozen=True, slots=True)
class Place:
    """WGS84 degrees; accuracy in metres; age of the fix in seconds."""

    lat: float
    lon: float
    accuracy_m: float | None
    source: type_source
    fix_age_s: float | None


@dataclass(frozen=True, slots=True)
class Promise:
    """A photo that will follow: what it is, and a tiny picture of it."""

    sha256: str
    size: int
    type: str
    width: int | None
    height: int | None
    taken_at: datetime | None
    thumb: bytes


@dataclass(frozen=True, slots=True)
class Envelope:
    """One sealed report. `sealed` are the very bytes the phone sent, `digest` their SHA-256 in hex."""

    id: str
    sealed: bytes
    digest: str
    category: str
    answers: dict[str, object]
    note: str
    identity: type_identity
    where: Place | None
    kelurahan: str | None
    rt: str | None
    captured_at: datetime
    register: int
    supersedes: str | None
    photos: tuple[Promise, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with an envelope: which field (dotted path), and what, in plain English."""

    field: str
    problem: str


class Unreadable(Exception):
    """The envelope breaks the contract; sending the same bytes again will not help (422)."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(f"{p.field}: {p.problem}" for p in problems))
        self.problems = problems


class DigestMismatch(Exception):
    """The bytes are not the ones the sender digested: damaged on the way, send again (422)."""


def open_envelope(report_id: str, sealed: bytes, *, content_digest: str | None) -> Envelope:
    """Read the sealed bytes of report `report_id`.

    `content_digest` is the Content-Digest header (RFC 9530, `sha-256=:base64:`).
    Raises Unreadable, or DigestMismatch when the header is absent or names other bytes.
    """
    raise NotImplementedError
