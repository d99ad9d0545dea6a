"""Passwords that are among the first anybody tries are refused."""

import pytest

from backend.people import passwords


@pytest.mark.parametrize(
    "password",
    [
        "password12345",
        "Password!2026",
        "katasandi1234",
        "123456789012",
        "081234567890",
        "aaaaaaaaaaaa",
        "qwertyuiop12",
        "bontang bontang",
        "Masdarling2026!",
        "raniwulandari",
        "rani wulandari 1990",
        "admin admin admin",
        "selamat datang",
    ],
)
def test_what_is_tried_first_is_refused(password: str) -> None:
    with pytest.raises(passwords.Guessable):
        passwords.demand_good(password, login="rani", name="Rani Wulandari")


@pytest.mark.parametrize(
    "password", ["sungai bontang jernih", "x7!kQ-92pLm#", "empat ekor bekantan", "ñandú añejo gris"]
)
def test_a_few_words_of_one_s_own_are_welcome(password: str) -> None:
    passwords.demand_good(password, login="rani", name="Rani Wulandari")


def test_a_short_one_is_too_short_whatever_it_holds() -> None:
    with pytest.raises(passwords.Weak):
        passwords.demand_good("x7!kQ-92pLm")
