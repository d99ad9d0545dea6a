"""What the server reads out of the bytes a phone has sealed."""

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.digest import DigestMismatch
from sync.envelope import BODY_BYTES_MAX, Place, Unreadable, open_envelope, reopen
from tests.sync.making import ID, OTHER_ID, a_place, a_promise, opened, sealed, words


def problems(**how: Any) -> dict[str, str]:
    """What is said about each field of words that are refused."""
    with pytest.raises(Unreadable) as refused:
        opened(**how)
    return {problem.field: problem.problem for problem in refused.value.problems}


def test_a_report_is_read_as_it_was_sealed() -> None:
    body = sealed()

    envelope = opened(body)

    assert envelope.sealed == body
    assert (envelope.id, envelope.category, envelope.note) == (ID, "SMP-01", "Menumpuk di belakang pasar")
    assert envelope.answers == {"volume": "1 mobil pikap"}
    assert (envelope.identity, envelope.kelurahan, envelope.rt) == ("named", "64.74.03.1002", "19")
    assert envelope.where == Place(0.1366, 117.4526, 12, "gps", 4)
    assert envelope.captured_at == datetime(2026, 11, 23, 8, 15, 4, tzinfo=timezone(timedelta(hours=8)))
    assert (envelope.register, envelope.supersedes) == (7, None)


def test_a_promised_photo_is_read_with_its_tiny_picture() -> None:
    [photo] = opened().photos

    assert (photo.sha256, photo.size, photo.type) == (f"{1:064x}", 284_113, "image/jpeg")
    assert (photo.width, photo.height) == (1600, 1200)
    assert photo.taken_at == datetime(2026, 11, 23, 0, 14, 50, tzinfo=UTC)
    assert photo.thumb == b"\xff\xd8\xff\xe0 a tiny picture \xff\xd9"


def test_photos_keep_their_order() -> None:
    envelope = opened(photos=[a_promise(seed) for seed in (3, 1, 2)])

    assert [int(photo.sha256, 16) for photo in envelope.photos] == [3, 1, 2]


def test_what_may_be_null_may_be_left_out() -> None:
    needed = {"v", "id", "category", "identity", "captured_at", "register", "photos"}
    least = {name: value for name, value in words().items() if name in needed}
    least["photos"] = [{"sha256": "a" * 64, "size": 1, "type": "image/heic"}]

    envelope = opened(json.dumps(least).encode())

    assert (envelope.where, envelope.kelurahan, envelope.rt, envelope.supersedes) == (None, None, None, None)
    assert (envelope.note, envelope.answers) == ("", {})
    assert (envelope.photos[0].taken_at, envelope.photos[0].width, envelope.photos[0].thumb) == (
        None,
        None,
        b"",
    )


@pytest.mark.parametrize("name", ["v", "id", "category", "identity", "captured_at", "register", "photos"])
def test_what_is_needed_is_named_when_it_is_missing(name: str) -> None:
    without = {key: value for key, value in words().items() if key != name}

    assert problems(body=json.dumps(without).encode()) == {name: "Field required"}


def test_everything_wrong_is_named_at_once() -> None:
    found = problems(
        category="a b", note=7, where=a_place(lat=91), photos=[a_promise(), a_promise(2, size=0, width=0.5)]
    )

    assert set(found) == {"category", "note", "where.lat", "photos.1.size", "photos.1.width"}


