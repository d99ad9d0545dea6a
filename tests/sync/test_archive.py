"""How a report lies in the bucket."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from sync.archive import ArchivedPhoto, ArchivedStep, Document, NotAnArchive, dump, load

NOON = datetime(2026, 11, 23, 4, 0, 0, 123_456, tzinfo=UTC)


def a_document(**changes: Any) -> Document:
    facts: dict[str, Any] = {
        "id": "0198",
        "number": "MD-7F3K-Q2W1",
        "digest": "ab",
        "sealed": '{"note":  "spaces and\\u0020escapes stay, é too"}',
        "sender": ("phone-1", None),
        "kelurahan": "64.74.03.1002",
        "received_at": NOON,
        "captured_estimate": NOON,
        "complete_at": None,
        "stored_at": None,
        "flags": ("near_border",),
        "custody": "partial",
        "steps": (ArchivedStep(state="received", by=("sender", "phone-1", ""), at=NOON, words="Ya\n"),),
        "photos": (ArchivedPhoto(sha256="cd", unusable="not a picture"),),
    }
    return Document(**facts | changes)


def test_a_document_is_read_back_as_it_was_written() -> None:
    document = a_document()

    assert load(dump(document)) == document


def test_the_sealed_words_stand_in_it_byte_for_byte() -> None:
    document = a_document()

    assert json.loads(dump(document))["sealed"] == document.sealed


def test_what_a_later_program_adds_is_read_over() -> None:
    later = json.loads(dump(a_document()))
    later["weather"] = "rain"
    later["steps"][0]["mood"] = "hopeful"
    later["photos"][0]["likeness"] = 3

    assert load(json.dumps(later).encode()) == a_document()


@pytest.mark.parametrize("version", [0, 2, "1", None])
def test_a_document_of_another_version_is_refused_in_words(version: object) -> None:
    other = json.loads(dump(a_document())) | {"archive": version}

    with pytest.raises(
        NotAnArchive, match=f"version {version!r} of the archive and this program reads version 1"
    ):
        load(json.dumps(other).encode())


@pytest.mark.parametrize(
    "data", [b"", b"\xff", b"[]", b"{}", b"null", b"3", b'"archive"', b"[" * 100_000], ids=repr
)
def test_other_bytes_are_no_document(data: bytes) -> None:
    with pytest.raises(NotAnArchive, match="not a report's document"):
        load(data)


@pytest.mark.parametrize(
    "change",
    [
        {"steps": []},
        {"received_at": "2026-11-23T04:00:00"},
        {"sealed": None},
        {"custody": "lost"},
        {"sender": "phone-1"},
    ],
)
def test_a_document_that_lacks_something_is_refused(change: dict[str, object]) -> None:
    broken = json.loads(dump(a_document())) | change

    with pytest.raises(NotAnArchive, match="1 of its members"):
        load(json.dumps(broken).encode())
