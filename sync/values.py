"""The kinds of values a sealed report is made of; each says in plain English what it refuses."""

import base64
import binascii
import re
from datetime import UTC, datetime
from typing import Annotated, Any, TypeGuard

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field

THUMB_BYTES_MAX = 12 * 1024
ANSWER_CHARACTERS_MAX = 2_000
ANSWER_CHOICES_MAX = 50
EXACT_NUMBER_MAX = 2**53
"""Beyond, a number in JavaScript is not exact any more."""
CLOCKS = (datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC))
"""A phone's clock may be decades off. Beyond these a time cannot be shown in every zone."""

_UNSPEAKABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
"""What neither XML nor a spreadsheet can hold."""
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""What turns the direction of all that follows, so that words read as others."""
_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})"
)
"""RFC 3339."""


def _plain(text: str) -> str:
    if _UNSPEAKABLE.search(text):
        raise ValueError("has control characters")
    return _TURNS.sub("", text) or text  # not nothing: what was taken before stays readable


def _rfc3339(text: object) -> object:
    if not isinstance(text, str) or not _TIME.fullmatch(text):
        raise ValueError("is not a time with its offset, like 2026-11-23T08:15:04+08:00")
    return datetime.fromisoformat(text)


def _of_our_days(moment: datetime) -> datetime:
    if not CLOCKS[0] <= moment <= CLOCKS[1]:
        raise ValueError("is not a time between 1970 and 2200")
    return moment


def _jpeg(text: object) -> object:
    """The bytes of a thumbnail; none when the phone could not draw one."""
    if not isinstance(text, str):
        raise ValueError("is not base64")  # noqa: TRY004 - pydantic lists ValueErrors only
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as cause:
        raise ValueError("is not base64") from cause
    if len(data) > THUMB_BYTES_MAX:
        raise ValueError(f"has {len(data)} bytes, {THUMB_BYTES_MAX} are allowed")
    if data and not data.startswith(b"\xff\xd8\xff"):
        raise ValueError("is not a JPEG")
    return data


def _answer(value: object) -> object:
    """What a question can be answered with: text, a number, yes or no, or several choices."""
    if isinstance(value, str):
        if len(value) > ANSWER_CHARACTERS_MAX:
            raise ValueError(f"is longer than {ANSWER_CHARACTERS_MAX} characters")
        return _plain(value)
    if isinstance(value, int | float):
        if not abs(value) <= EXACT_NUMBER_MAX:  # put so that NaN is refused too
            raise ValueError("is too large a number, or none")
        return value
    if _are_choices(value):
        return [_answer(choice) for choice in value]
    raise ValueError("is neither text, a number, true or false, nor a list of choices")


def _are_choices(value: object) -> TypeGuard[list[str]]:
    return (
        isinstance(value, list)
        and len(value) <= ANSWER_CHOICES_MAX
        and all(isinstance(choice, str) for choice in value)
    )


Text = Annotated[str, AfterValidator(_plain)]
Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$")]
Number = Annotated[float, Field(ge=0, le=EXACT_NUMBER_MAX)]
Moment = Annotated[AwareDatetime, AfterValidator(_of_our_days), BeforeValidator(_rfc3339)]
Uuid7 = Annotated[
    str, Field(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")
]
Pixels = Annotated[int, Field(ge=1, le=100_000)]
Answer = Annotated[Any, AfterValidator(_answer)]
Thumb = Annotated[bytes, BeforeValidator(_jpeg)]
