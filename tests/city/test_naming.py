"""Who types the name of a kelurahan, with slips, finds it."""

import pytest

from backend.city.naming import meant
from backend.city.register import Register


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Gunung Telihan", "Gunung Telihan"),
        ("gunung telihan", "Gunung Telihan"),
        ("Kel. Gunung Telihan RT 12", "Gunung Telihan"),
        ("telihan", "Gunung Telihan"),
        ("gunung telian", "Gunung Telihan"),
        ("gunungtelihna", "Gunung Telihan"),
        ("BK", "Bontang Kuala"),
        ("Loktuan", "Lok Tuan"),
        ("lok twan", "Lok Tuan"),
        ("Berebas Tengah", "Berbas Tengah"),
        ("kannan", "Kanaan"),
        ("apiapi", "Api-Api"),
        ("tanjung laut", "Tanjung Laut"),
    ],
)
def test_a_name_is_found_however_it_is_written(register: Register, said: str, name: str) -> None:
    found = meant(said, register.kelurahan)

    assert [register.kelurahan[code].name for code in found] == [name]


def test_a_part_of_several_names_means_each_of_them(register: Register) -> None:
    found = meant("berbas", register.kelurahan)

    assert {register.kelurahan[code].name for code in found} == {"Berbas Tengah", "Berbas Pantai"}


@pytest.mark.parametrize("said", ["", "x", "Balikpapan", "12345", "<script>", "\x00", "ق" * 60])
def test_what_is_like_no_name_means_none(register: Register, said: str) -> None:
    assert meant(said, register.kelurahan) == ()
