"""What a phone seals: the words of one report and the promise of its photos (protocol v1, part 1)."""

import base64
import binascii
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from sync import digest
from sync.digest import DigestMismatch

__all__ = [
    "DigestMismatch",
    "Envelope",
    "Place",
    "Problem",
    "Promise",
    "Unreadable",
    "open_envelope",
    "reopen",
]

NOTE_MAX = 2_000
"""Characters."""
PHOTOS_MAX = 5
PHOTO_BYTES_MAX = 12 * 1024 * 1024
BODY_BYTES_MAX = 128 * 1024
THUMB_BYTES_MAX = 12 * 1024

Source = Literal["gps", "pin", "none"]
Identity = Literal["named", "confidential", "anonymous"]


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
    identity: Identity
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


def open_envelope(report_id: str, sealed: bytes, *, content_digest: str | None) -> Envelope:
    """Read the sealed bytes of report `report_id`.

    `content_digest` is the Content-Digest header (RFC 9530, `sha-256=:base64:`).
    Raises Unreadable, or digest.DigestMismatch when the header is absent or names other bytes.
    """
    kept = digest.checked(sealed, content_digest)
    if len(sealed) > BODY_BYTES_MAX:
        raise Unreadable(Problem("", f"more than {BODY_BYTES_MAX} bytes"))
    words = _words(sealed)
    if words.id != report_id:
        raise Unreadable(Problem("id", "is not the id in the address"))
    return _envelope(words, sealed, kept)


def reopen(sealed: bytes) -> Envelope:
    """An envelope that was opened before, read back from an archive. Raises Unreadable."""
    return _envelope(_words(sealed), sealed, digest.sha256(sealed))


# What the JSON may say. Strict: no number in quotes, no extra field, nothing infinite.


def _plain(text: str) -> str:
    if any((character < " " and character not in "\n\t") or character == "\x7f" for character in text):
        raise ValueError("has control characters")
    return text


def _sensible_year(moment: datetime) -> datetime:
    # A phone's clock may be decades off; only what cannot be shown in every zone is refused.
    if not datetime(1970, 1, 1, tzinfo=UTC) <= moment <= datetime(2200, 1, 1, tzinfo=UTC):
        raise ValueError("is not a time between 1970 and 2200")
    return moment


def _jpeg(text: str) -> str:
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as cause:
        raise ValueError("is not base64") from cause
    if len(data) > THUMB_BYTES_MAX:
        raise ValueError(f"has {len(data)} bytes, {THUMB_BYTES_MAX} are allowed")
    if data and not data.startswith(b"\xff\xd8\xff"):
        raise ValueError("is not a JPEG")
    return text


Text = Annotated[str, AfterValidator(_plain)]
Short = Annotated[Text, Field(max_length=500)]
Finite = Annotated[float, Field(ge=-1e12, le=1e12, allow_inf_nan=False)]
Moment = Annotated[AwareDatetime, AfterValidator(_sensible_year)]
Uuid7 = Annotated[
    str, Field(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")
]
Choices = Annotated[list[Short], Field(max_length=30)]
Answer = bool | int | Finite | Short | Choices | None
Pixels = Annotated[int, Field(ge=1, le=100_000)]


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class _Where(_Strict):
    lat: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)] | None = None
    accuracy_m: Annotated[float, Field(ge=0, le=1e8, allow_inf_nan=False)] | None = None
    source: Source
    fix_age_s: Annotated[float, Field(ge=0, le=1e10, allow_inf_nan=False)] | None = None

    @model_validator(mode="after")
    def _a_point_or_none(self) -> Self:
        if (self.source == "none") != (self.lat is None) or (self.lat is None) != (self.lon is None):
            raise ValueError("needs lat and lon, or neither and source none")
        return self


class _Photo(_Strict):
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    size: Annotated[int, Field(ge=1, le=PHOTO_BYTES_MAX)]
    type: Annotated[str, Field(pattern=r"^image/[a-z0-9.+-]{1,40}$")]
    width: Pixels | None = None
    height: Pixels | None = None
    taken_at: Moment | None = None
    thumb: Annotated[str, AfterValidator(_jpeg)] = ""


class Words(_Strict):
    """The JSON document itself, as protocol v1 describes it."""

    v: Literal[1]
    id: Uuid7
    category: Annotated[str, Field(pattern=r"^[A-Z]{2,8}-[0-9]{2,3}$")]
    answers: Annotated[
        dict[Annotated[str, Field(pattern=r"^[a-z0-9_]{1,40}$")], Answer], Field(max_length=40)
    ]
    note: Annotated[Text, Field(max_length=NOTE_MAX)]
    identity: Identity
    where: _Where | None
    kelurahan: Annotated[str, Field(pattern=r"^\d{2}\.\d{2}\.\d{2}\.\d{4}$")] | None
    rt: Annotated[str, Field(pattern=r"^[0-9]{1,3}$")] | None
    captured_at: Moment
    # Pydantic's base class has a method of the field's own name.
    register_version: Annotated[int, Field(alias="register", ge=0, le=2**31 - 1)]
    supersedes: Uuid7 | None
    photos: Annotated[list[_Photo], Field(max_length=PHOTOS_MAX)]

    @model_validator(mode="after")
    def _each_photo_once(self) -> Self:
        if len({photo.sha256 for photo in self.photos}) < len(self.photos):
            raise ValueError("photos: the same photo is there twice")
        return self


def _words(sealed: bytes) -> Words:
    try:
        json.loads(sealed.decode(), object_pairs_hook=_each_name_once, parse_constant=_no_constant)
        return Words.model_validate_json(sealed)
    except ValidationError as error:
        raise Unreadable(*_problems(error)) from error
    except (ValueError, RecursionError) as error:  # also UnicodeDecodeError and JSONDecodeError
        raise Unreadable(Problem("", f"is not proper JSON: {error}")) from error


def _each_name_once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    # Two readers may choose different ones of two equal names; then they would not read the same report.
    pairs = list(pairs)
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name is there twice")
    return found


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number")


def _problems(error: ValidationError) -> list[Problem]:
    return [
        Problem(".".join(map(str, e["loc"])), e["msg"].removeprefix("Value error, "))
        for e in error.errors(include_url=False, include_context=False, include_input=False)
    ]


def _envelope(words: Words, sealed: bytes, sha256: str) -> Envelope:
    return Envelope(
        id=words.id,
        sealed=sealed,
        digest=sha256,
        category=words.category,
        answers=dict(words.answers),
        note=words.note,
        identity=words.identity,
        where=_place(words.where),
        kelurahan=words.kelurahan,
        rt=words.rt,
        captured_at=words.captured_at,
        register=words.register_version,
        supersedes=words.supersedes,
        photos=tuple(_promise(photo) for photo in words.photos),
    )


def _place(where: _Where | None) -> Place | None:
    if where is None or where.lat is None or where.lon is None:
        return None
    return Place(where.lat, where.lon, where.accuracy_m, where.source, where.fix_age_s)


def _promise(photo: _Photo) -> Promise:
    thumb = base64.b64decode(photo.thumb)
    return Promise(photo.sha256, photo.size, photo.type, photo.width, photo.height, photo.taken_at, thumb)