WRONG: list[tuple[str, Any, str]] = [
    ("v", 2, "v"),
    ("v", "1", "v"),
    ("v", True, "v"),
    ("id", OTHER_ID, "id"),
    ("id", ID.upper(), "id"),
    ("id", ID.replace("-7", "-4", 1), "id"),
    ("id", ID.replace("-8a", "-ca", 1), "id"),
    ("category", "", "category"),
    ("category", "../../etc", "category"),
    ("category", "SMP-01\n", "category"),
    ("answers", [], "answers"),
    ("answers", {"two words": "x"}, "answers.two words.[key]"),
    ("answers", {str(n): n for n in range(41)}, "answers"),
    ("answers", {"volume": {"a": 1}}, "answers.volume"),
    ("answers", {"volume": None}, "answers.volume"),
    ("answers", {"volume": ["a", 1]}, "answers.volume"),
    ("answers", {"volume": ["a"] * 51}, "answers.volume"),
    ("answers", {"volume": ["\x00"]}, "answers.volume"),
    ("answers", {"volume": "x" * 2_001}, "answers.volume"),
    ("answers", {"volume": "bell \x07"}, "answers.volume"),
    ("answers", {"depth": 1e300}, "answers.depth"),
    ("answers", {"depth": -(10**400)}, "answers.depth"),
    ("note", None, "note"),
    ("note", "x" * 2_001, "note"),
    ("note", "end\x00", "note"),
    ("note", "\x0b", "note"),
    ("note", "\uffff", "note"),
    ("identity", "somebody", "identity"),
    ("where", [0.1, 117.4], "where"),
    ("where", a_place(lat=-90.01), "where.lat"),
    ("where", a_place(lon=180.01), "where.lon"),
    ("where", a_place(lat="0.1"), "where.lat"),
    ("where", a_place(lat=None), "where"),
    ("where", a_place(lon=None), "where"),
    ("where", a_place(lat=None, lon=None), "where"),
    ("where", a_place(source="none"), "where"),
    ("where", a_place(source="wifi"), "where.source"),
    ("where", a_place(accuracy_m=-1), "where.accuracy_m"),
    ("where", a_place(fix_age_s=-1), "where.fix_age_s"),
    ("where", a_place(altitude=3), "where.altitude"),
    ("kelurahan", "64.74.03.10020", "kelurahan"),
    ("kelurahan", "٦٤.74.03.1002", "kelurahan"),
    ("kelurahan", "../../../x", "kelurahan"),
    ("rt", "", "rt"),
    ("rt", 19, "rt"),
    ("rt", "12345678901", "rt"),
    ("captured_at", "2026-11-23T08:15:04", "captured_at"),
    ("captured_at", "2026-11-23", "captured_at"),
    ("captured_at", "1795392904", "captured_at"),
    ("captured_at", 1795392904, "captured_at"),
    ("captured_at", None, "captured_at"),
    ("captured_at", "2026-13-23T08:15:04+08:00", "captured_at"),
    ("captured_at", "0001-01-01T00:00:00+08:00", "captured_at"),
    ("captured_at", "9999-12-31T23:59:59-23:59", "captured_at"),
    ("captured_at", "2026-11-23T08:15:04+24:00", "captured_at"),
    ("register", -1, "register"),
    ("register", 2**31, "register"),
    ("register", 7.5, "register"),
    ("supersedes", "0198", "supersedes"),
    ("photos", None, "photos"),
    ("photos", [a_promise(seed) for seed in range(6)], "photos"),
    ("photos", [a_promise(1), a_promise(2), a_promise(1)], "photos"),
    ("photos", [a_promise(sha256="A" * 64)], "photos.0.sha256"),
    ("photos", [a_promise(sha256="a" * 63)], "photos.0.sha256"),
    ("photos", [a_promise(size=12 * 1024 * 1024 + 1)], "photos.0.size"),
    ("photos", [a_promise(type="text/html")], "photos.0.type"),
    ("photos", [a_promise(type="image/svg+xml; charset=utf-8")], "photos.0.type"),
    ("photos", [a_promise(height=-4)], "photos.0.height"),
    ("photos", [a_promise(taken_at="now")], "photos.0.taken_at"),
    ("photos", [a_promise(thumb="not base64!")], "photos.0.thumb"),
    ("photos", [a_promise(thumb="/9j")], "photos.0.thumb"),
    ("photos", [a_promise(thumb="é")], "photos.0.thumb"),
    ("photos", [a_promise(thumb=5)], "photos.0.thumb"),
    ("photos", [a_promise(thumb="iVBORw0KGgo=")], "photos.0.thumb"),
    ("photos", [a_promise(thumb="/9j/" + "AAAA" * 4096)], "photos.0.thumb"),
    ("photos", [a_promise(name="IMG_0001.jpg")], "photos.0.name"),
    ("nik", "6474…", "nik"),
]


@pytest.mark.parametrize(("name", "value", "field"), WRONG)
def test_what_breaks_the_contract_is_refused_by_name(name: str, value: object, field: str) -> None:
    assert set(problems(**{name: value})) == {field}


RIGHT: list[tuple[str, Any]] = [
    ("note", ""),
    ("note", "x" * 2_000),
    ("note", "💧" * 2_000),
    ("note", "two\nlines\tand\r\nmore, مرحبا"),
    ("answers", {"a": True, "b": 3, "c": 1.5, "d": ["x", "y"], "e": [], "f": "06:30", "g": -(2**53)}),
    ("answers", {str(n): n for n in range(40)}),
    ("answers", {"volume": "x" * 2_000, "jenis": ["a"] * 50}),
    ("where", None),
    ("where", {"source": "none"}),
    ("where", a_place(source="none", lat=None, lon=None, accuracy_m=None, fix_age_s=None)),
    ("where", a_place(source="pin", accuracy_m=None, fix_age_s=None)),
    ("where", a_place(lat=-90, lon=180, accuracy_m=0, fix_age_s=0)),
    ("kelurahan", None),
    ("rt", "1234567890"),
    ("captured_at", "1970-01-01T08:00:00+08:00"),
    ("captured_at", "2031-12-31T23:59:59.123456789Z"),
    ("supersedes", OTHER_ID),
    ("register", 0),
    ("photos", []),
    ("photos", [a_promise(seed) for seed in range(5)]),
    ("photos", [a_promise(size=12 * 1024 * 1024, type="application/octet-stream")]),
    ("photos", [a_promise(size=1, width=None, height=None, taken_at=None, thumb=None)]),
    ("photos", [a_promise(thumb="")]),
    ("photos", [a_promise(thumb="/9j/" + "AAAA" * 4095)]),
]


