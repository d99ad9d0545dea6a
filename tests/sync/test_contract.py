"""The examples both ends are tested with: here the server, in pwa/outbox/contract.test.mjs the phone."""

import json
from pathlib import Path
from typing import Any

import pytest

from backend.routes.errors import TABLE
from sync import number
from sync.archive import Document
from sync.envelope import Unreadable, open_envelope
from sync.reply import ReplyWords, open_reply
from sync.upload import BadChunk, ElsewhereNow, Growth
from sync.words import PromisedPhoto, Where, Words

CONTRACT = Path(__file__).parents[2] / "sync" / "contract"
WORDS, ANSWERS, CHUNKS, NUMBERS, REPLIES = (
    json.loads((CONTRACT / f"{name}.json").read_text())
    for name in ("words", "answers", "chunks", "numbers", "replies")
)
OURS = {answer.type: answer for answer in TABLE.values()}


def opens(case: dict[str, Any]) -> Any:
    return open_envelope(WORDS["id"], case["sealed"].encode(), content_digest=case["content_digest"])


@pytest.mark.parametrize("case", WORDS["read"], ids=lambda case: case["what"])
def test_words_that_keep_to_the_contract_are_read(case: dict[str, Any]) -> None:
    assert opens(case).digest == case["digest"]


@pytest.mark.parametrize("case", WORDS["refused"], ids=lambda case: case["what"])
def test_words_that_break_it_are_refused_by_name(case: dict[str, Any]) -> None:
    with pytest.raises(Unreadable) as refused:
        opens(case)

    assert sorted(problem.field for problem in refused.value.problems) == case["fields"]


def replies_with(case: dict[str, Any]) -> Any:
    ids = REPLIES["report"], REPLIES["id"]
    return open_reply(*ids, case["sealed"].encode(), content_digest=case["content_digest"])


@pytest.mark.parametrize("case", REPLIES["read"], ids=lambda case: case["what"])
def test_an_answer_to_a_question_that_keeps_to_the_contract_is_read(case: dict[str, Any]) -> None:
    assert replies_with(case).digest == case["digest"]


@pytest.mark.parametrize("case", REPLIES["refused"], ids=lambda case: case["what"])
def test_an_answer_to_a_question_that_breaks_it_is_refused_by_name(case: dict[str, Any]) -> None:
    with pytest.raises(Unreadable) as refused:
        replies_with(case)

    assert sorted(problem.field for problem in refused.value.problems) == case["fields"]


@pytest.mark.parametrize("case", CHUNKS["chunks"], ids=lambda case: case["what"])
def test_chunks_are_taken_sent_elsewhere_or_refused(case: dict[str, Any]) -> None:
    assert outcome(case) == case["outcome"]


def outcome(case: dict[str, Any]) -> str:
    photo = Growth(case["size"], case["standing"])
    try:
        photo.takes(offset=case["offset"], length=case["length"], last=case["last"])
    except ElsewhereNow:
        return "elsewhere"
    except BadChunk:
        return "refused"
    return "taken"


@pytest.mark.parametrize(("typed", "kept"), NUMBERS["good"])
def test_a_number_is_read_however_it_is_typed(typed: str, kept: str) -> None:
    assert number.read(typed) == kept


@pytest.mark.parametrize("typed", NUMBERS["bad"])
def test_a_mistyped_number_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="not a report number"):
        number.read(typed)


@pytest.mark.parametrize(
    "case", [*ANSWERS["words"], *ANSWERS["reply"], *ANSWERS["chunk"]], ids=lambda case: case["what"]
)
def test_problems_the_phone_is_tested_with_are_those_the_server_gives(case: dict[str, Any]) -> None:
    kind = ((case["body"] or {}).get("type") or "").rpartition(":")[2]

    given = OURS.get(kind)

    assert given is None or (given.status, given.title) == (case["status"], case["body"]["title"])
    assert given or kind in {"", "fault", "request-entity-too-large"}


PROTOCOL = (CONTRACT.parents[1] / "docs" / "protocol.md").read_text()
MEMBERS = {
    *(field.alias or name for name, field in Words.model_fields.items()),
    *(f"photos[].{name}" for name in PromisedPhoto.model_fields),
    *Where.model_fields,
    *ReplyWords.model_fields,
}


@pytest.mark.parametrize("member", sorted(MEMBERS - {"photos[].height"}))
def test_every_member_is_explained_in_the_protocol(member: str) -> None:
    assert f"`{member}`" in PROTOCOL


@pytest.mark.parametrize("key", sorted(Document.model_fields))
def test_every_member_of_an_archive_document_is_named_in_the_protocol(key: str) -> None:
    assert f"`{key}`" in PROTOCOL.partition("**The archive document**")[2]
