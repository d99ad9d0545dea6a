"""The case of a report that says that a place is not mended."""

from backend.reports.moves import State
from tests.pages.seed import PLACES, a_report
from tests.pages.world import NOW, World


def objected(world: World) -> tuple[str, str]:
    """Ids of a settled report, and of one that contests it."""
    settled = a_report(1, state=State.RESOLVED, now=NOW)
    contest = a_report(2, now=NOW, hours=1, flags=(f"contests:{settled.id}",))
    world.keep([settled, contest])
    return settled.id, contest.id


def test_the_queue_marks_it(world: World) -> None:
    objected(world)

    assert "Katanya belum beres" in world.visitor("rani").get("/tinjau").text


def test_its_case_offers_to_reopen_what_it_contests(world: World) -> None:
    settled, contest = objected(world)

    page = world.visitor("rani").get(f"/tinjau/{contest}").text

    assert 'value="reopen"' in page
    assert f'href="/laporan/{settled}"' in page


def test_one_tap_reopens(world: World) -> None:
    settled, contest = objected(world)

    answer = world.visitor("rani").post(
        f"/tinjau/{contest}",
        data={"verdict": "reopen", "version": "1"},
        headers={"Sec-Fetch-Site": "same-origin"},
    )

    assert answer.status_code == 303
    assert world.reports.get(settled).state is State.REOPENED
    assert world.reports.get(contest).head == settled


def test_what_is_settled_in_another_kelurahan_is_reopened_there(world: World) -> None:
    settled = a_report(1, state=State.RESOLVED, now=NOW, kelurahan=PLACES[3][0])
    contest = a_report(2, now=NOW, hours=1, flags=(f"contests:{settled.id}",))
    world.keep([settled, contest])
    reviewer = world.visitor("rani")

    page = reviewer.get(f"/tinjau/{contest.id}").text
    answer = reviewer.post(
        f"/tinjau/{contest.id}",
        data={"verdict": "reopen", "version": "1"},
        headers={"Sec-Fetch-Site": "same-origin"},
    )

    assert 'value="reopen"' not in page
    assert "hanya peninjau di sana" in page
    assert (answer.status_code, world.reports.get(settled.id).state) == (422, State.RESOLVED)


def test_no_public_page_tells_who_contested(world: World) -> None:
    settled, contest = objected(world)
    reviewer = world.visitor("rani")
    reviewer.post(
        f"/tinjau/{contest}",
        data={"verdict": "reopen", "version": "1"},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    world.draw(settled)

    page = world.visitor().get(f"/laporan/{settled}").text

    assert "Dibuka kembali" in page
    assert contest not in page


def test_an_ordinary_case_offers_no_such_thing(world: World) -> None:
    world.keep([report := a_report(2, now=NOW)])

    assert 'value="reopen"' not in world.visitor("rani").get(f"/tinjau/{report.id}").text
