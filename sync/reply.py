"""What a phone seals when its person answers a reviewer's question (protocol v1, part 4).

Called a reply in the code: `answers` are those to the questions of a category.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Self

from pydantic import Field, ValidationError, model_validator

from sync import digest
from sync.envelope import Promise, promise_of
from sync.problem import Problem, Unreadable
from sync.values import Moment, Text, Uuid7
from sync.words import NOTE_MAX, PromisedPhoto, Strict, all_different, each_name_once, problems_of

REPLY_BYTES_MAX = 64 * 1024
PHOTOS_MAX = 2


class ReplyWords(Strict):
    """The document itself."""

    v: Annotated[int, Field(ge=1, le=1)]
    id: Uuid7
    report: Uuid7
    words: Annotated[Text, Field(max_length=NOTE_MAX)] = ""
    answered_at: Moment
    photos: Annotated[list[PromisedPhoto], Field(max_length=PHOTOS_MAX)]

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        all_different(self.photos)
        if not self.words.strip() and not self.photos:
            raise ValueError("needs words or a photo")
        return self


@dataclass(frozen=True, slots=True)
class Reply:
    """One sealed answer. `sealed` are the very bytes the phone sent, `digest` their SHA-256 in hex."""

    id: str
    report: str
    sealed: bytes
    digest: str
    words: str
    answered_at: datetime
    photos: tuple[Promise, ...]


def open_reply(report_id: str, reply_id: str, sealed: bytes, *, content_digest: str | None) -> Reply:
    """Read the sealed bytes of an answer to the question about report `report_id`.

    Raises Unreadable, or digest.DigestMismatch when the header is absent or names other bytes.
    """
    digest.checked(sealed, content_digest)
    if len(sealed) > REPLY_BYTES_MAX:
        raise Unreadable(Problem("body", f"is larger than {REPLY_BYTES_MAX} bytes"))
    reply = reopen_reply(sealed)
    each_name_once(sealed)
    named = {"id": (reply.id, reply_id), "report": (reply.report, report_id)}
    if wrong := [name for name, (said, asked) in named.items() if said != asked]:
        raise Unreadable(*(Problem(name, "is not the id in the address") for name in wrong))
    return reply


def reopen_reply(sealed: bytes) -> Reply:
    """An answer that was opened before, read back from where it is kept. Raises Unreadable."""
    try:
        said = ReplyWords.model_validate_json(sealed)
    except ValidationError as error:
        raise Unreadable(*problems_of(error)) from error
    return Reply(
        id=said.id,
        report=said.report,
        sealed=sealed,
        digest=digest.sha256(sealed),
        words=said.words,
        answered_at=said.answered_at,
        photos=tuple(map(promise_of, said.photos)),
    )
