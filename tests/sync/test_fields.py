"""Header fields (RFC 9651)."""

import base64
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync import fields


@pytest.mark.parametrize(
    ("text", "number"), [("0", 0), (" 65536 ", 65536), ("9" * 15, 10**15 - 1), ("007", 7)]
)
def test_a_whole_number_is_read(text: str, number: int) -> None:
    assert fields.integer(text) == number


@pytest.mark.parametrize(("text", "truth"), [("?0", False), ("?1", True), (" ?1 ", True)])
def test_yes_and_no_are_read(text: str, truth: bool) -> None:
    assert fields.boolean(text) is truth


@pytest.mark.parametrize("text", ["", "-1", "+1", "1.0", "1e3", "0x10", "9" * 16, "٣", "1;a", "1,2", "?1"])
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="whole number"):
        fields.integer(text)


@pytest.mark.parametrize("text", ["", "1", "true", "?2", "?10", "? 1", "?1, ?0"])
def test_what_is_neither_yes_nor_no_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="neither"):
        fields.boolean(text)


KEYS = st.from_regex(r"[a-z*][a-z0-9_.*-]{0,10}", fullmatch=True)


@given(st.dictionaries(KEYS, st.binary(max_size=40), min_size=1))
def test_a_dictionary_of_bytes_is_read_back(digests: dict[str, bytes]) -> None:
    text = ", ".join(f"{key}=:{base64.b64encode(data).decode()}:" for key, data in digests.items())

    assert fields.byte_sequences(text) == digests


@pytest.mark.parametrize("read", [fields.integer, fields.boolean, fields.byte_sequences])
@given(text=st.text(max_size=60))
def test_noise_in_a_header_is_read_or_refused_and_nothing_else(
    read: Callable[[str], object], text: str
) -> None:
    try:
        found = read(text)
    except ValueError as refused:
        found = str(refused)

    assert found is not None
