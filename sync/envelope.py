"""What a phone seals: the words of one report and the promise of its photos (protocol v1, part 1)."""

from dataclasses import dataclass
from datetime import datetime

from sync import digest, words
from sync.problem import Problem, Unreadable
from sync.words import PHOTO_BYTES_MAX, Identity, Source

__all__ = [
    "BODY_BYTES_MAX",
    "PHOTO_BYTES_MAX",
    "Envelope",
    "Place",
    "Problem",
    "Promise",
    "Unreadable",
    "open_envelope",
    "reopen",
]

BODY_BYTES_MAX = 128 * 1024


@dataclass(frozen=True, slots=True)
class Place:
    """WGS84 degrees; accuracy in metres; age of the fix in seconds."""

    lat: float
    lon: float
    accuracy_m: float | None
    source: Source
    fix_age_s: float | None


@dataclass(frozen=True, slots=True)
class Promise:
    """A photo that will follow: what it is, and a tiny picture of it (JPEG; empty when there is none)."""

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
    identity: Identity
    where: Place | None
    kelurahan: str | None
    rt: str | None
    captured_at: datetime
    register: int
    supersedes: str | None
    photos: tuple[Promise, ...]
    about: str | None = None
    """Id of a published report it says more of: the place is `mended`, or it is not."""
    mended: bool = False


def open_envelope(report_id: str, sealed: bytes, *, content_digest: str | None) -> Envelope:
    """Read the sealed bytes of report `report_id`.

    `content_digest` is the Content-Digest header (RFC 9530, `sha-256=:base64:`).
    Raises Unreadable, or digest.DigestMismatch when the header is absent or names other bytes.
    """
    kept = digest.checked(sealed, content_digest)
    if len(sealed) > BODY_BYTES_MAX:
        raise Unreadable(Problem("body", f"is larger than {BODY_BYTES_MAX} bytes"))
    return _envelope(words.read(sealed, report_id=report_id), sealed, kept)


def reopen(sealed: bytes) -> Envelope:
    """An envelope that was opened before, read back from where it is kept. Raises Unreadable."""
    return _envelope(words.parse(sealed), sealed, digest.sha256(sealed))


def _envelope(said: words.Words, sealed: bytes, sha256: str) -> Envelope:
    return Envelope(
        id=said.id,
        sealed=sealed,
        digest=sha256,
        category=said.category,
        answers=said.answers,
        note=said.note,
        identity=said.identity,
        where=_place(said.where),
        kelurahan=said.kelurahan,
        rt=said.rt,
        captured_at=said.captured_at,
        register=said.register_version,
        supersedes=said.supersedes,
        photos=tuple(map(promise_of, said.photos)),
        about=said.about,
        mended=said.mended,
    )


def _place(where: words.Where | None) -> Place | None:
    if where is None or where.lat is None or where.lon is None:
        return None
    return Place(where.lat, where.lon, where.accuracy_m, where.source, where.fix_age_s)


def promise_of(photo: words.PromisedPhoto) -> Promise:
    """The promise as a photo's members say it."""
    return Promise(
        photo.sha256,
        photo.size,
        photo.type,
        photo.width,
        photo.height,
        photo.taken_at,
        photo.thumb or b"",
    )
