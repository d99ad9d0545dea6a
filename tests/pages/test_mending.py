"""The case of a report that shows that another one is mended."""

import re
from typing import Any

import pytest

from backend.reports.moves import State
from backend.reports.report import Actor, Report, Step
from tests.pages.seed import PLACES, a_report
from tests.pages.world import NOW, World

S = State


def shown(world: World, *, state: State = S.VERIFIED, place: str = PLACES[0][0]) -> tuple[Report, Report]:
    """A published report, and one with a photo that shows it to be mended."""
    earlier = a_report(1, state=state, now=NOW, kelurahan=place)
    proof = a_report(2, now=NOW, hours=1, flags=(f"mends:{earlier.id}",))
    world.keep([earlier, proof])
    return earlier, proof


def says(world: World, report: Report, **form: Any) -> Any:
    return world.visitor("rani").post(f"/tinjau/{report.id}", data={"version": "1", **form})


def case(world: World, report: Report) -> str:
    return world.visitor("rani").get(f"/tinjau/{report.id}").text


def test_the_queue_marks_it(world: World) -> None:
    shown(world)

    assert "Sudah beres, ada foto" in world.visitor("rani").get("/tinjau").text


def test_its_case_shows_how_it_was_beside_how_it_is(world: World) -> None:
    earlier, proof = shown(world)

    page = case(world, proof)

    for report in (earlier, proof):
        assert f'src="/api/v1/reports/{report.id}/photos/{report.photos[0].sha256}/1280"' in page
    assert f'href="/tinjau/{earlier.id}"' in page
    assert 'value="resolve"' in page


def test_one_tap_settles_it_with_the_photo_that_was_ticked(world: World) -> None:
    earlier, proof = shown(world)

    answer = says(world, proof, verdict="resolve", publish=[proof.photos[0].sha256])

    assert answer.status_code == 303
    assert world.reports.get(earlier.id).state is S.RESOLVED
    assert world.reports.get(proof.id).head == earlier.id


def test_the_public_page_compares_both_and_tells_nothing_of_who_showed_it(world: World) -> None:
    earlier, proof = shown(world)
    says(world, proof, verdict="resolve", publish=[proof.photos[0].sha256])
    world.draw(earlier.id)

    page = world.visitor().get(f"/laporan/{earlier.id}").text

    assert f'src="/media/{earlier.id}/{earlier.photos[0].sha256}/720.webp"' in page
    assert f'src="/media/{earlier.id}/{proof.photos[0].sha256}/720.webp"' in page
    assert "Sebelum dan sesudah" in page
    assert proof.id not in page


def test_without_a_tick_it_is_said_that_one_is_needed(world: World) -> None:
    earlier, proof = shown(world)

    answer = says(world, proof, verdict="resolve")

    assert answer.status_code == 422
    assert "Centang dulu foto" in answer.text
    assert world.reports.get(earlier.id).state is S.VERIFIED


def test_enter_presses_what_settles_nothing_else(world: World) -> None:
    _, proof = shown(world)

    page = case(world, proof)

    _, _, form = page.partition('<form id="verify"')
    first, *_ = buttons = re.findall(r"<button[^>]+>", form)
    [resolve] = [tag for tag in buttons if 'value="resolve"' in tag]
    assert 'value="verify"' in first
    assert 'form="verify"' in resolve
    assert 'data-needs="publish"' in resolve
    assert 'value="resolve"' not in page.partition('<form id="verify"')[0]


def test_the_field_is_asked_for_a_photo_where_one_settles_it(world: World) -> None:
    asked = []
    for state in (S.VERIFIED, S.ASSIGNED, S.IN_PROGRESS):
        earlier, _ = shown(world, state=state)
        asked.append("Sudah beres di lapangan?" in case(world, earlier))

    assert asked == [True, False, True]


@pytest.mark.parametrize(
    ("state", "place", "why"),
    [
        (S.ASSIGNED, PLACES[0][0], "Dinas itu yang menyelesaikannya"),
        (S.VERIFIED, PLACES[3][0], "hanya peninjau di sana yang dapat menyelesaikannya"),
    ],
)
def test_what_is_not_theirs_to_settle_says_whose_it_is(
    world: World, state: State, place: str, why: str
) -> None:
    earlier, proof = shown(world, state=state, place=place)

    page = case(world, proof)
    answer = says(world, proof, verdict="resolve", publish=[proof.photos[0].sha256])

    assert why in page
    assert 'value="resolve"' not in page
    assert (answer.status_code, world.reports.get(earlier.id).state) == (422, state)


def test_of_another_kelurahan_only_what_residents_see_is_shown(world: World) -> None:
    earlier, proof = shown(world, place=PLACES[3][0])

    page = case(world, proof)

    assert f"/media/{earlier.id}/{earlier.photos[0].sha256}/1280.webp" in page
    assert f"/api/v1/reports/{earlier.id}" not in page


def test_it_is_taken_back_where_it_was_decided(world: World) -> None:
    earlier, proof = shown(world)
    says(world, proof, verdict="resolve", publish=[proof.photos[0].sha256])

    page = case(world, earlier)

    assert 'value="undo"' not in page
    assert f'href="/tinjau/{proof.id}"' in page
    says(world, proof, verdict="undo", version="2")
    assert world.reports.get(earlier.id).state is S.VERIFIED


def test_once_another_parted_the_two_it_is_taken_back_by_itself(world: World) -> None:
    earlier, proof = shown(world)
    says(world, proof, verdict="resolve", publish=[proof.photos[0].sha256])
    behind = world.reports.get(proof.id)
    parted = Step(S.RECEIVED, Actor("reviewer", "elsewhere"), NOW, detail={"undoes": "2", "heads": ""})
    world.reports.append(behind.moved(parted))

    page = case(world, earlier)

    assert 'value="undo"' in page
    assert f'href="/tinjau/{proof.id}"' not in page
    says(world, earlier, verdict="undo", version=str(world.reports.get(earlier.id).version))
    assert world.reports.get(earlier.id).state is S.VERIFIED


def test_an_ordinary_case_offers_no_such_thing(world: World) -> None:
    world.keep([report := a_report(2, now=NOW)])

    assert 'value="resolve"' not in case(world, report)


def test_both_photos_are_taken_along_to_the_field(world: World) -> None:
    earlier, proof = shown(world)

    taken: Any = world.visitor("rani").get("/tinjau/lapangan/kasus").json

    [pictures] = [one["pictures"] for one in taken["cases"] if one["id"] == proof.id]
    assert pictures == [
        f"/api/v1/reports/{report.id}/photos/{report.photos[0].sha256}/320" for report in (proof, earlier)
    ]
