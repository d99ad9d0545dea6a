"""What residents read of where something is."""

import pytest

from backend.reports import coarse


@pytest.mark.parametrize(
    ("typed", "told"),
    [("7", "007"), (" 12 ", "012"), ("RT 019", "019"), ("rt.5", "005"), ("120", "120")]
    + [(odd, None) for odd in ("", "0", "1234", "Pak Budi", "12a", "7/2", "٣", None)],
)
def test_an_rt_is_told_as_three_digits_and_anything_else_could_be_a_name(
    typed: str | None, told: str | None
) -> None:
    assert coarse.numbered(typed) == told


def test_the_rt_stands_beside_the_cell_but_of_a_sensitive_category_never_both() -> None:
    told = {each: coarse.shown(None, "7", each)["rt"] for each in ("no", "rt", "kelurahan")}

    assert told == {"no": "007", "rt": "007", "kelurahan": None}