@pytest.mark.parametrize(("name", "value"), RIGHT)
def test_what_an_honest_phone_may_say_is_read(name: str, value: Any) -> None:
    assert opened(**{name: value}).id == ID


@pytest.mark.parametrize("where", [None, {"source": "none"}])
def test_a_report_without_a_point_has_no_place(where: object) -> None:
    assert opened(where=where).where is None


def test_what_turns_the_direction_of_words_is_taken_from_older_phones_and_read_without_it() -> None:
    turning = "foto\u202egpj.exe\u202c"

    envelope = opened(note=turning, rt="\u202e", answers={"jenis": ["\u2066plastik\u2069"]})

    assert (envelope.note, envelope.answers) == ("fotogpj.exe", {"jenis": ["plastik"]})
    assert turning.encode() in envelope.sealed
    assert reopen(envelope.sealed) == envelope


NOT_JSON = [b"", b"{", b"[]", b"null", b"\xff\xfe{}", b"\xef\xbb\xbf{}", b'{"note": "\xff"}', b"[" * 100_000]


@pytest.mark.parametrize("body", NOT_JSON, ids=repr)
def test_what_is_no_json_object_is_refused(body: bytes) -> None:
    assert set(problems(body=body)) == {"body"}


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "nan"])
def test_a_number_that_is_none_is_refused(number: str) -> None:
    for name in ("where.accuracy_m", "answers.depth"):
        body = (
            sealed(where=a_place(accuracy_m="HERE"), answers={})
            if "where" in name
            else sealed(answers={"depth": "HERE"})
        )

        found = problems(body=body.replace(b'"HERE"', number.encode()))

        assert set(found) in ({name}, {"body"})


def test_half_a_character_is_refused() -> None:
    body = sealed(note="HERE").replace(b"HERE", rb"\ud83d")

    assert set(problems(body=body)) == {"body"}


DOUBLED = {
    "note": sealed().replace(b'"note":', b'"note": "first", "note":'),
    "volume": sealed().replace(b'"volume":', b'"volume": "first", "volume":'),
    "sha256": sealed().replace(b'"sha256":', b'"sha256": "first", "sha256":'),
    "lat": sealed().replace(b'"lat":', rb'"l\u0061t": 3, "lat":'),
}


@pytest.mark.parametrize("name", DOUBLED)
def test_a_name_given_twice_is_refused_because_two_readers_may_read_two_reports(name: str) -> None:
    assert problems(body=DOUBLED[name]) == {name: "is there twice"}


def test_a_hostile_body_gets_no_long_answer() -> None:
    found = problems(**{f"{n:x<200}": n for n in range(100, 500)})

    assert len(found) == 20
    assert all(len(field) < 80 for field in found)


def test_a_hostile_body_of_doubled_names_gets_no_long_answer() -> None:
    doubled = "".join(f'"{n:x<200}": 1, "{n:x<200}": 2, ' for n in range(100, 200))
    body = sealed(answers={"a": 1}).replace(b'"a": 1', doubled.encode() + b'"a": 1')

    assert len(problems(body=body)) <= 20


def test_a_body_above_the_limit_is_refused() -> None:
    body = sealed()
    largest = body + b" " * (BODY_BYTES_MAX - len(body))

    assert opened(largest).id == ID
    assert set(problems(body=largest + b" ")) == {"body"}


@pytest.mark.parametrize("header", [None, "", "sha-256=:AAAA:"])
def test_bytes_without_their_digest_are_not_read(header: str | None) -> None:
    with pytest.raises(DigestMismatch):
        open_envelope(ID, sealed(), content_digest=header)


def test_a_kept_report_opens_again_as_it_was() -> None:
    envelope = opened(photos=[a_promise(1), a_promise(2)])

    assert reopen(envelope.sealed) == envelope


def test_reopening_does_not_take_rubbish_for_a_report() -> None:
    with pytest.raises(Unreadable, match="category"):
        reopen(sealed(category="?"))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def told(body: bytes) -> list[str]:
    """What became of the bytes: they were read, or these problems were found."""
    try:
        return [opened(body).note or "read"]
    except Unreadable as refused:
        return [problem.problem for problem in refused.problems]


@given(st.sampled_from(sorted(words())), JSON)
def test_whatever_stands_in_a_field_it_is_read_or_refused_in_words(name: str, value: object) -> None:
    body = json.dumps(words(**{name: value})).encode()

    assert all(told(body))
    assert told(body)


@given(st.binary(max_size=200))
def test_whatever_bytes_come_they_are_refused_in_words(noise: bytes) -> None:
    with pytest.raises(Unreadable):
        opened(noise)
