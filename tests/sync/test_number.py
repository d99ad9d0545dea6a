"""The number by which people follow a report."""

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync import number
from sync.number import ALPHABET


def drawn(characters: str) -> str:
    """The number whose random part is this."""
    left = iter(characters)
    return number.make(lambda _: ALPHABET.index(next(left)))


NUMBERS = st.text(ALPHABET, min_size=7, max_size=7).map(drawn)


def test_numbers_differ_and_use_the_whole_alphabet() -> None:
    made = {number.make(secrets.randbelow) for _ in range(500)}

    assert len(made) == 500
    assert {character for one in made for character in one[3:].replace("-", "")} == set(ALPHABET)


@pytest.mark.parametrize(
    "known", ["MD-7F3K-Q2W1", "MD-0000-0000", "MD-0000-0012", "MD-ZZZZ-ZZZC", "MD-1234-567Y"]
)
def test_numbers_on_paper_stay_good_for_years(known: str) -> None:
    assert number.read(known) == known
    assert drawn(known[3:7] + known[8:11]) == known


@pytest.mark.parametrize(
    "typed",
    [
        "md-7f3k-q2w1",
        "7F3KQ2W1",
        " MD 7F3K Q2W1 ",
        "md7f3kq2wI",
        "MD-7F3K-Q2Wl",
        "7f3k-q2w1",
        "M D-7F3KQ2W-1",
    ],
)
def test_a_number_is_read_however_it_is_typed(typed: str) -> None:
    assert number.read(typed) == "MD-7F3K-Q2W1"


def test_the_letter_o_is_read_as_zero() -> None:
    assert number.read("MD-oO0o-OO12") == "MD-0000-0012"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "MD",
        "MD-7F3K-Q2W",
        "MD-7F3K-Q2W12",
        "XX-7F3K-Q2W1",
        "MD-7F3K-Q2U1",
        "MD-7F3K-Q2W٣",
        "é" * 8,
        "7F3K_Q2W",
    ],
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="not a report number"):
        number.read(typed)


@given(NUMBERS, st.integers(0, 7), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_noticed(good: str, place: int, other: str) -> None:
    plain = good[3:].replace("-", "")
    mistyped = plain[:place] + other + plain[place + 1 :]

    assert is_good(mistyped) is (mistyped == plain)


@given(NUMBERS, st.integers(0, 7), st.integers(0, 7))
def test_any_two_characters_that_changed_places_are_always_noticed(good: str, one: int, two: int) -> None:
    plain = list(good[3:].replace("-", ""))
    swapped = plain.copy()
    swapped[one], swapped[two] = plain[two], plain[one]

    assert is_good("".join(swapped)) is (swapped == plain)


def is_good(typed: str) -> bool:
    try:
        number.read(typed)
    except ValueError:
        return False
    return True
