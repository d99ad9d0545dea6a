"""What a reviewer is offered for a case, from the city's register."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tinydb import TinyDB, where

from backend.city import edition
from backend.city.city import City
from backend.city.edition import built_in, dump
from backend.city.reading import Unfit
from media import keys
from tests.city.conftest import FailingBucket, MovingClock

TODAY = date(2026, 11, 23)
GUNUNG_TELIHAN, KANAAN = "64.74.03.1002", "64.74.03.1003"
LABEL = {"id": "Halo", "en": "Hello"}
TEMPLATE = {"code": "t", "state": "rejected", "label": LABEL, "words": LABEL}


def adding(table: str, **row: Any) -> Callable[[TinyDB], object]:
    return lambda tables: tables.table(table).insert(row)


def proposed(city: City, category: str, kelurahan: str, rt: str = "") -> list[tuple[str, str]]:
    found = city.agencies(category, kelurahan, TODAY, rt)
    return [(one.opd, one.why) for one in found if one.why]


def test_without_a_route_the_categorys_lead_is_proposed_and_then_its_supporters(city: City) -> None:
    assert proposed(city, "SMP-01", KANAAN) == [
        ("DLH", "lead"),
        ("Kelurahan", "support"),
        ("Satpol PP", "support"),
    ]
    assert len(city.agencies("SMP-01", KANAAN, TODAY)) == len(city.register().opd)


def test_a_route_goes_before_the_lead_where_it_leads_from(city: City) -> None:
    city.change(adding("routes", code="r1", opd="BPBD", categories=["SMP"], kelurahan=[KANAAN]))

    assert proposed(city, "SMP-01", KANAAN)[:2] == [("BPBD", "route"), ("DLH", "lead")]
    assert proposed(city, "SMP-01", GUNUNG_TELIHAN)[0] == ("DLH", "lead")
    assert proposed(city, "AIR-03", KANAAN)[0] == ("DPUPR", "lead")


def test_of_several_routes_the_narrowest_place_and_then_the_narrowest_category_is_first(city: City) -> None:
    city.change(adding("routes", code="everywhere", opd="KSOP"))
    city.change(adding("routes", code="group", opd="BPBD", categories=["SMP"], kelurahan=[KANAAN]))
    city.change(adding("routes", code="category", opd="Dinkes", categories=["SMP-01"], kelurahan=[KANAAN]))
    city.change(adding("routes", code="rt", opd="Dishub", kelurahan=[KANAAN], rt=["05"]))

    first = [opd for opd, why in proposed(city, "SMP-01", KANAAN, "05") if why == "route"]
    elsewhere = [opd for opd, why in proposed(city, "SMP-01", KANAAN, "06") if why == "route"]

    assert first == ["Dishub", "Dinkes", "BPBD", "KSOP"]
    assert elsewhere == ["Dinkes", "BPBD", "KSOP"]


def test_neither_an_old_route_nor_one_to_an_agency_that_is_gone_leads_anywhere(city: City) -> None:
    city.change(adding("routes", code="old", opd="BPBD", valid_to="2026-11-22"))
    city.change(adding("routes", code="early", opd="BPBD", valid_from="2026-11-24"))
    city.change(adding("routes", code="gone", opd="Dishub"))
    city.change(
        lambda tables: tables.table("opd").update({"valid_to": "2026-01-01"}, where("code") == "Dishub")
    )

    assert proposed(city, "SMP-01", KANAAN)[0] == ("DLH", "lead")


def test_words_for_the_category_come_before_those_for_its_group_and_those_for_all(city: City) -> None:
    words = {"state": "rejected", "label": LABEL, "words": LABEL}
    city.change(adding("templates", code="group", categories=["SMP"], **words))
    city.change(adding("templates", code="own", categories=["SMP-01"], **words))

    codes = [template.code for template in city.templates("SMP-01", "rejected")]

    assert codes[:3] == ["own", "group", "reject-unclear"]
    assert "own" not in [template.code for template in city.templates("SMP-02", "rejected")]
    assert city.templates("SMP-01", "resolved") == ()


def test_every_state_has_words_to_begin_with_whatever_the_category(city: City) -> None:
    for category in city.register().categories:
        for state in ("needs_info", "rejected", "duplicate", "assigned"):
            assert city.templates(category, state), (category, state)


def test_a_reason_is_offered_for_its_categories_until_it_is_closed_and_stays_known(city: City) -> None:
    city.change(
        adding(
            "reasons", code="fog", verdict="reject", label=LABEL, categories=["UDR"], valid_to="2026-11-23"
        )
    )

    assert city.reasons("UDR-02", TODAY)[0].code == "fog"
    assert "fog" not in [reason.code for reason in city.reasons("SMP-01", TODAY)]
    assert "fog" not in [reason.code for reason in city.reasons("UDR-02", date(2026, 11, 24))]
    assert city.knows_reason("reject", "fog")


@pytest.mark.parametrize(
    ("table", "row", "fault"),
    [
        ("routes", {"code": "r", "opd": "NASA"}, "there is no OPD NASA"),
        ("routes", {"code": "r", "opd": "DLH", "kelurahan": ["x"]}, "there is no kelurahan x"),
        ("routes", {"code": "r", "opd": "DLH", "rt": ["05"]}, "an RT says nothing without its kelurahan"),
        ("templates", TEMPLATE | {"categories": ["X"]}, "no category or group X"),
        ("templates", TEMPLATE | {"state": "received"}, "state"),
    ],
)  # fmt: skip
def test_what_leads_nowhere_is_refused(city: City, table: str, row: dict[str, Any], fault: str) -> None:
    with pytest.raises(Unfit, match=fault):
        city.change(adding(table, **row))


def test_a_register_begun_before_there_were_templates_has_the_built_in_ones(
    another_city: Callable[[], City], bucket: FailingBucket, clock: MovingClock
) -> None:
    old = built_in()
    tables = {name: rows for name, rows in old.tables.items() if name not in edition.YOUNGER}
    data = dump(edition.Edition(1, "", "built in", tables))
    bucket.put_new(keys.register_version(1), data)
    bucket.put(keys.REGISTER, data)

    city = another_city()
    city.ensure()
    city.change(lambda tables: tables.table("templates").remove(where("state") == "rejected"))
    clock.advance(11)

    assert city.templates("SMP-01", "needs_info")
    assert another_city().templates("SMP-01", "rejected") == ()
