"""What Masdarling knows of Bontang from the first start on, and what phones are told of it."""

import json
from collections.abc import Callable

import pytest
from tinydb import TinyDB, where

from backend.city.city import City
from backend.city.register import Register
from tests.city.conftest import FailingBucket, MovingClock, renaming


def test_the_built_in_register_is_the_whole_city(register: Register) -> None:
    assert len(register.kelurahan) == 15
    assert {place.kecamatan for place in register.kelurahan.values()} == {
        "Bontang Utara",
        "Bontang Selatan",
        "Bontang Barat",
    }
    assert (len(register.groups), len(register.categories), len(register.opd)) == (9, 36, 17)
    assert register.boundaries is None


def test_everything_people_read_is_there_in_both_languages(register: Register) -> None:
    labels = [group.label for group in register.groups.values()]
    labels += [category.label for category in register.categories.values()]
    labels += [category.short for category in register.categories.values() if category.short]
    labels += [reason.label for reason in register.reasons.values()]
    labels += [question.label for category in register.categories.values() for question in category.questions]

    assert all(label.id.strip() and label.en.strip() for label in labels)


def test_every_group_and_category_has_an_icon_of_its_own(register: Register) -> None:
    icons = [group.icon for group in register.groups.values()]
    icons += [category.icon for category in register.categories.values()]

    assert all(icons)
    assert len(set(icons)) == len(icons)


def test_good_news_has_no_due_date_and_nothing_else_has_none(register: Register) -> None:
    good = {category.code for category in register.categories.values() if category.good_news}

    assert good == {"POS-01", "POS-02", "POS-03"}


def test_there_are_reasons_to_reject_and_to_ask(register: Register) -> None:
    assert {reason.verdict for reason in register.reasons.values()} == {"reject", "ask"}


def test_a_reason_belongs_to_its_verdict(city: City) -> None:
    assert city.knows_reason("reject", "unclear")
    assert not city.knows_reason("ask", "unclear")
    assert not city.knows_reason("reject", "because")


@pytest.mark.parametrize(
    ("category", "answers", "unknown"),
    [
        ("SMP-01", {"volume": "1 mobil pikap", "jenis": ["plastik", "lainnya"]}, ()),
        ("SMP-01", {"volume": "1 kapal"}, ("volume",)),
        ("SMP-01", {"volume": ["1 kantong"]}, ("volume",)),
        ("SMP-01", {"jenis": ["plastik", "emas"]}, ("jenis",)),
        ("SMP-01", {"jenis": "plastik"}, ("jenis",)),
        ("SMP-01", {"warna": "hijau", "volume": "1 kantong"}, ("warna",)),
        ("SMP-02", {"hari": 3, "bau": True}, ()),
        ("SMP-02", {"hari": True, "bau": 1}, ("hari", "bau")),
        ("UDR-01", {"mulai": "07:30", "arah": "NE"}, ()),
        ("UDR-01", {"mulai": "25:00", "arah": "kiri"}, ("mulai", "arah")),
        ("UDR-03", {"sumber": "pabrik"}, ()),
        ("UDR-03", {"sumber": {"a": 1}}, ("sumber",)),
        ("AIR-01", {"kedalaman": "lutut (30-50 cm)", "butuh_evakuasi": False}, ()),
        ("AIR-01", {"kedalaman": "mata kaki (<15 cm)", "butuh_evakuasi": True}, ("butuh_evakuasi",)),
        ("AIR-01", {"butuh_evakuasi": True}, ("butuh_evakuasi",)),
        ("SMP-05", {"menyala": True, "dekat": True}, ()),
        ("SMP-05", {"menyala": False, "dekat": True}, ("dekat",)),
        ("XXX-99", {"volume": "1 kantong"}, ("volume",)),
        ("XXX-99", {}, ()),
    ],
)
def test_an_answer_that_fits_no_question_of_today_is_named(
    city: City, category: str, answers: dict[str, object], unknown: tuple[str, ...]
) -> None:
    assert city.unknown_answers(category, answers, 1) == unknown


def test_answers_to_a_question_that_changed_fit_for_whoever_read_it_before(
    city: City, another_city: Callable[[], City], bucket: FailingBucket
) -> None:
    def ask_otherwise(tables: TinyDB) -> None:
        table = tables.table("categories")
        [row] = table.search(where("code") == "SMP-01")
        first = {**row["questions"][0], "options": ["sedikit", "banyak"]}
        table.update({"questions": [first, row["questions"][2]]}, where("code") == "SMP-01")

    city.change(ask_otherwise)
    started = another_city()
    before = {"volume": "1 kantong", "jenis": ["plastik"]}

    assert started.unknown_answers("SMP-01", before, 1) == ()
    assert started.unknown_answers("SMP-01", before, 2) == ("volume", "jenis")
    assert started.unknown_answers("SMP-01", {"volume": "banyak", "warna": "x"}, 1) == ("warna",)
    assert started.unknown_answers("SMP-01", before, 10**9) == ("volume", "jenis")
    asked = started.question("SMP-01", "jenis", 1)
    assert asked is not None
    assert asked.label.id == "Jenis sampah"
    bucket.away = True
    assert another_city().unknown_answers("SMP-01", {"warna": "x"}, 7) == ("warna",)


def test_phones_get_all_of_it_in_one_light_document(city: City, register: Register) -> None:
    data, _ = city.document()
    told = json.loads(data)

    assert told["version"] == 1
    assert [place["code"] for place in told["kelurahan"]] == list(register.kelurahan)
    assert [category["code"] for category in told["categories"]] == list(register.categories)
    assert set(told["boundaries"]["geometries"]) == set(register.kelurahan)
    assert told["boundaries"]["official"] is False
    fire = next(category for category in told["categories"] if category["code"] == "SMP-05")
    assert fire["questions"][1]["when"] == {"question": "menyala", "is": True}
    assert len(data) < 60_000


def test_the_documents_etag_changes_with_the_register_and_only_then(
    city: City, another_city: Callable[[], City], clock: MovingClock
) -> None:
    _, first = city.document()
    _, same = another_city().document()
    city.change(renaming("DLH", "Dinas Lain"))
    clock.advance(11)
    _, changed = city.document()

    assert first == same != changed
