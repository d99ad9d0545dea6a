"""Decisions as programs send them."""

from typing import Annotated, TypeVar
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from backend.reports.choices import NOTE_MAX, WORDS_MAX, Choice, Spot, Verdict
from sync.envelope import Problem, Unreadable

MANY = 200
"""Decisions in one request."""
DIGEST = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
CODE = Annotated[str, Field(max_length=64)]
LENGTH = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
PART = tuple[LENGTH, LENGTH, LENGTH, LENGTH]
Model = TypeVar("Model", bound=BaseModel)


class _Sent(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class InTheField(_Sent):
    """Where and when it was decided, by the phone: degrees WGS84, metres."""

    lat: float = Field(ge=-90, le=90, allow_inf_nan=False)
    lon: float = Field(ge=-180, le=180, allow_inf_nan=False)
    accuracy_m: float = Field(ge=0, le=1e6, allow_inf_nan=False)
    at: AwareDatetime


class Decision(_Sent):
    """`version` is the one the reviewer saw; `publish` names the photos residents may see.

    `id` is made by who decides and makes a repeat harmless. `head`, an id or a number, goes with merge;
    `covers` are parts of photos nobody may see: x, y, width, height as fractions, by the photo's SHA-256.
    `public_note` is read instead of the sender's words. `kelurahan` and `category` go with
    move; `opd` with assign; `photo` with ask.
    """

    verdict: Verdict = Field(strict=False)
    version: int = Field(ge=1)
    id: UUID | None = None
    reason: CODE = ""
    words: str = Field("", max_length=WORDS_MAX)
    publish: tuple[DIGEST, ...] = Field((), max_length=50)
    head: CODE = ""
    kelurahan: CODE = ""
    category: CODE = ""
    opd: CODE = ""
    photo: bool = False
    covers: dict[DIGEST, tuple[PART, ...]] | None = None
    public_note: str | None = Field(None, max_length=NOTE_MAX)
    field: InTheField | None = None

    @property
    def choice(self) -> Choice:
        said = {name: getattr(self, name) for name in Choice.__slots__ if name not in {"id", "field"}}
        spot = Spot(**self.field.model_dump()) if self.field else None
        return Choice(**said, id=str(self.id or ""), field=spot)


class OneOfMany(Decision):
    """About which report."""

    report: UUID
    id: UUID


class Decisions(_Sent):
    decisions: tuple[OneOfMany, ...] = Field(min_length=1, max_length=MANY)


def read(model: type[Model], sent: bytes) -> Model:
    """Raises Unreadable."""
    try:
        return model.model_validate_json(sent)
    except ValidationError as error:
        faults = [Problem(".".join(map(str, e["loc"])), e["msg"]) for e in error.errors()]
        raise Unreadable(*faults) from error
