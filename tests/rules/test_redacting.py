"""What leads to somebody is taken out of what residents read; of it only the kind is remembered."""

import pytest

from backend.reports import published
from backend.reports.redacting import kinds
from tests.rules.town import Register, Town, a_picture

PICTURE = a_picture(seed=1)
PHONE, NIK = "0812-3456-7890", "6474031203990001"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (f"Hubungi {PHONE} ya", ("phone",)),
        ("wa +62 812 3456 7890", ("phone",)),
        (f"NIK saya {NIK}", ("nik",)),
        ("NIK 6474 0312 0399 0001, telepon 081234567890", ("nik", "phone")),
        ("budi@contoh.id", ("email",)),
        ("rekening 123 456 7890", ("number",)),
        ("RT 19, sejak 23-11-2026, 3 mobil", ()),
    ],
)
def test_what_looks_like_a_number_of_somebody_is_named(words: str, found: tuple[str, ...]) -> None:
    assert kinds(words) == found


def test_residents_read_the_words_a_reviewer_let_through(town: Town) -> None:
    parcel = town.has(PICTURE, note=f"Pak Budi membuang di sini, {PHONE}")

    report = town.decides(parcel, "verify", public_note="Seseorang membuang di sini")

    assert published.full(report, Register())["note"] == "Seseorang membuang di sini"
    assert published.brief(report, Register())["excerpt"] == "Seseorang membuang di sini"


def test_words_emptied_by_a_reviewer_are_not_the_senders_again(town: Town) -> None:
    report = town.decides(town.has(PICTURE, note="Pak Budi"), "verify", public_note="")

    assert published.full(report, Register())["note"] == ""


def test_a_number_a_reviewer_overlooked_is_masked_all_the_same(town: Town) -> None:
    report = town.decides(town.has(PICTURE, note="x"), "verify", public_note=f"Telepon {PHONE}")

    assert published.full(report, Register())["note"] == "Telepon •••"


@pytest.mark.parametrize(
    ("note", "shown", "kept"),
    [
        (f"Hubungi {PHONE}, NIK {NIK}", "Hubungi", "nik phone"),
        ("Pak Budi membuang", "Seseorang membuang", "words"),
        ("Menumpuk", "Menumpuk", ""),
    ],
)
def test_the_history_remembers_what_kind_was_taken_out_and_not_the_text(
    town: Town, note: str, shown: str, kept: str
) -> None:
    step = town.decides(town.has(PICTURE, note=note), "verify", public_note=shown).steps[-1]

    assert step.detail["redacted"] == kept
    assert not any(secret in str(step.detail) for secret in (PHONE, NIK, "Budi"))
