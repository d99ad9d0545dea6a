"""What the JSON of a sealed report may say, member by member (protocol v1, part 1).

Strict: no number in quotes, no unknown member, nothing infinite. A member that may be null may be left out.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    model_validator,
)

from sync.problem import Problem, Unreadable
from sync.values import Answer, Code, Moment, Number, Pixels, Text, Thumb, Uuid7

NOTE_MAX = 2_000
"""Characters (Unicode code points)."""
PHOTOS_MAX = 5
PHOTO_BYTES_MAX = 12 * 1024 * 1024
ANSWERS_MAX = 40
PROBLEMS_MAX = 20
"""Nobody reads more; a hostile body could cause thousands."""

Source = Literal["gps", "pin", "none"]
Identity = Literal["named", "confidential", "anonymous"]


def _asked_for(report_id: str, info: ValidationInfo) -> str:
    if info.context not in {None, report_id}:
        raise ValueError("is not the id in the address")
    return report_id


def all_different(photos: "list[PromisedPhoto]") -> "list[PromisedPhoto]":
    if len({photo.sha256 for photo in photos}) < len(photos):
        raise ValueError("the same photo is there twice")
    return photos


class Strict(BaseModel):
    """What every sealed document demands of its members."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, allow_inf_nan=False)


class Where(Strict):
    """A point, or the statement that there is none."""

    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    accuracy_m: Number | None = None
    source: Source
    fix_age_s: Number | None = None

    @model_validator(mode="after")
    def _a_point_or_none(self) -> Self:
        if [self.lat is None, self.lon is None] != [self.source == "none"] * 2:
            raise ValueError("needs lat and lon, or neither and source none")
        return self


class PromisedPhoto(Strict):
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    size: Annotated[int, Field(ge=1, le=PHOTO_BYTES_MAX)]
    type: Annotated[str, Field(pattern=r"^(image/[a-z0-9.+-]{1,40}|application/octet-stream)$")]
    width: Pixels | None = None
    height: Pixels | None = None
    taken_at: Moment | None = None
    thumb: Thumb | None = None


class Words(Strict):
    """The document itself."""

    v: Annotated[int, Field(ge=1, le=1)]
    id: Annotated[Uuid7, AfterValidator(_asked_for)]
    category: Code
    answers: Annotated[dict[Code, Answer], Field(max_length=ANSWERS_MAX)] = {}
    note: Annotated[Text, Field(max_length=NOTE_MAX)] = ""
    identity: Identity
    where: Where | None = None
    kelurahan: Annotated[str, Field(pattern=r"^[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4}$")] | None = None
    rt: Annotated[Text, Field(min_length=1, max_length=10)] | None = None
    captured_at: Moment
    # Pydantic's base class has a method of the field's own name.
    register_version: Annotated[int, Field(alias="register", ge=0, le=2**31 - 1)]
    supersedes: Uuid7 | None = None
    about: Uuid7 | None = None  # a published report it says more of: that it is mended, or that it is not
    mended: bool = False
    photos: Annotated[list[PromisedPhoto], Field(max_length=PHOTOS_MAX), AfterValidator(all_different)]

    @model_validator(mode="after")
    def _shows_what_is_mended(self) -> Self:
        if self.mended and not (self.about and self.photos):
            raise ValueError("what is mended is named, and shown by a photo")
        return self


def read(sealed: bytes, *, report_id: str) -> Words:
    """The words of report `report_id`, when they keep to the contract. Raises Unreadable."""
    words = parse(sealed, report_id=report_id)
    each_name_once(sealed)
    return words


def parse(sealed: bytes, *, report_id: str | None = None) -> Words:
    """Like read, for bytes that were read before. Raises Unreadable."""
    try:
        return Words.model_validate_json(sealed, context=report_id)
    except ValidationError as error:
        raise Unreadable(*problems_of(error)) from error


def each_name_once(sealed: bytes) -> None:
    """Two readers may choose different ones of two equal names; then they would not read the same report.

    Raises Unreadable.
    """
    twice: list[str] = []

    def look(pairs: list[tuple[str, object]]) -> Mapping[str, object]:
        found = dict(pairs)
        if len(found) < len(pairs):
            twice.extend(name for name, _ in pairs)
        return found

    json.loads(sealed, object_pairs_hook=look)
    if twice:
        doubled = sorted({name for name in twice if twice.count(name) > 1})
        raise Unreadable(*(Problem(_short(name), "is there twice") for name in doubled[:PROBLEMS_MAX]))


def problems_of(error: ValidationError) -> Iterable[Problem]:
    """What pydantic found, in our words."""
    for found in error.errors(include_url=False, include_context=False, include_input=False)[:PROBLEMS_MAX]:
        path = ".".join(_short(str(part)) for part in found["loc"])
        yield Problem(path or "body", found["msg"].removeprefix("Value error, "))


def _short(name: str) -> str:
    """Names come from the sender; an answer does not carry them back at full length."""
    return name if len(name) <= 64 else f"{name[:64]}…"  # noqa: PLR2004 - the longest name we use has 11
