"""Reviewers share the queue: each takes twenty, sees who has what, and lets go."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from backend.reports.moves import State
from backend.reports.ports import Hold
from tests.pages.seed import a_report
from tests.pages.test_queue import cases
from tests.pages.world import NOW, World

MINE = "/tinjau?keadaan=received&milik=saya"


@pytest.fixture
def busy(world: World) -> World:
    world.keep(a_report(n, now=NOW, hours=90 - n, photos=0) for n in range(1, 26))
    return world


def takes(visitor: FlaskClient) -> list[str]:
    """The ids that are theirs afterwards."""
    answer = visitor.post("/tinjau/ambil")
    assert (answer.status_code, answer.location) == (303, MINE)
    return cases(visitor.get(MINE).text)


def test_each_takes_the_next_twenty_and_nobody_the_same(busy: World) -> None:
    order = cases(busy.visitor("rani").get("/tinjau").text)

    rani, dewi = (takes(busy.visitor(login)) for login in ("rani", "dewi"))

    assert (rani, dewi) == (order[:20], order[20:])


def test_colleagues_read_who_has_a_case_and_until_when(busy: World) -> None:
    takes(busy.visitor("rani"))

    own, other = (busy.visitor(login).get("/tinjau").text for login in ("rani", "dewi"))

    assert own.count("Pegangan Anda sampai 12.30") == 20
    assert other.count("Dipegang Rani Wulandari sampai 12.30") == 20
    assert "Lepaskan" not in other


def test_a_case_is_let_go_by_itself_or_all_at_once(busy: World) -> None:
    visitor = busy.visitor("rani")
    first, *others = takes(visitor)

    visitor.post("/tinjau/lepas", data={"laporan": first})
    assert cases(visitor.get(MINE).text) == others
    visitor.post("/tinjau/lepas")

    page = visitor.get(MINE).text
    assert cases(page) == []
    assert "Tidak ada laporan di tangan Anda." in page


def test_nobody_lets_go_of_a_colleague_s_case(busy: World) -> None:
    first, *_ = takes(busy.visitor("rani"))

    busy.visitor("dewi").post("/tinjau/lepas", data={"laporan": first})

    assert first in cases(busy.visitor("rani").get(MINE).text)


def test_what_ran_out_is_nobody_s(world: World) -> None:
    world.keep([report := a_report(1, now=NOW)])
    world.holds.take(Hold(report.id, "p-rani", "Rani", NOW - timedelta(seconds=1)), now=NOW)

    assert "Pegangan" not in world.visitor("rani").get("/tinjau").text.split("case-row")[1]


# Searching


@pytest.mark.parametrize("typed", ["{}", "  {}  ", "md {}"])
def test_who_types_a_number_is_led_to_the_case_whatever_its_state(world: World, typed: str) -> None:
    world.keep([report := a_report(1, now=NOW, state=State.REJECTED)])
    words = typed.format(report.number).replace("md MD-", "md ").lower()

    answer = world.visitor("rani").get("/tinjau", query_string={"cari": words})

    assert (answer.status_code, answer.location) == (303, f"/tinjau/{report.id}")


def test_a_number_of_another_kelurahan_is_not_found(world: World) -> None:
    world.keep([report := a_report(1, now=NOW, kelurahan="64.74.01.1001")])

    answer = world.visitor("rani").get("/tinjau", query_string={"cari": report.number})

    assert answer.status_code == 200
    assert "Tidak ada laporan yang cocok." in answer.text


def test_where_nothing_waits_nothing_is_offered_to_be_taken(busy: World) -> None:
    assert "Ambil 20" in busy.visitor("rani").get("/tinjau").text
    busy.reports.kept.clear()

    assert "Ambil 20" not in busy.visitor("rani").get("/tinjau").text
